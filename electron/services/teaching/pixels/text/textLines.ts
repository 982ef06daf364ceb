import type { Mark } from './marks.ts'

/** Marks that stand beside each other as letters of a line do. */
export type MarkLine = { /** From left to right. */ readonly marks: readonly Mark[]; readonly left: number; readonly top: number; readonly right: number; readonly bottom: number; readonly height: number; /** Spread of the marks' contrast over its mean. */ readonly unevenness: number; readonly contrast: number }

const heightOf = (mark: Mark): number => mark.bottom - mark.top + 1

/** Lines of marks, the most text-like first. */
export function groupLines(marks: readonly Mark[]): readonly MarkLine[] {
  const inOrder = [...marks].sort((a, b) => a.left - b.left)
  const group = inOrder.map((_, n) => n)
  const rootOf = (n: number): number => {
    let root = n
    while (group[root] !== root) root = group[root] ?? root
    group[n] = root
    return root
  }
  for (const [n, mark] of inOrder.entries()) {
    for (let m = n + 1; m < inOrder.length; m += 1) {
      const other = inOrder[m]
      if (other === undefined || other.left - mark.right > 1.6 * heightOf(mark) + 2) break
      if (isNeighbour(mark, other)) group[rootOf(m)] = rootOf(n)
    }
  }
  const lines = new Map<number, Mark[]>()
  for (const [n, mark] of inOrder.entries()) {
    const root = rootOf(n)
    const line = lines.get(root)
    if (line === undefined) lines.set(root, [mark])
    else line.push(mark)
  }
  return [...lines.values()].map((found) => trimmed(lineOf(found)))
}

/** Without what only happens to touch the line from above or below: hangs out of the band that most of its marks stand in. */
function trimmed(line: MarkLine): MarkLine {
  const feet = line.marks.map((mark) => mark.bottom).sort((a, b) => a - b)
  const foot = feet[feet.length >> 1] ?? NaN
  const inBand = line.marks.filter((mark) => mark.top >= foot - 1.3 * line.height - 1 && mark.bottom <= foot + 0.4 * line.height + 1)
  return inBand.length >= 2 && inBand.length >= 0.5 * line.marks.length ? lineOf(inBand) : line
}

/** On one line, of like height (a comma or a dash is lower), near, and as strong. */
function isNeighbour(a: Mark, b: Mark): boolean {
  const tall = Math.max(heightOf(a), heightOf(b))
  const overlap = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) + 1
  const gap = Math.max(a.left, b.left) - Math.min(a.right, b.right)
  const isAlike = Math.min(heightOf(a), heightOf(b)) >= 0.4 * tall && overlap >= 0.6 * Math.min(heightOf(a), heightOf(b))
  const strength = a.contrast / b.contrast
  return isAlike && gap <= Math.max(3, 1.3 * tall) && strength > 0.4 && strength < 2.5
}

export function lineOf(marks: readonly Mark[]): MarkLine {
  const mean = marks.reduce((sum, mark) => sum + mark.contrast * mark.pixels, 0) / marks.reduce((sum, mark) => sum + mark.pixels, 0)
  const spread = Math.sqrt(marks.reduce((sum, mark) => sum + (mark.contrast - mean) ** 2, 0) / marks.length)
  const heights = marks.map(heightOf).sort((a, b) => a - b)
  return {
    marks, contrast: mean, unevenness: spread / mean, height: heights[Math.floor(heights.length * 0.6)] ?? NaN,
    left: Math.min(...marks.map((mark) => mark.left)), right: Math.max(...marks.map((mark) => mark.right)),
    top: Math.min(...marks.map((mark) => mark.top)), bottom: Math.max(...marks.map((mark) => mark.bottom)),
  }
}
