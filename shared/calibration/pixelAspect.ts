import type { ProjectionSpacing } from '#shared/dicom/imageDescription.ts'
import { usablePair } from './spacingRemarks.ts'

/**
 * Height of a pixel over its width, from whatever the header says of its form; 1 where it says nothing.
 *
 * @frame   rows over columns of the image
 * @units   a ratio; every spacing of one image has the same one, wherever in the beam it holds
 * @source  PS3.3 10.7 spacings are [row, column]; Pixel Aspect Ratio (0028,0034) is [vertical, horizontal] and is to be
 *          written where it is not 1:1 and no spacing is, PS3.3 C.7.6.3.1.7
 */
export function pixelAspect(spacing: ProjectionSpacing | null): number {
  if (spacing === null) return 1
  const region = spacing.ultrasoundRegions?.[0]
  const inTissue: readonly [number, number] | null = region === undefined ? null : [Math.abs(region.rowSpacingMm), Math.abs(region.columnSpacingMm)]
  const found = [inTissue, spacing.objectSpacingMm, spacing.pixelSpacingMm, spacing.imagerPixelSpacingMm, spacing.nominalScannedSpacingMm, spacing.pixelAspectRatio].map(usablePair).find((pair) => pair !== null)
  return found === undefined || found === null ? 1 : found[0] / found[1]
}
