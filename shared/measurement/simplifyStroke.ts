type Point = readonly [column: number, row: number]

/**
 * The points of a stroke that its form needs: what is left out lies nearer than the tolerance to the line that is left. A hand
 * gives hundreds of points, and every one is kept in each version of the case.
 *
 * @frame   imageIndex
 * @units   pixels
 * @source  Douglas and Peucker, Cartographica 10 (1973) 112
 */
export function simplifyStroke(points: readonly Point[], tolerancePx: number): readonly Point[] {
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined || points.length < 3) return points
  const kept = new Set([0, points.length - 1])
  const open: (readonly [number, number])[] = [[0, points.length - 1]]
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const [from, to] = part
    const farthest = farthestFrom(points, from, to)
    if (farthest === null || farthest.px <= tolerancePx) continue
    kept.add(farthest.at)
    open.push([from, farthest.at], [farthest.at, to])
  }
  return points.filter((_, at) => kept.has(at))
}

function farthestFrom(points: readonly Point[], from: number, to: number): { readonly at: number; readonly px: number } | null {
  const [a, b] = [points[from], points[to]]
  if (a === undefined || b === undefined) return null
  let found: { readonly at: number; readonly px: number } | null = null
  for (let at = from + 1; at < to; at++) {
    const point = points[at]
    const px = point === undefined ? 0 : distanceToSegment(point, a, b)
    if (found === null || px > found.px) found = { at, px }
  }
  return found
}

function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const square = dx * dx + dy * dy
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square))
  return Math.hypot(x - ax - share * dx, y - ay - share * dy)
}
