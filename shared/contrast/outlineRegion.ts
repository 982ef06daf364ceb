import { labelComponents } from '#shared/imageAnalysis/components.ts'
import type { OpaquePiece, OpaqueRegion } from './opaqueRegion.ts'
import type { OutlinePoint } from './outline.ts'

/**
 * The pixels whose centre lies within closed lines, holes left out: an outline that a person has changed, to be measured as
 * what was found is.
 *
 * @frame   imageIndex [column, row]
 * @units   pixels; `opacity` and `threshold` are those of the picture it was drawn on
 */
export function regionOfOutline(lines: readonly (readonly OutlinePoint[])[], columns: number, rows: number, opacity: Float32Array, threshold: number): OpaqueRegion {
  const mask = new Uint8Array(columns * rows)
  for (let row = 0; row < rows; row += 1) fillRow(lines, row, columns, mask)
  const labels = labelComponents(mask, [columns, rows, 1])
  const groups = labels.components.map((): number[] => [])
  for (let at = 0; at < mask.length; at += 1) groups[(labels.of[at] ?? 0) - 1]?.push(at)
  const pieces = labels.components.map(({ low, high }, n): OpaquePiece => ({ pixels: groups[n] ?? [], low: [low[0], low[1]], high: [high[0], high[1]] }))
  return { columns, rows, mask, opacity, threshold, pieces: pieces.toSorted((a, b) => b.pixels.length - a.pixels.length) }
}

/** Between every second crossing of a row and the next. */
function fillRow(lines: readonly (readonly OutlinePoint[])[], row: number, columns: number, mask: Uint8Array): void {
  const crossings = lines.flatMap((line) => line.flatMap(([x, y], n) => {
    const [fromX, fromY] = line[n === 0 ? line.length - 1 : n - 1] ?? [x, y]
    return y > row === fromY > row ? [] : [fromX + ((row - fromY) / (y - fromY)) * (x - fromX)]
  })).sort((a, b) => a - b)
  for (let n = 0; n + 1 < crossings.length; n += 2) {
    const first = Math.max(0, Math.ceil(crossings[n] ?? NaN))
    const end = Math.min(columns, Math.ceil(crossings[n + 1] ?? NaN))
    if (end > first) mask.fill(1, row * columns + first, row * columns + end)
  }
}
