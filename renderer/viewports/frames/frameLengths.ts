import { bandText } from '#shared/calibration/errorBand.ts'
import { calibrationOfFrame, isSlice, type FramePixel } from '#shared/calibration/frameCalibration.ts'
import type { PixelCalibration } from '#shared/calibration/pixelSpacing.ts'
import type { StatedCalibration } from '#shared/calibration/statedCalibration.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { Point2 } from '#shared/geometry/frames.ts'
import type { CalibrationBadge } from '../overlay/displayList.ts'
import { rowSize } from './pictureParts.ts'

/** What lengths on a frame may be called. */
export type FrameCalibration = {
  readonly unit: 'mm' | 'px'
  /** mm (or px) for one column and one row. */
  readonly perColumn: number
  readonly perRow: number
  readonly badge: CalibrationBadge
  readonly note: string
  /** How far a length may be off; null = not known, or a slice, which has its own accuracy. */
  readonly errorPercent: number | null
  /** Where on the image the millimetres hold; null = everywhere. */
  readonly regionsPx: PixelCalibration['regionsPx']
}

const pixelsOnly = (note: string): FrameCalibration => ({ unit: 'px', perColumn: 1, perRow: 1, badge: { text: 'PX', look: 'dotted', caution: false }, note, errorPercent: null, regionsPx: null })
const looks: Record<Exclude<PixelCalibration['basis'], 'unknown'>, CalibrationBadge> = {
  calibrated: { text: 'CAL', look: 'solid', caution: false },
  isocentre: { text: 'EST', look: 'dashed', caution: true },
  detector: { text: 'DET', look: 'dashed', caution: true },
}

/** The badge of a basis, with the error where there is one: "CAL ±3%". */
export function calibrationBadge({ basis, errorPercent, from }: Pick<FramePixel, 'basis' | 'errorPercent' | 'from'>): CalibrationBadge {
  if (basis === 'unknown') return pixelsOnly('').badge
  if (from === 'ultrasoundRegion') return { text: 'US', look: 'solid', caution: false }
  const band = bandText({ errorPercent })
  return { ...looks[basis], text: band === null ? looks[basis].text : `${looks[basis].text} ${band}` }
}

/** A slice has the millimetres of its plane; a projection what its calibration is worth, the operator's before the header's, else pixels. */
export function frameCalibration(series: SeriesDescription, frame: number, stated: readonly StatedCalibration[] = []): FrameCalibration {
  const plane = series.frames[frame]?.plane ?? null
  if (isSlice(series, frame)) {
    if (plane === null || plane.rowSpacingMm === null || plane.columnSpacingMm === null) return pixelsOnly('')
    return { unit: 'mm', perColumn: plane.columnSpacingMm, perRow: plane.rowSpacingMm, badge: { text: series.summary.modality, look: 'solid', caution: false }, note: '', errorPercent: null, regionsPx: null }
  }
  const pixel = calibrationOfFrame(series, frame, stated)
  const { basis, rowSpacingMm, columnSpacingMm, note, errorPercent, regionsPx } = pixel
  if (basis === 'unknown' || rowSpacingMm === null || columnSpacingMm === null) return pixelsOnly(note)
  return { unit: 'mm', perColumn: columnSpacingMm, perRow: rowSpacingMm, badge: calibrationBadge(pixel), note, errorPercent, regionsPx }
}

/** The calibration as it is worth for these points: pixels where one of them lies beside the regions in which the millimetres hold. */
export function calibrationAt(calibration: FrameCalibration, points: readonly Point2<'imageIndex'>[]): FrameCalibration {
  const { regionsPx } = calibration
  const holds = regionsPx === null || regionsPx.some(({ left, top, right, bottom }) => points.every(([column, row]) => column >= left && column <= right && row >= top && row <= bottom))
  return holds ? calibration : pixelsOnly(calibration.note)
}

/** Length of a line on the image, in the unit that is honest there. */
export function pathLength(calibration: FrameCalibration, from: Point2<'imageIndex'>, to: Point2<'imageIndex'>): { readonly value: number; readonly text: string } {
  const { unit, perColumn, perRow } = calibrationAt(calibration, [from, to])
  const value = Math.hypot((to[0] - from[0]) * perColumn, (to[1] - from[1]) * perRow)
  return { value, text: unit === 'mm' ? `${value.toFixed(1)} mm` : `${value.toFixed(0)} px` }
}

/** Height of a row over the width of a column, whether or not either is known in millimetres. */
export function frameRowSize(series: SeriesDescription, frame: number): number {
  const described = series.frames[frame]
  const image = described === undefined ? undefined : series.images[described.image]
  return image === undefined ? 1 : rowSize(image, described)
}
