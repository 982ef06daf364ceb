import { insideOf, type GreyPlane } from './greyPlane.ts'
import { noiseOf } from './noise.ts'

/** Grey values that differ by so many times the noise count 0.6 as much; at an edge of anatomy they count nothing. */
const KEEPS_NOISE = 2
const GREYS = 256

/** Weights by difference of grey, −255 to 255, beginning at the most negative. */
function weightsFor(sigma: number): Float32Array {
  const scale = -1 / (2 * (KEEPS_NOISE * sigma) ** 2)
  return Float32Array.from({ length: 2 * GREYS - 1 }, (_, at) => Math.exp((at - GREYS + 1) ** 2 * scale))
}

/**
 * Takes noise out and leaves edges: each value becomes the mean of five neighbours in its row, of those more that are like it,
 * and then of five in its column; ten steps a pixel, where a square would take 25.
 *
 * @units   grey values 0 to 255; strength 0 to 1, the share of the change that is made
 * @source  bilateral filter: Tomasi, Manduchi 1998; in two passes: Pham, van Vliet 2005
 */
export function denoise(plane: GreyPlane, strength: number, into: Uint8Array, scratch: Uint8Array = new Uint8Array(into.length)): Uint8Array {
  const { grey, columns, rows } = plane
  const weights = weightsFor(noiseOf(plane))
  for (let row = 0; row < rows; row++) alongRow(grey, scratch, weights, row * columns, columns)
  for (let row = 0; row < rows; row++) acrossRows(scratch, into, weights, row, columns, rows)
  if (strength < 1) for (let at = 0; at < into.length; at++) into[at] = (grey[at] ?? 0) + strength * ((into[at] ?? 0) - (grey[at] ?? 0)) + 0.5
  return into
}

/** The five values slide along, so that each is read once. */
function alongRow(from: Uint8Array, into: Uint8Array, weights: Float32Array, start: number, columns: number): void {
  let a = from[start] ?? 0
  let b = a
  let here = a
  let d = from[start + insideOf(1, columns)] ?? 0
  let e = from[start + insideOf(2, columns)] ?? 0
  for (let column = 0; column < columns; column++) {
    into[start + column] = likeMean(weights, here, a, b, d, e)
    a = b
    b = here
    here = d
    d = e
    if (column + 3 < columns) e = from[start + column + 3] ?? 0
  }
}

/** Row by row, so that memory is read in its order. */
function acrossRows(from: Uint8Array, into: Uint8Array, weights: Float32Array, row: number, columns: number, rows: number): void {
  const [a, b, here, d, e] = [row - 2, row - 1, row, row + 1, row + 2].map(each => insideOf(each, rows) * columns)
  if (a === undefined || b === undefined || here === undefined || d === undefined || e === undefined) return
  for (let column = 0; column < columns; column++) into[here + column] = likeMean(weights, from[here + column] ?? 0, from[a + column] ?? 0, from[b + column] ?? 0, from[d + column] ?? 0, from[e + column] ?? 0)
}

/** Mean of five values, each by how like the middle one it is. */
function likeMean(weights: Float32Array, here: number, a: number, b: number, d: number, e: number): number {
  const middle = GREYS - 1 - here
  const wa = weights[a + middle] ?? 0
  const wb = weights[b + middle] ?? 0
  const wd = weights[d + middle] ?? 0
  const we = weights[e + middle] ?? 0
  return (here + wa * a + wb * b + wd * d + we * e) / (1 + wa + wb + wd + we) + 0.5
}
