import type { ImageDescription, ProjectionSpacing } from '#shared/dicom/imageDescription.ts'

export type Spacing = readonly [rowMm: number, columnMm: number]

/**
 * @units   mm, or a ratio
 * @returns the value when it can be a distance, else null
 */
export const positive = (value: number | null | undefined): number | null => (value !== null && value !== undefined && Number.isFinite(value) && value > 0 ? value : null)

/**
 * @units   mm a pixel, [row, column]
 * @returns the pair when both can be the size of a pixel, else null
 */
export const usablePair = (spacing: Spacing | null | undefined): Spacing | null =>
  spacing !== null && spacing !== undefined && spacing.every((value) => positive(value) !== null) ? spacing : null

/**
 * What the header states and nothing can be done with, each in a sentence: what is left out is said.
 *
 * @units   mm, degrees
 * @source  PS3.3 10.7.1.3: spacings are positive; C.8.7.5.1.2: primary angle within ±180°, secondary within ±90°
 */
export function listRemarks(spacing: ProjectionSpacing, positioner: ImageDescription['positioner']): string[] {
  const pairs: readonly (readonly [string, Spacing | null | undefined])[] = [
    ['Pixel Spacing', spacing.pixelSpacingMm], ['Imager Pixel Spacing', spacing.imagerPixelSpacingMm],
    ['Object Pixel Spacing in Center of Beam', spacing.objectSpacingMm], ['Nominal Scanned Pixel Spacing', spacing.nominalScannedSpacingMm],
  ]
  const distances: readonly (readonly [string, number | null])[] = [
    ['Distance Source to Detector', spacing.sourceToDetectorMm], ['Distance Source to Patient', spacing.sourceToIsocentreMm],
    ['Estimated Radiographic Magnification Factor', spacing.magnificationFactor],
  ]
  const beam = spacing.beamAngleDeg
  return [
    ...pairs.filter(([, pair]) => pair !== null && pair !== undefined && usablePair(pair) === null).map(([name, pair]) => `The ${name} of the header is ${String(pair?.[0])}\\${String(pair?.[1])}, which is no size, and is not used.`),
    ...distances.filter(([, value]) => value !== null && positive(value) === null).map(([name, value]) => `The ${name} of the header is ${String(value)}, and is not used.`),
    ...(beam !== undefined && Math.abs(beam) > 90 ? [`The Beam Angle of the header is ${String(beam)}°, which is out of range.`] : []),
    ...(spacing.unreadable ?? []).map((name) => `The ${name} of the header cannot be read as ${/Spacing|Ratio/.test(name) ? 'two numbers' : 'a number'}, and is not used.`),
    ...anglesOutOfRange(positioner),
  ]
}

function anglesOutOfRange(positioner: ImageDescription['positioner']): string[] {
  const out = (name: string, value: number | null | undefined, limit: number): string[] =>
    value !== null && value !== undefined && Math.abs(value) > limit ? [`The ${name} angle of the C-arm in the header is ${String(value)}°, which is out of range: its distances may be wrong too.`] : []
  return [...out('primary', positioner?.primaryDeg, 180), ...out('secondary', positioner?.secondaryDeg, 90)]
}
