import type { Strokes } from './strokes.ts'

/** Strokes that touch: a letter, a part of one, or a few that run into each other. Edges count inside. */
export type Mark = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number; readonly pixels: number; readonly contrast: number }

const TALLEST = 56
const SHORTEST = 3

/** The marks of a picture that are of a size that letters have. */
export function findMarks({ columns, rows, mask, contrast }: Strokes): readonly Mark[] {
  const marks: Mark[] = []
  const left = mask.slice()
  const stack: number[] = []
  for (let start = 0; start < left.length; start += 1) {
    if (left[start] === 0) continue
    left[start] = 0
    stack.push(start)
    let minX = columns, maxX = 0, minY = rows, maxY = 0, pixels = 0, sum = 0
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const y = Math.floor(at / columns), x = at - y * columns
      if (x < minX) minX = x
      if (x > maxX) maxX = x
      if (y < minY) minY = y
      if (y > maxY) maxY = y
      pixels += 1
      sum += contrast[at] ?? NaN
      for (let ny = Math.max(0, y - 1); ny <= Math.min(rows - 1, y + 1); ny += 1) for (let nx = Math.max(0, x - 1); nx <= Math.min(columns - 1, x + 1); nx += 1) {
        const next = ny * columns + nx
        if (left[next] === 0) continue
        left[next] = 0
        stack.push(next)
      }
    }
    const height = maxY - minY + 1
    if (height >= SHORTEST && height <= TALLEST && pixels >= 4) marks.push({ left: minX, top: minY, right: maxX, bottom: maxY, pixels, contrast: sum / pixels })
  }
  return marks
}
