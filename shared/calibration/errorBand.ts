/** How far a length may be off, and where that number comes from. */
export type ErrorBand = { readonly errorPercent: number | null; readonly errorNote: string }

/** How far from the plane a calibration holds in the thing measured may lie, when nobody says better: half a neck's depth. */
export const UNKNOWN_DEPTH_MM = 50
/** The shortest distance from the source to a patient on a C-arm: an error over it is never too small. */
export const SHORTEST_SOURCE_TO_OBJECT_MM = 500

const percent = (ratio: number): number => Math.round(ratio * 1000) / 10

export type Depth = {
  /** How far off along the beam. */
  readonly offMm: number
  /** Distance from the source to the plane; null = not known, the shortest one is taken and that is said. */
  readonly sourceToPlaneMm: number | null
  /** What that plane is, as it is said on the screen. */
  readonly plane: string
}

/**
 * The error of a length from the depth alone: what lies `off` nearer to the tube is drawn larger by off / SOD.
 *
 * @units   percent of the length; mm along the beam
 * @frame   lengths parallel to the detector; what runs along the beam is drawn shortened, which no band covers
 * @source  similar triangles: magnification is SID / SOD, PS3.3 C.8.7.5.1.2
 */
export function depthBand({ offMm, sourceToPlaneMm, plane }: Depth): { readonly ratio: number; readonly words: string } {
  const distance = sourceToPlaneMm ?? SHORTEST_SOURCE_TO_OBJECT_MM
  const assumed = sourceToPlaneMm === null ? `the distance from the tube is not known, ${String(SHORTEST_SOURCE_TO_OBJECT_MM)} mm is assumed as the shortest` : `${distance.toFixed(0)} mm from the tube`
  return { ratio: offMm / distance, words: `±${offMm.toFixed(0)} mm from ${plane} (${assumed}): ±${String(percent(offMm / distance))}%` }
}

/**
 * Several causes at their worst together.
 *
 * @units   percent of a length parallel to the detector
 */
export function joinBands(parts: readonly { readonly ratio: number; readonly words: string }[]): ErrorBand {
  const sum = parts.reduce((total, { ratio }) => total + ratio, 0)
  return { errorPercent: percent(sum), errorNote: `${parts.map(({ words }) => words).join('; ')}.` }
}

/**
 * @units   percent, whole
 * @returns as it stands beside a value, "±7%"
 */
export const bandText = ({ errorPercent }: Pick<ErrorBand, 'errorPercent'>): string | null => (errorPercent === null ? null : `±${String(Math.max(1, Math.round(errorPercent)))}%`)
