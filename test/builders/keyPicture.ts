import { encode } from 'fast-png'

export const STRIP_ROWS = 40
const LETTERS = [255, 255, 255] as const, STRIP = [0x14, 0x16, 0x18] as const
type Grey = (column: number, row: number) => number

/** A key image as the app paints one: a strip that names the patient above the picture. */
export function keyPicture(columns: number, rows: number, grey: Grey = () => 90): Uint8Array {
  const data = new Uint8Array(columns * rows * 3)
  for (let row = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1) {
    const value = grey(column, row)
    const isLetter = column > 8 && column < 40 && row > 8 && row < 20
    data.set(row >= STRIP_ROWS ? [value, value, value] : isLetter ? LETTERS : STRIP, (row * columns + column) * 3)
  }
  return encode({ width: columns, height: rows, data, channels: 3, depth: 8 })
}
