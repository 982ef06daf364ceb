import type { MeasurementShape } from '#shared/measurement/measurement.ts'
import { boundsOf, ellipseIn } from '#shared/measurement/shapeFigures.ts'

type Point = readonly [column: number, row: number]
/** A point of a shape by its number, or the shape as a whole. */
export type MeasureGrip = number | 'whole'

/** Many points are a line of their own; handles on each would cover it. */
const MOST_HANDLES = 24
/** The points of a shape that a hand can hold. */
export const heldPoints = (shape: MeasurementShape): readonly Point[] => (shape.pointsPx.length > MOST_HANDLES ? [] : shape.pointsPx)

/** Where a shape is held to be moved as a whole: on it, away from its points. */
export function wholeGrip(shape: MeasurementShape): Point | null {
  switch (shape.kind) {
    case 'text': return null
    case 'region': return ellipseIn(shape.pointsPx).centre
    case 'freehand': return shape.closed ? middle(boundsOf(shape).from, boundsOf(shape).to) : shape.pointsPx[Math.floor(shape.pointsPx.length / 2)] ?? null
    case 'length': case 'arrow': return middle(shape.pointsPx[0], shape.pointsPx[1])
    case 'angle': return middle(shape.pointsPx[1], shape.pointsPx[2])
  }
}
const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]

const rounded = (value: number): number => Math.round(value * 1000) / 1000

/** The shape with a point put elsewhere, or moved as a whole so that its grip lies there. */
export function movedShape(shape: MeasurementShape, grip: MeasureGrip, to: Point): MeasurementShape {
  const from = grip === 'whole' ? wholeGrip(shape) : null
  if (grip === 'whole' && from === null) return shape
  const by: Point = from === null ? [0, 0] : [to[0] - from[0], to[1] - from[1]]
  const points = shape.pointsPx.map(([x, y], at): [number, number] => (from !== null ? [rounded(x + by[0]), rounded(y + by[1])] : at === grip ? [rounded(to[0]), rounded(to[1])] : [x, y]))
  const [a, b, c] = points
  if (a === undefined) return shape
  if (shape.kind === 'text') return { kind: 'text', pointsPx: [a] }
  if (b === undefined) return shape
  switch (shape.kind) {
    case 'length': case 'region': case 'arrow': return { kind: shape.kind, pointsPx: [a, b] }
    case 'angle': return c === undefined ? shape : { kind: 'angle', pointsPx: [a, b, c] }
    case 'freehand': return { ...shape, pointsPx: points }
  }
}
