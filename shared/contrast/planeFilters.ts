/** Values of a picture, row by row. */
export type Plane = { readonly columns: number; readonly rows: number; readonly values: Float32Array }

/**
 * A picture blurred by a Gaussian; edges are continued. `target` may be the source; `scratch` has the size of both.
 *
 * @units   sigma in pixels; values stay in their unit
 */
export function blurPlane(source: Float32Array, columns: number, rows: number, sigmaPx: number, target: Float32Array, scratch: Float32Array): Float32Array {
  const kernel = halfKernel(sigmaPx)
  blurRows(source, columns, rows, kernel, scratch)
  blurColumns(scratch, columns, rows, kernel, target)
  return target
}

/** Weights from the middle outwards; the whole kernel adds up to 1. */
function halfKernel(sigmaPx: number): Float64Array {
  const reach = Math.max(1, Math.ceil(2.5 * sigmaPx))
  const half = Float64Array.from({ length: reach + 1 }, (_, k) => Math.exp(-(k * k) / (2 * sigmaPx * sigmaPx)))
  const total = half.reduce((sum, weight, k) => sum + (k === 0 ? weight : 2 * weight), 0)
  return half.map((weight) => weight / total)
}

function blurRows(source: Float32Array, columns: number, rows: number, kernel: Float64Array, target: Float32Array): void {
  const reach = kernel.length - 1
  const line = new Float32Array(columns + 2 * reach)
  for (let row = 0; row < rows; row += 1) {
    const start = row * columns
    line.set(source.subarray(start, start + columns), reach)
    line.fill(source[start] ?? NaN, 0, reach)
    line.fill(source[start + columns - 1] ?? NaN, reach + columns)
    for (let column = 0; column < columns; column += 1) {
      const at = column + reach
      let sum = (kernel[0] ?? NaN) * (line[at] ?? NaN)
      for (let k = 1; k <= reach; k += 1) sum += (kernel[k] ?? NaN) * ((line[at - k] ?? NaN) + (line[at + k] ?? NaN))
      target[start + column] = sum
    }
  }
}

function blurColumns(source: Float32Array, columns: number, rows: number, kernel: Float64Array, target: Float32Array): void {
  const reach = kernel.length - 1
  for (let row = 0; row < rows; row += 1) {
    const start = row * columns
    const weight = kernel[0] ?? NaN
    for (let column = 0; column < columns; column += 1) target[start + column] = weight * (source[start + column] ?? NaN)
    for (let k = 1; k <= reach; k += 1) {
      const above = Math.max(0, row - k) * columns
      const below = Math.min(rows - 1, row + k) * columns
      const share = kernel[k] ?? NaN
      for (let column = 0; column < columns; column += 1) {
        target[start + column] = (target[start + column] ?? NaN) + share * ((source[above + column] ?? NaN) + (source[below + column] ?? NaN))
      }
    }
  }
}

/**
 * The mean of the square around each pixel, at a cost that does not grow with its size; at the edges of what is there.
 *
 * @units   radius in pixels: the square has 2 · radius + 1 of them a side
 */
export function boxMean(source: Float32Array, columns: number, rows: number, radius: number, target: Float32Array, scratch: Float32Array): Float32Array {
  if (radius === 1 && columns > 2) return meanOfNine(source, columns, rows, target, scratch)
  for (let row = 0; row < rows; row += 1) boxRow(source, row * columns, columns, radius, scratch)
  const sums = new Float32Array(columns)
  let count = 0
  for (let row = 0; row < Math.min(radius, rows); row += 1, count += 1) addRow(scratch, row * columns, columns, sums)
  for (let row = 0; row < rows; row += 1) {
    if (row + radius < rows) { addRow(scratch, (row + radius) * columns, columns, sums); count += 1 }
    if (row - radius - 1 >= 0) { takeRow(scratch, (row - radius - 1) * columns, columns, sums); count -= 1 }
    const start = row * columns
    const share = 1 / count
    for (let column = 0; column < columns; column += 1) target[start + column] = (sums[column] ?? NaN) * share
  }
  return target
}

/** The smallest square, for a run is smoothed by it frame after frame: three sums a pixel, nothing to keep. */
function meanOfNine(source: Float32Array, columns: number, rows: number, target: Float32Array, scratch: Float32Array): Float32Array {
  for (let row = 0; row < rows; row += 1) {
    const start = row * columns
    const last = start + columns - 1
    for (let at = start + 1; at < last; at += 1) scratch[at] = ((source[at - 1] ?? NaN) + (source[at] ?? NaN) + (source[at + 1] ?? NaN)) / 3
    scratch[start] = ((source[start] ?? NaN) + (source[start + 1] ?? NaN)) / 2
    scratch[last] = ((source[last - 1] ?? NaN) + (source[last] ?? NaN)) / 2
  }
  for (let row = 0; row < rows; row += 1) {
    const start = row * columns
    const above = row === 0 ? start : start - columns
    const below = row === rows - 1 ? start : start + columns
    // At the first and last row the middle would count twice: it is taken off again.
    const isEdge = row === 0 || row === rows - 1
    const share = 1 / (isEdge ? 2 : 3)
    for (let column = 0; column < columns; column += 1) {
      const middle = scratch[start + column] ?? NaN
      const sum = (scratch[above + column] ?? NaN) + (scratch[below + column] ?? NaN)
      target[start + column] = (isEdge ? sum : sum + middle) * share
    }
  }
  return target
}

function addRow(rowsOf: Float32Array, start: number, columns: number, sums: Float32Array): void {
  for (let column = 0; column < columns; column += 1) sums[column] = (sums[column] ?? NaN) + (rowsOf[start + column] ?? NaN)
}

function takeRow(rowsOf: Float32Array, start: number, columns: number, sums: Float32Array): void {
  for (let column = 0; column < columns; column += 1) sums[column] = (sums[column] ?? NaN) - (rowsOf[start + column] ?? NaN)
}

function boxRow(source: Float32Array, start: number, columns: number, radius: number, target: Float32Array): void {
  let sum = 0
  let count = 0
  for (let column = 0; column < Math.min(radius, columns); column += 1, count += 1) sum += source[start + column] ?? NaN
  // Away from the edges nothing has to be asked.
  const firstInner = Math.min(columns, radius + 1)
  const lastInner = Math.max(firstInner, columns - radius)
  const edge = (column: number): void => {
    if (column + radius < columns) { sum += source[start + column + radius] ?? NaN; count += 1 }
    if (column - radius - 1 >= 0) { sum -= source[start + column - radius - 1] ?? NaN; count -= 1 }
    target[start + column] = sum / count
  }
  for (let column = 0; column < firstInner; column += 1) edge(column)
  const share = 1 / (2 * radius + 1)
  let inner = sum
  for (let column = firstInner; column < lastInner; column += 1) {
    inner += (source[start + column + radius] ?? NaN) - (source[start + column - radius - 1] ?? NaN)
    target[start + column] = inner * share
  }
  sum = inner
  for (let column = lastInner; column < columns; column += 1) edge(column)
}

/**
 * A picture of half the columns and rows: each pixel the mean of four. An odd last row or column is left out.
 *
 * @frame   imageIndex: a pixel (c, r) of the result has its centre at (2c + 0.5, 2r + 0.5) of the source
 */
export function halvePlane(source: Float32Array, columns: number, rows: number, target: Float32Array): Float32Array {
  const halfColumns = columns >> 1
  const halfRows = rows >> 1
  for (let row = 0; row < halfRows; row += 1) {
    for (let column = 0; column < halfColumns; column += 1) {
      const at = 2 * row * columns + 2 * column
      target[row * halfColumns + column] = ((source[at] ?? NaN) + (source[at + 1] ?? NaN) + (source[at + columns] ?? NaN) + (source[at + columns + 1] ?? NaN)) / 4
    }
  }
  return target
}
