import type { MeasurementShape } from './measurement.ts'

type Point = readonly [column: number, row: number]
/** What a step of one column and of one row is worth, in the same unit. */
export type PixelSize = { readonly perColumn: number; readonly perRow: number }

/**
 * Length of a line through points, from the first to the last.
 *
 * @frame   imageIndex
 * @units   those of the pixel size; a column and a row may differ
 */
export function lineLength(points: readonly Point[], { perColumn, perRow }: PixelSize): number {
  return points.slice(1).reduce((sum, [x, y], at) => {
    const [fromX, fromY] = points[at] ?? [x, y]
    return sum + Math.hypot((x - fromX) * perColumn, (y - fromY) * perRow)
  }, 0)
}

/**
 * The angle at the middle point, as it is on the picture: pixels that are higher than wide are taken as such.
 *
 * @frame   imageIndex
 * @units   degrees, 0 to 180; null where a leg has no length
 */
export function angleDeg([from, vertex, to]: readonly [Point, Point, Point], { perColumn, perRow }: PixelSize): number | null {
  const leg = ([x, y]: Point): Point => [(x - vertex[0]) * perColumn, (y - vertex[1]) * perRow]
  const [a, b] = [leg(from), leg(to)]
  if (Math.hypot(...a) === 0 || Math.hypot(...b) === 0) return null
  return (Math.atan2(Math.abs(a[0] * b[1] - a[1] * b[0]), a[0] * b[0] + a[1] * b[1]) * 180) / Math.PI
}

/**
 * The ellipse inside the box between two corners.
 *
 * @frame   imageIndex
 * @units   pixels
 */
export function ellipseIn([a, b]: readonly [Point, Point]): { readonly centre: Point; readonly radii: Point } {
  return { centre: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], radii: [Math.abs(b[0] - a[0]) / 2, Math.abs(b[1] - a[1]) / 2] }
}

/**
 * Area of an ellipse or of a closed line; null for what encloses nothing.
 *
 * @frame   imageIndex
 * @units   the square of the unit of the pixel size
 */
export function enclosedArea(shape: MeasurementShape, { perColumn, perRow }: PixelSize): number | null {
  if (shape.kind === 'region') {
    const { radii } = ellipseIn(shape.pointsPx)
    return Math.PI * radii[0] * radii[1] * perColumn * perRow
  }
  if (shape.kind !== 'freehand' || !shape.closed) return null
  const points = shape.pointsPx
  const twice = points.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = points[(at + 1) % points.length] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)
  return (Math.abs(twice) / 2) * perColumn * perRow
}

/**
 * Whether the centre of a pixel lies in what a shape encloses; a line that crosses itself encloses what it winds about once.
 *
 * @frame   imageIndex
 */
export function isEnclosed(shape: MeasurementShape, column: number, row: number): boolean {
  if (shape.kind === 'region') {
    const { centre, radii } = ellipseIn(shape.pointsPx)
    if (radii[0] === 0 || radii[1] === 0) return false
    return ((column - centre[0]) / radii[0]) ** 2 + ((row - centre[1]) / radii[1]) ** 2 <= 1
  }
  if (shape.kind !== 'freehand' || !shape.closed) return false
  let isInside = false
  let [previousX, previousY] = shape.pointsPx.at(-1) ?? [column, row]
  for (const [x, y] of shape.pointsPx) {
    if (y > row !== previousY > row && column < x + ((row - y) / (previousY - y)) * (previousX - x)) isInside = !isInside
    ;[previousX, previousY] = [x, y]
  }
  return isInside
}

/**
 * The box about a shape.
 *
 * @frame   imageIndex
 */
export function boundsOf({ pointsPx }: MeasurementShape): { readonly from: Point; readonly to: Point } {
  const [xs, ys] = [pointsPx.map(([x]) => x), pointsPx.map(([, y]) => y)]
  return { from: [Math.min(...xs), Math.min(...ys)], to: [Math.max(...xs), Math.max(...ys)] }
}

const ELLIPSE_SIDES = 48

/**
 * The line that a shape is drawn by, closed where it encloses something.
 *
 * @frame   imageIndex
 */
export function outlineOf(shape: MeasurementShape): readonly Point[] {
  if (shape.kind === 'freehand' && shape.closed) return [...shape.pointsPx, ...shape.pointsPx.slice(0, 1)]
  if (shape.kind !== 'region') return shape.pointsPx
  const { centre, radii } = ellipseIn(shape.pointsPx)
  return Array.from({ length: ELLIPSE_SIDES + 1 }, (_, at): Point => {
    const turn = (2 * Math.PI * at) / ELLIPSE_SIDES
    return [centre[0] + radii[0] * Math.cos(turn), centre[1] + radii[1] * Math.sin(turn)]
  })
}
