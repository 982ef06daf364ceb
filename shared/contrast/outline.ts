export type OutlinePoint = readonly [column: number, row: number]

/**
 * Closed lines around what lies above a level, between pixel centres, by straight lines: holes have lines of their own.
 * What `isIn` refuses counts as below.
 *
 * @frame   imageIndex; the level runs outside of the first and last pixels by half a pixel
 * @units   the level in the unit of the values
 * @source  marching squares (Lorensen and Cline 1987 in two dimensions); saddles are joined by their middle
 */
export function outlineOf(values: Float32Array, columns: number, rows: number, level: number, isIn: (at: number) => boolean): readonly (readonly OutlinePoint[])[] {
  // A value just below the level where a pixel does not belong keeps the line half a pixel from those that do.
  const valueAt = (column: number, row: number): number => {
    if (column < 0 || row < 0 || column >= columns || row >= rows) return -Infinity
    const at = row * columns + column
    return isIn(at) ? (values[at] ?? NaN) : -Infinity
  }
  const next = new Map<string, string>()
  const points = new Map<string, OutlinePoint>()
  for (let row = -1; row < rows; row += 1) {
    for (let column = -1; column < columns; column += 1) {
      for (const [from, to] of segmentsOfCell(column, row, level, valueAt, points)) next.set(from, to)
    }
  }
  return closedLines(next, points)
}

type Side = 'top' | 'right' | 'bottom' | 'left'

/** Inside on the same hand of every segment, so that each end is the start of exactly one other. */
const segmentsOf: Readonly<Record<number, readonly (readonly [Side, Side])[]>> = {
  1: [['left', 'top']], 2: [['top', 'right']], 3: [['left', 'right']], 4: [['right', 'bottom']], 6: [['top', 'bottom']], 7: [['left', 'bottom']],
  8: [['bottom', 'left']], 9: [['bottom', 'top']], 11: [['bottom', 'right']], 12: [['right', 'left']], 13: [['right', 'top']], 14: [['top', 'left']],
}

function segmentsOfCell(column: number, row: number, level: number, valueAt: (column: number, row: number) => number, points: Map<string, OutlinePoint>): readonly (readonly [string, string])[] {
  const corners = [valueAt(column, row), valueAt(column + 1, row), valueAt(column + 1, row + 1), valueAt(column, row + 1)] as const
  const [a, b, c, d] = corners
  const code = (a > level ? 1 : 0) + (b > level ? 2 : 0) + (c > level ? 4 : 0) + (d > level ? 8 : 0)
  if (code === 0 || code === 15) return []
  const share = (from: number, to: number): number => (Number.isFinite(from) && Number.isFinite(to) ? (level - from) / (to - from) : 0.5)
  const place: Readonly<Record<Side, () => readonly [string, OutlinePoint]>> = {
    top: () => [`h${column},${row}`, [column + share(a, b), row]],
    bottom: () => [`h${column},${row + 1}`, [column + share(d, c), row + 1]],
    left: () => [`v${column},${row}`, [column, row + share(a, d)]],
    right: () => [`v${column + 1},${row}`, [column + 1, row + share(b, c)]],
  }
  const isMiddleIn = corners.every(Number.isFinite) && (a + b + c + d) / 4 > level
  const sides = code === 5 ? (isMiddleIn ? ([['left', 'bottom'], ['right', 'top']] as const) : ([['left', 'top'], ['right', 'bottom']] as const))
    : code === 10 ? (isMiddleIn ? ([['top', 'left'], ['bottom', 'right']] as const) : ([['top', 'right'], ['bottom', 'left']] as const)) : segmentsOf[code] ?? []
  return sides.map(([from, to]) => {
    const [fromKey, fromPoint] = place[from]()
    const [toKey, toPoint] = place[to]()
    points.set(fromKey, fromPoint)
    points.set(toKey, toPoint)
    return [fromKey, toKey]
  })
}

function closedLines(next: Map<string, string>, points: ReadonlyMap<string, OutlinePoint>): readonly (readonly OutlinePoint[])[] {
  const lines: OutlinePoint[][] = []
  for (const start of next.keys()) {
    if (!next.has(start)) continue
    const line: OutlinePoint[] = []
    for (let at: string | undefined = start; at !== undefined;) {
      const point = points.get(at)
      if (point !== undefined) line.push(point)
      const to: string | undefined = next.get(at)
      next.delete(at)
      at = to === start ? undefined : to
    }
    lines.push(line)
  }
  return lines
}

/**
 * A closed line with as few of its points as keep within a distance of it: what a hand can take hold of.
 *
 * @frame   imageIndex
 * @units   pixels
 * @source  Douglas and Peucker 1973, from the two points that lie farthest apart
 */
export function simplifyOutline(line: readonly OutlinePoint[], withinPx: number): readonly OutlinePoint[] {
  const [first] = line
  if (first === undefined || line.length < 4) return line
  const far = line.reduce((best, point, n) => (apart(point, first) > apart(line[best] ?? first, first) ? n : best), 0)
  return [...thinned(line.slice(0, far + 1), withinPx), ...thinned([...line.slice(far), first], withinPx).slice(1, -1)]
}

const apart = (a: OutlinePoint, b: OutlinePoint): number => Math.hypot(a[0] - b[0], a[1] - b[1])

function thinned(line: readonly OutlinePoint[], withinPx: number): readonly OutlinePoint[] {
  const [from] = line
  const to = line.at(-1)
  if (from === undefined || to === undefined || line.length < 3) return line
  const length = apart(from, to)
  const off = ([x, y]: OutlinePoint): number => (length === 0 ? apart([x, y], from) : Math.abs((x - from[0]) * (to[1] - from[1]) - (y - from[1]) * (to[0] - from[0])) / length)
  const farthest = line.reduce((best, point, n) => (off(point) > off(line[best] ?? from) ? n : best), 0)
  if (off(line[farthest] ?? from) <= withinPx) return [from, to]
  return [...thinned(line.slice(0, farthest + 1), withinPx), ...thinned(line.slice(farthest), withinPx).slice(1)]
}
