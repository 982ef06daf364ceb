import { insideOf, type GreyPlane } from './greyPlane.ts'

/** The square around each pixel whose mean is its blurred value: five by five. */
const REACH = 2
const SQUARE = (2 * REACH + 1) ** 2
/** Whole strength adds what differs from the surroundings twice. */
const WHOLE_GAIN = 2

/**
 * Unsharp mask: what differs from its surroundings is made to differ more. Edges look steeper than they are, with a rim beside
 * them; nothing is measured on the result.
 *
 * @units   grey values 0 to 255; strength 0 to 1
 * @source  value + 2 × strength × (value − mean of the 5 × 5 pixels about it)
 */
export function sharpen({ grey, columns, rows }: GreyPlane, strength: number, into: Uint8Array): Uint8Array {
  const gain = WHOLE_GAIN * strength
  const share = gain / SQUARE
  // Sums of the five rows about the present one, column by column; a row comes in below as another leaves above.
  const sums = new Int32Array(columns)
  for (let away = -REACH; away <= REACH; away++) changeSums(grey, insideOf(away, rows) * columns, null, sums)
  for (let row = 0; row < rows; row++) {
    const start = row * columns
    let square = 0
    for (let away = -REACH; away <= REACH; away++) square += sums[insideOf(away, columns)] ?? 0
    for (let column = 0; column < columns; column++) {
      const value = grey[start + column] ?? 0
      const sharp = value + gain * value - share * square + 0.5
      into[start + column] = sharp < 0 ? 0 : sharp > 255 ? 255 : sharp
      const next = column + REACH + 1
      const gone = column - REACH
      square += (sums[next < columns ? next : columns - 1] ?? 0) - (sums[gone > 0 ? gone : 0] ?? 0)
    }
    changeSums(grey, insideOf(row + REACH + 1, rows) * columns, insideOf(row - REACH, rows) * columns, sums)
  }
  return into
}

function changeSums(grey: Uint8Array, comes: number, goes: number | null, sums: Int32Array): void {
  if (goes === null) for (let column = 0; column < sums.length; column++) sums[column] = (sums[column] ?? 0) + (grey[comes + column] ?? 0)
  else for (let column = 0; column < sums.length; column++) sums[column] = (sums[column] ?? 0) + (grey[comes + column] ?? 0) - (grey[goes + column] ?? 0)
}
