import { needleOuterRadiusMm } from '#shared/planning/needleGauge.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { depthBand, joinBands, UNKNOWN_DEPTH_MM, type ErrorBand } from './errorBand.ts'
import type { CalibrationMethod } from './statedCalibration.ts'

export type StatedSize = ErrorBand & { readonly rowSpacingMm: number; readonly columnSpacingMm: number }
export type StatedSizeFault = Fault<'MARKS_TOO_CLOSE' | 'UNKNOWN_GAUGE'>

/** How well a hand puts a mark on an edge. */
const EDGE_PX = 1
const WORST_MARKING = 0.1
/** A shaft is three to five pixels wide: one pixel more or less is a fifth to a third of it, and its blurred edge is never better. */
const BEST_GAUGE = 0.2
const WORST_GAUGE = 0.5

/**
 * The two marks, and how far apart they lie in the patient.
 *
 * @units   mm; the outer diameter for a needle's gauge
 * @source  ISO 9626:2016 Table 1 for the gauge
 */
export function statedMm(method: CalibrationMethod): number | null {
  if (method.kind === 'marker') return method.diameterMm
  if (method.kind === 'length') return method.lengthMm
  const radiusMm = needleOuterRadiusMm(method.gauge)
  return radiusMm === null ? null : radiusMm * 2
}

/**
 * @frame   image, [column, row] in pixels
 */
export const marksOf = (method: CalibrationMethod) => (method.kind === 'length' ? method.endsPx : method.edgesPx)

export type SizeSurroundings = {
  /** Height of a pixel over its width. */
  readonly aspect: number
  /** How far from the joint the object may lie along the beam; null = nobody knows. */
  readonly offJointMm: number | null
  /** From the tube to the joint for a pixel of this width; null = not stated. */
  readonly sourceToJointMm: (columnSpacingMm: number) => number | null
}

/**
 * What a pixel is worth when two points lie a known distance apart: the same in every direction, by the form of the pixel.
 *
 * @frame   image; columns and rows have their own spacing, in the proportion of the header
 * @units   mm a pixel; percent
 * @source  the marks are off by one pixel at each end at most; a needle's shaft by one pixel in its width (two edges seen as one
 *          line); depth by similar triangles, see `depthBand`
 * @limits  refuses marks whose own error is above 10 %, or half of a needle's width
 */
export function sizeOfStated(method: CalibrationMethod, { aspect, offJointMm, sourceToJointMm }: SizeSurroundings): Result<StatedSize, StatedSizeFault> {
  const mm = statedMm(method)
  if (mm === null) return err('UNKNOWN_GAUGE', 'The outer diameter of this gauge is not known. Choose a gauge from 14 to 30.')
  const [[x0, y0], [x1, y1]] = marksOf(method)
  const px = Math.hypot(x1 - x0, y1 - y0)
  const marking = method.kind === 'needleGauge' ? Math.max(BEST_GAUGE, EDGE_PX / px) : (2 * EDGE_PX) / px
  const tooClose = tooCloseText(method, mm, px, marking)
  if (tooClose !== null) return err('MARKS_TOO_CLOSE', tooClose)
  const columnSpacingMm = mm / Math.hypot(x1 - x0, (y1 - y0) * aspect)
  const marked = { ratio: marking, words: markingWords(method, mm, px, marking) }
  const plane = offJointMm === null ? 'the depth of the joint, as nobody said how far it lies from it' : 'the depth of the joint'
  const depth = depthBand({ offMm: offJointMm ?? UNKNOWN_DEPTH_MM, sourceToPlaneMm: sourceToJointMm(columnSpacingMm), plane })
  return ok({ columnSpacingMm, rowSpacingMm: columnSpacingMm * aspect, ...joinBands(offJointMm === 0 ? [marked] : [marked, depth]) })
}

const percent = (ratio: number): string => `${(ratio * 100).toFixed(ratio < 0.1 ? 1 : 0)}%`

function tooCloseText(method: CalibrationMethod, mm: number, px: number, marking: number): string | null {
  if (!(px > 0)) return 'Both calibration marks are at the same point. Move the marks apart.'
  if (method.kind === 'needleGauge') {
    return marking > WORST_GAUGE ? `The needle is only ${px.toFixed(1)} px wide between the marks. The error would be above ${percent(WORST_GAUGE)}. Calibrate on a marker, or on a length.` : null
  }
  if (marking <= WORST_MARKING) return null
  const neededMm = ((2 * EDGE_PX) / WORST_MARKING) * (mm / px)
  return `Both calibration marks are closer than ${neededMm.toFixed(neededMm < 10 ? 1 : 0)} mm. The error would be above ${percent(WORST_MARKING)}. Move the marks.`
}

function markingWords(method: CalibrationMethod, mm: number, px: number, marking: number): string {
  if (method.kind === 'needleGauge') return `a ${String(method.gauge)} G needle is ${mm.toFixed(3)} mm wide, here ${px.toFixed(1)} px: one pixel more or less and its blurred edge are ±${percent(marking)}`
  return `marks ±${String(EDGE_PX)} px at each end of ${px.toFixed(0)} px: ±${percent(marking)}`
}
