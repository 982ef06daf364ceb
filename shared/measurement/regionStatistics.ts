import { isInsideShutter } from '#shared/contrast/shutterArea.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { isPadding, modalityValue, valueUnit } from '#shared/dicom/modalityLut.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { MeasurementShape } from './measurement.ts'
import { boundsOf, isEnclosed } from './shapeFigures.ts'

/** One frame as it lies in memory: stored values, row by row, samples of a pixel beside each other. */
export type StoredFrame = { readonly values: ArrayLike<number>; readonly columns: number; readonly rows: number; readonly samples: number }

export type RegionStatistics = {
  readonly mean: number
  /** Of the pixels counted, which are all there are: divided by their number. */
  readonly standardDeviation: number
  readonly min: number
  readonly max: number
  /** Pixels whose centre lies inside and that hold a value. */
  readonly pixels: number
  /** Pixels inside the shape that are left out. */
  readonly behindShutter: number
  readonly padding: number
  /** True where the shape reaches beyond the image. */
  readonly isCut: boolean
  readonly unit: string
  /** What the values are, in words. */
  readonly valueWords: string
}
export type RegionFault = Fault<'NOT_ENCLOSED' | 'COLOUR' | 'NO_PIXEL'>

/**
 * The values inside an ellipse or a closed line, as they were stored and after the modality LUT. How the picture is shown
 * (window, inversion, subtraction) changes nothing of them. What the display shutter covers and padding is left out and counted.
 *
 * @frame   imageIndex; a pixel belongs to the shape when its centre does
 * @units   those of `valueUnit`
 * @source  Modality LUT PS3.3 C.11.1, Display Shutter C.7.6.11, Pixel Padding C.7.5.1.1.2
 */
export function regionStatistics(shape: MeasurementShape, frame: StoredFrame, image: ImageDescription, modality: string): Result<RegionStatistics, RegionFault> {
  if (shape.kind !== 'region' && !(shape.kind === 'freehand' && shape.closed)) return err('NOT_ENCLOSED', 'This shape encloses nothing, so it has no values.')
  if (frame.samples !== 1) return err('COLOUR', 'Colour images have no values that could be averaged.')
  const { from, to } = boundsOf(shape)
  const [firstColumn, lastColumn] = [Math.max(0, Math.ceil(from[0])), Math.min(frame.columns - 1, Math.floor(to[0]))]
  const [firstRow, lastRow] = [Math.max(0, Math.ceil(from[1])), Math.min(frame.rows - 1, Math.floor(to[1]))]
  const found = { count: 0, mean: 0, squares: 0, min: Infinity, max: -Infinity, behindShutter: 0, padding: 0 }
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      if (!isEnclosed(shape, column, row)) continue
      const stored = frame.values[row * frame.columns + column]
      if (stored === undefined) continue
      if (!isInsideShutter(image.shutter, column, row)) found.behindShutter += 1
      else if (isPadding(image.pixel, stored)) found.padding += 1
      else add(found, modalityValue(image.modalityLut, stored))
    }
  }
  const { count, mean, squares, min, max, behindShutter, padding } = found
  if (count === 0) return err('NO_PIXEL', behindShutter + padding > 0 ? 'Everything in this region lies behind the shutter or holds no image.' : 'No pixel lies in this region. Draw it larger, on the image.')
  const isCut = from[0] < -0.5 || from[1] < -0.5 || to[0] > frame.columns - 0.5 || to[1] > frame.rows - 0.5
  const { unit, words } = valueUnit(image, modality)
  return ok({ mean, standardDeviation: Math.sqrt(squares / count), min, max, pixels: count, behindShutter, padding, isCut, unit, valueWords: words })
}

/** Welford's way: a large mean takes nothing from a small spread. */
function add(to: { count: number; mean: number; squares: number; min: number; max: number }, value: number): void {
  to.count += 1
  const off = value - to.mean
  to.mean += off / to.count
  to.squares += off * (value - to.mean)
  if (value < to.min) to.min = value
  if (value > to.max) to.max = value
}
