import type { DisplayShutter } from '#shared/dicom/imageDescription.ts'
import { isInsideShutter } from './shutterArea.ts'

export type Window = { readonly centre: number; readonly width: number }

/** At most; of the half percent at either end that leaves more than a hundred. */
const SAMPLES = 40_000

/**
 * A window that shows all but the extremes of a picture, the closed part of the shutter left out.
 *
 * @units   values as given; percentiles 0 to 100
 * @source  none; a proposal to look at, which the operator changes
 * @returns null when nothing lies inside the shutter or all of it is equal: no window would show anything
 */
export function autoWindow(
  values: ArrayLike<number>, columns: number, rows: number, shutter: DisplayShutter | null, percentiles: readonly [low: number, high: number] = [0.5, 99.5],
): Window | null {
  const step = Math.ceil(Math.sqrt((columns * rows) / SAMPLES))
  const samples = new Float32Array(Math.ceil(columns / step) * Math.ceil(rows / step))
  let count = 0
  for (let row = 0; row < rows; row += step) {
    for (let column = 0; column < columns; column += step) {
      if (!isInsideShutter(shutter, column, row)) continue
      samples[count] = values[row * columns + column] ?? 0
      count += 1
    }
  }
  const sorted = samples.subarray(0, count).sort()
  const at = (percentile: number): number | undefined => sorted[Math.round((percentile / 100) * (count - 1))]
  const low = at(percentiles[0])
  const high = at(percentiles[1])
  if (low === undefined || high === undefined || !(high > low)) return null
  return { centre: (low + high) / 2, width: high - low }
}
