/**
 * The largest value within `radius` along rows and columns (a square): windows of 2, 4, 8 … are made of two of half the
 * size, and the last one of two that overlap. Rows are taken as they lie in memory.
 */
export function slidingMaximum(values: Float32Array, columns: number, rows: number, radius: number): Float32Array {
  return widened(widened(values, columns, rows, radius, 1, largest), columns, rows, radius, columns, largest)
}

/** The smallest value within `radius`; see `slidingMaximum`. */
export function slidingMinimum(values: Float32Array, columns: number, rows: number, radius: number): Float32Array {
  return widened(widened(values, columns, rows, radius, 1, smallest), columns, rows, radius, columns, smallest)
}

/** What of a window is kept; `none` is less than any value in this order. */
type Order = { readonly none: number; readonly of: (a: number, b: number) => number; readonly withAhead: (values: Float32Array, ahead: number) => void }

export function negated(values: Float32Array): Float32Array {
  const other = new Float32Array(values.length)
  for (let at = 0; at < other.length; at += 1) other[at] = -(values[at] ?? NaN)
  return other
}

/** Along rows (stride 1) or columns (stride = columns); at the picture's border the window is cut. */
function widened(values: Float32Array, columns: number, rows: number, radius: number, stride: number, order: Order): Float32Array {
  const window = 2 * radius + 1
  const lead = radius * stride
  // Lines are taken end to end: what a window takes over from the next line is set right below.
  const from = new Float32Array(values.length + 2 * lead).fill(order.none)
  from.set(values, lead)
  let reach = 1
  for (; reach * 2 <= window; reach *= 2) order.withAhead(from, reach * stride)
  order.withAhead(from, (window - reach) * stride)
  const result = from.slice(0, values.length)
  if (stride === 1) mendRowEnds(values, result, columns, rows, radius, order)
  return result
}

function maximumWith(values: Float32Array, ahead: number): void {
  const end = values.length - ahead
  for (let at = 0; at < end; at += 1) {
    const other = values[at + ahead] ?? NaN
    if (other > (values[at] ?? NaN)) values[at] = other
  }
}

function minimumWith(values: Float32Array, ahead: number): void {
  const end = values.length - ahead
  for (let at = 0; at < end; at += 1) {
    const other = values[at + ahead] ?? NaN
    if (other < (values[at] ?? NaN)) values[at] = other
  }
}

const largest: Order = { none: -Infinity, of: Math.max, withAhead: maximumWith }
const smallest: Order = { none: Infinity, of: Math.min, withAhead: minimumWith }

function mendRowEnds(values: Float32Array, result: Float32Array, columns: number, rows: number, radius: number, order: Order): void {
  for (let row = 0; row < rows; row += 1) {
    const start = row * columns
    for (let n = 0; n < radius; n += 1) for (const column of [n, columns - 1 - n]) {
      let most = order.none
      for (let x = Math.max(0, column - radius); x <= Math.min(columns - 1, column + radius); x += 1) most = order.of(most, values[start + x] ?? NaN)
      result[start + column] = most
    }
  }
}
