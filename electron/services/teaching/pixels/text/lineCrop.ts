import type { GreyPicture } from './greyPicture.ts'
import type { Strokes } from './strokes.ts'
import type { MarkLine } from './textLines.ts'

/** The reader knows letters of about this height best. */
const LETTER_HEIGHT = 34
const MARGIN = 14
const WIDEST = 2400

/** A line of marks as the reader wants it: dark on white, enlarged smoothly, what lies around it faded away. */
export function cropLine(strokes: Strokes, line: MarkLine): GreyPicture {
  const pad = Math.max(2, Math.round(0.35 * line.height))
  const left = Math.max(0, line.left - 2 * pad), right = Math.min(strokes.columns - 1, line.right + 2 * pad)
  const top = Math.max(0, line.top - pad), bottom = Math.min(strokes.rows - 1, line.bottom + pad)
  const scale = Math.min(6, WIDEST / (right - left + 1), LETTER_HEIGHT / line.height)
  const columns = Math.round((right - left + 1) * scale) + 2 * MARGIN
  const rows = Math.round((bottom - top + 1) * scale) + 2 * MARGIN
  const grey = new Uint8Array(columns * rows).fill(255)
  const full = 1.25 * line.contrast
  for (let row = MARGIN; row < rows - MARGIN; row += 1) {
    const y = top + (row - MARGIN + 0.5) / scale - 0.5
    for (let column = MARGIN; column < columns - MARGIN; column += 1) {
      const x = left + (column - MARGIN + 0.5) / scale - 0.5
      grey[row * columns + column] = 255 - 255 * Math.min(1, Math.max(0, interpolated(strokes, x, y) / full))
    }
  }
  return { columns, rows, grey }
}

function interpolated({ contrast, columns, rows }: Strokes, x: number, y: number): number {
  const column = Math.min(columns - 2, Math.max(0, Math.floor(x))), row = Math.min(rows - 2, Math.max(0, Math.floor(y)))
  const right = Math.min(1, Math.max(0, x - column)), down = Math.min(1, Math.max(0, y - row))
  const at = row * columns + column
  return ((contrast[at] ?? NaN) * (1 - right) + (contrast[at + 1] ?? NaN) * right) * (1 - down) + ((contrast[at + columns] ?? NaN) * (1 - right) + (contrast[at + columns + 1] ?? NaN) * right) * down
}
