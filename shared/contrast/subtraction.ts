import type { AttenuationScale, StoredPixels } from './attenuation.ts'

/**
 * Mean attenuation of some frames: a mask, or averaged contrast frames.
 *
 * @units   attenuation, as the scale gives it; averaged after the logarithm
 * @source  AVG_SUB and Contrast Frame Averaging (0028,6112), PS3.3 C.7.6.10.1.1
 */
export function averageAttenuation(frames: readonly StoredPixels[], scale: AttenuationScale, target?: Float32Array): Float32Array {
  const length = frames[0]?.length ?? 0
  const mean = target ?? new Float32Array(length)
  mean.fill(0)
  const { table, indexMask } = scale
  for (const frame of frames) {
    for (let at = 0; at < length; at += 1) mean[at] = (mean[at] ?? 0) + (table[(frame[at] ?? 0) & indexMask] ?? 0)
  }
  if (frames.length > 1) {
    const share = 1 / frames.length
    for (let at = 0; at < length; at += 1) mean[at] = (mean[at] ?? 0) * share
  }
  return mean
}

/**
 * Moves a mask by whole and part pixels, bilinear; beyond its edge the edge goes on.
 *
 * @frame   imageIndex
 * @units   pixels, [row, column]: + moves the mask down and towards higher columns
 * @source  Mask Sub-pixel Shift (0028,6114), PS3.3 C.7.6.10.1.2
 */
export function shiftPlane(source: Float32Array, columns: number, rows: number, shiftPx: readonly [row: number, column: number], target: Float32Array): Float32Array {
  const shift = rowShift(columns, rows, shiftPx)
  for (let row = 0; row < rows; row += 1) shiftRow(source, shift, row, target, row * columns)
  return target
}

/** A shift as a row needs it: whole pixels and parts, and from where to where both neighbours exist. */
export type RowShift = {
  readonly columns: number
  readonly rows: number
  readonly wholeRow: number
  readonly wholeColumn: number
  readonly partRow: number
  readonly partColumn: number
  readonly firstInner: number
  readonly lastInner: number
}

/**
 * What shiftRow needs of a shift.
 *
 * @units   pixels, [row, column], in the sense of shiftPlane
 */
export function rowShift(columns: number, rows: number, [down, across]: readonly [row: number, column: number]): RowShift {
  const wholeRow = Math.floor(-down)
  const wholeColumn = Math.floor(-across)
  const firstInner = Math.min(columns, Math.max(0, -wholeColumn))
  return {
    columns, rows, wholeRow, wholeColumn, partRow: -down - wholeRow, partColumn: -across - wholeColumn,
    firstInner, lastInner: Math.max(firstInner, Math.min(columns, columns - 1 - wholeColumn)),
  }
}

/**
 * One row of a moved mask, written from `to` on: so that it can be used while it is still near the processor. Each column is
 * mixed once and handed on to its neighbour.
 *
 * @frame   imageIndex
 * @units   rows and elements, from 0
 * @source  see shiftPlane
 */
export function shiftRow(source: Float32Array, shift: RowShift, row: number, target: Float32Array, to: number): void {
  const { columns, wholeColumn, partRow, partColumn, firstInner, lastInner } = shift
  const [upper, lower] = rowsOfShift(shift, row)
  for (let column = 0; column < firstInner; column += 1) target[to + column] = shiftedAt(source, shift, row, column)
  const first = firstInner + wholeColumn
  let left = (source[upper + first] ?? NaN) + ((source[lower + first] ?? NaN) - (source[upper + first] ?? NaN)) * partRow
  for (let column = firstInner, next = first + 1; column < lastInner; column += 1, next += 1) {
    const above = source[upper + next] ?? NaN
    const right = above + ((source[lower + next] ?? NaN) - above) * partRow
    target[to + column] = left + (right - left) * partColumn
    left = right
  }
  for (let column = lastInner; column < columns; column += 1) target[to + column] = shiftedAt(source, shift, row, column)
}

/**
 * Where the two rows of the mask begin that are mixed for a row of the frame.
 *
 * @frame   imageIndex; elements of a picture stored row by row
 */
export function rowsOfShift({ columns, rows, wholeRow }: RowShift, row: number): readonly [upper: number, lower: number] {
  return [clamp(row + wholeRow, rows - 1) * columns, clamp(row + wholeRow + 1, rows - 1) * columns]
}

/**
 * The moved mask at one pixel; columns beyond the edge are the edge.
 *
 * @frame   imageIndex
 * @units   those of the mask
 */
export function shiftedAt(source: Float32Array, shift: RowShift, row: number, column: number): number {
  const { columns, wholeColumn, partRow, partColumn } = shift
  const [upper, lower] = rowsOfShift(shift, row)
  const mixed = (at: number): number => (source[upper + at] ?? NaN) + ((source[lower + at] ?? NaN) - (source[upper + at] ?? NaN)) * partRow
  const left = mixed(clamp(column + wholeColumn, columns - 1))
  return left + (mixed(clamp(column + wholeColumn + 1, columns - 1)) - left) * partColumn
}

const clamp = (value: number, last: number): number => (value < 0 ? 0 : value > last ? last : value)

/**
 * Attenuation of a frame minus that of its mask: what has come into the beam since the mask is positive, whatever the
 * polarity of the image; what has left it is negative.
 *
 * @units   attenuation, as the scale gives it
 * @source  PS3.4 N.2.5; PS3.3 C.7.6.10.1
 */
export function subtractMask(frame: StoredPixels, mask: Float32Array, scale: AttenuationScale, target: Float32Array): Float32Array {
  const { table, indexMask } = scale
  const length = target.length
  // One loop a type: a loop that meets several kinds of array runs many times slower.
  if (frame instanceof Uint16Array) {
    for (let at = 0; at < length; at += 1) target[at] = (table[(frame[at] ?? 0) & indexMask] ?? 0) - (mask[at] ?? 0)
  } else if (frame instanceof Uint8Array) {
    for (let at = 0; at < length; at += 1) target[at] = (table[(frame[at] ?? 0) & indexMask] ?? 0) - (mask[at] ?? 0)
  } else {
    for (let at = 0; at < length; at += 1) target[at] = (table[(frame[at] ?? 0) & indexMask] ?? 0) - (mask[at] ?? 0)
  }
  return target
}

/**
 * Averaged contrast frames minus their mask: subtractMask for planes that are attenuation already. `target` may be one
 * of the two.
 *
 * @units   attenuation, as the scale gives it; contrast positive
 * @source  Contrast Frame Averaging (0028,6112), PS3.3 C.7.6.10.1.1
 */
export function subtractPlanes(contrast: Float32Array, mask: Float32Array, target: Float32Array): Float32Array {
  for (let at = 0; at < target.length; at += 1) target[at] = (contrast[at] ?? 0) - (mask[at] ?? 0)
  return target
}
