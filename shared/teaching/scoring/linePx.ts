type Px = readonly [number, number]

/**
 * Between two places of a picture.
 *
 * @frame   imageIndex
 * @units   px
 * @source  Pythagoras
 */
export const pixelsApart = (a: Px, b: Px): number => Math.hypot(a[0] - b[0], a[1] - b[1])

/**
 * From a place to the nearest one of a line.
 *
 * @frame   imageIndex
 * @units   px
 * @source  the foot of the perpendicular on each piece, kept between its ends
 * @limits  Infinity for a line without a point
 */
export function distanceToLine(point: Px, line: readonly Px[]): number {
  return Math.min(...line.map((from, at) => distanceToPiece(point, from, line[at + 1] ?? from)))
}

function distanceToPiece(point: Px, [x, y]: Px, [toX, toY]: Px): number {
  const [dx, dy] = [toX - x, toY - y], squared = dx * dx + dy * dy
  const share = squared === 0 ? 0 : Math.min(1, Math.max(0, ((point[0] - x) * dx + (point[1] - y) * dy) / squared))
  return pixelsApart(point, [x + share * dx, y + share * dy])
}
