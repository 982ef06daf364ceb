import type { PixelArray } from '#shared/codecs/decodedFrame.ts'
import type { FramePixels } from '#electron/services/teaching/pixels/cleanedPixels.ts'
import type { Rectangle } from '#electron/services/teaching/pixels/pixelSeries.ts'

/** Sets a rectangle, as far as it lies in the picture; samples of a pixel lie beside each other. */
export function paintRectangle(pixels: PixelArray, columns: number, rows: number, box: Rectangle, value: readonly number[]): void {
  const right = Math.min(columns, box.column + box.columns)
  const bottom = Math.min(rows, box.row + box.rows)
  for (let row = box.row; row < bottom; row += 1) paintPixels(pixels, row * columns + box.column, row * columns + right, value)
}

export function paintRuns(pixels: PixelArray, runs: FramePixels, value: readonly number[]): void {
  for (let n = 0; n + 1 < runs.length; n += 2) paintPixels(pixels, runs[n] ?? NaN, runs[n + 1] ?? NaN, value)
}

function paintPixels(pixels: PixelArray, from: number, to: number, value: readonly number[]): void {
  const samples = value.length
  for (const [sample, paint] of value.entries()) for (let at = from * samples + sample; at < to * samples; at += samples) pixels[at] = paint
}
