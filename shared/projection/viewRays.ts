import type { PatientPoint, PatientVector, Point2 } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import { cArmAxes, projectPoint, type CArm } from './cArm.ts'
import type { ViewGeometry } from './readView.ts'

/** From the X-ray source through one pixel. */
export type Ray = { readonly sourceMm: PatientPoint; readonly direction: PatientVector }

const carmOf = ({ primaryDeg, secondaryDeg, sidMm, sodMm, columns, rows, columnSpacingMm }: ViewGeometry, isocentreMm: PatientPoint): CArm => ({
  primaryDeg, secondaryDeg, sidMm, sodMm, isocentreLpsMm: [isocentreMm[0], isocentreMm[1], isocentreMm[2]], detector: { columns, rows, spacingMm: columnSpacingMm },
})

/**
 * The ray that made a pixel.
 *
 * @frame   patientLps about `isocentreMm`; pixel: imageIndex
 * @units   mm; the direction has no length of its own
 * @source  the C-arm model of cArm.ts
 */
export function rayThrough(view: ViewGeometry, pixel: Point2<'imageIndex'>, isocentreMm: PatientPoint): Ray {
  const { sourceLpsMm, detectorCentreLpsMm, columnAxis, rowAxis } = cArmAxes(carmOf(view, isocentreMm))
  const across = vectorScale(columnAxis, (pixel[0] - (view.columns - 1) / 2) * view.columnSpacingMm)
  const down = vectorScale(rowAxis, (pixel[1] - (view.rows - 1) / 2) * view.rowSpacingMm)
  return { sourceMm: sourceLpsMm, direction: vectorSubtract(vectorAdd(detectorCentreLpsMm, vectorAdd(across, down)), sourceLpsMm) }
}

/**
 * The pixel on which a point falls, also for pixels that are not square.
 *
 * @frame   patientLps about `isocentreMm` to imageIndex
 * @units   mm in, pixels out
 * @source  projectPoint of cArm.ts
 * @limits  null behind the source
 */
export function pixelOfPoint(view: ViewGeometry, pointMm: PatientPoint, isocentreMm: PatientPoint): Point2<'imageIndex'> | null {
  const square = projectPoint(carmOf(view, isocentreMm), pointMm)
  if (square === null) return null
  const middle = (view.rows - 1) / 2
  return [square[0], middle + (square[1] - middle) * (view.columnSpacingMm / view.rowSpacingMm)]
}

/**
 * What one pixel is worth at the isocentre, the larger of its two sides.
 *
 * @units   mm
 * @source  Imager Pixel Spacing divided by SID / SOD
 */
export const pixelAtIsocentreMm = ({ columnSpacingMm, rowSpacingMm, sidMm, sodMm }: ViewGeometry): number => (Math.max(columnSpacingMm, rowSpacingMm) * sodMm) / sidMm
