import type { Rectangle } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { FoundText } from './pictureText.ts'

/** Finds of the same text in several pictures become one box that covers them all, with the words of the surest. */
export function mergeFound(found: readonly FoundText[]): readonly FoundText[] {
  const merged: FoundText[] = []
  for (const text of [...found].sort((a, b) => b.score - a.score)) {
    const same = merged.findIndex((other) => isSame(other.box, text.box))
    const other = merged[same]
    if (other === undefined) merged.push(text)
    else merged[same] = { ...other, box: around(other.box, text.box) }
  }
  return merged.length === found.length ? merged : mergeFound(merged)
}

/** More than half of the smaller one lies in the other. */
function isSame(a: Rectangle, b: Rectangle): boolean {
  const across = Math.min(a.column + a.columns, b.column + b.columns) - Math.max(a.column, b.column)
  const down = Math.min(a.row + a.rows, b.row + b.rows) - Math.max(a.row, b.row)
  return across > 0 && down > 0 && across * down > 0.5 * Math.min(a.columns * a.rows, b.columns * b.rows)
}

function around(a: Rectangle, b: Rectangle): Rectangle {
  const column = Math.min(a.column, b.column), row = Math.min(a.row, b.row)
  return { column, row, columns: Math.max(a.column + a.columns, b.column + b.columns) - column, rows: Math.max(a.row + a.rows, b.row + b.rows) - row }
}
