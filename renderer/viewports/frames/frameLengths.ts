import type { Point2 } from '#shared/geometry/frames.ts'
import { classifyPixelSpacing, type PixelCalibration } from '#shared/calibration/pixelSpacing.ts'
import type { StatedCalibration } from '#shared/calibration/statedCalibration.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { rowSize } from './pictureParts.ts'
import type { CalibrationBadge } from '../overlay/decor.ts'

/** What lengths on a frame may be called. */
export type FrameCalibration = {
  readonly unit: 'mm' | 'px'
  /** mm (or px) for one column and one row. */
  readonly perColumn: number
  readonly perRow: number
  readonly badge: CalibrationBadge
  readonly note: string
}

const pixelsOnly = (note: string): FrameCalibration => ({ unit: 'px', perColumn: 1, perRow: 1, badge: { text: 'PX', look: 'dotted', caution: false }, note })
const badges: Record<Exclude<PixelCalibration['basis'], 'unknown'>, CalibrationBadge> = {
  calibrated: { text: 'CAL', look: 'solid', caution: false },
  isocentre: { text: 'EST', look: 'dashed', caution: true },
  detector: { text: 'DET', look: 'dashed', caution: true },
}

/** A slice has the millimetres of its plane; a projection what its calibration is worth, else pixels. */
export function frameCalibration(series: SeriesDescription, frame: number, _stated: readonly StatedCalibration[] = []): FrameCalibration {
  const described = series.frames[frame]
  const image = described === undefined ? undefined : series.images[described.image]
  if (described === undefined || image === undefined) return pixelsOnly('')
  const { plane } = described
  if (plane !== null && plane.rowSpacingMm !== null && plane.columnSpacingMm !== null) {
    return { unit: 'mm', perColumn: plane.columnSpacingMm, perRow: plane.rowSpacingMm, badge: { text: series.summary.modality, look: 'solid', caution: false }, note: '' }
  }
  const { basis, rowSpacingMm, columnSpacingMm, note } = classifyPixelSpacing(image.projection)
  if (basis === 'unknown' || rowSpacingMm === null || columnSpacingMm === null) return pixelsOnly(note)
  return { unit: 'mm', perColumn: columnSpacingMm, perRow: rowSpacingMm, badge: badges[basis], note }
}

/** Length of a line on the image, in the unit that is honest there. */
export function pathLength(calibration: FrameCalibration, from: Point2<'imageIndex'>, to: Point2<'imageIndex'>): { readonly value: number; readonly text: string } {
  const value = Math.hypot((to[0] - from[0]) * calibration.perColumn, (to[1] - from[1]) * calibration.perRow)
  return { value, text: calibration.unit === 'mm' ? `${value.toFixed(1)} mm` : `${value.toFixed(0)} px` }
}

/** Height of a row over the width of a column, whether or not either is known in millimetres. */
export function frameRowSize(series: SeriesDescription, frame: number): number {
  const described = series.frames[frame]
  const image = described === undefined ? undefined : series.images[described.image]
  return image === undefined ? 1 : rowSize(image, described)
}
