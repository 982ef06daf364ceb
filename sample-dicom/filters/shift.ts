/** The image moved right and down by fractions of a pixel, bilinear; edges are continued. */
export function shiftedImage(image: Float32Array, columns: number, columnsPx: number, rowsPx: number): Float32Array {
  const rows = image.length / columns
  const shifted = new Float32Array(image.length)
  const leftPx = Math.floor(-columnsPx), upPx = Math.floor(-rowsPx)
  const f = -columnsPx - leftPx, g = -rowsPx - upPx
  const clamped = (value: number, count: number) => (value < 0 ? 0 : value >= count ? count - 1 : value)
  for (let row = 0; row < rows; row++) {
    const above = clamped(row + upPx, rows) * columns, below = clamped(row + upPx + 1, rows) * columns
    for (let column = 0; column < columns; column++) {
      const i = clamped(column + leftPx, columns), j = clamped(column + leftPx + 1, columns)
      shifted[row * columns + column] = ((image[above + i] ?? 0) * (1 - f) + (image[above + j] ?? 0) * f) * (1 - g) + ((image[below + i] ?? 0) * (1 - f) + (image[below + j] ?? 0) * f) * g
    }
  }
  return shifted
}
