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
  const wholeRow = Math.floor(-shiftPx[0])
  const wholeColumn = Math.floor(-shiftPx[1])
  const partRow = -shiftPx[0] - wholeRow
  const partColumn = -shiftPx[1] - wholeColumn
  const last = columns - 1
  // Columns whose both neighbours exist need no clamping; the few at the edges do.
  const firstInner = Math.min(columns, Math.max(0, -wholeColumn))
  const lastInner = Math.max(firstInner, Math.min(columns, last - wholeColumn))
  const line = new Float32Array(columns)
  for (let row = 0; row < rows; row += 1) {
    const upper = clamp(row + wholeRow, rows - 1) * columns
    const lower = clamp(row + wholeRow + 1, rows - 1) * columns
    for (let column = 0; column < columns; column += 1) {
      const above = source[upper + column] ?? 0
      line[column] = above + ((source[lower + column] ?? 0) - above) * partRow
    }
    const between = (column: number): number => {
      const left = line[clamp(column + wholeColumn, last)] ?? 0
      return left + ((line[clamp(column + wholeColumn + 1, last)] ?? 0) - left) * partColumn
    }
    const to = row * columns
    for (let column = 0; column < firstInner; column += 1) target[to + column] = between(column)
    for (let column = firstInner; column < lastInner; column += 1) {
      const left = line[column + wholeColumn] ?? 0
      target[to + column] = left + ((line[column + wholeColumn + 1] ?? 0) - left) * partColumn
    }
    for (let column = lastInner; column < columns; column += 1) target[to + column] = between(column)
  }
  return target
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
