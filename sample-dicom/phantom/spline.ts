/** A point of a centre line with its radius: x, y, z, r in mm. */
export type TubePoint = readonly [number, number, number, number]

/** Catmull-Rom through the points with the end points doubled, n straight pieces a span; the radius is interpolated alike. */
export function splinePoints(points: readonly TubePoint[], piecesPerSpan: number): TubePoint[] {
  const curve: TubePoint[] = []
  points.slice(0, -1).forEach((start, span) => {
    const end = points[span + 1] ?? start
    const before = points[span - 1] ?? start
    const after = points[span + 2] ?? end
    for (let piece = 0; piece < piecesPerSpan; piece++) curve.push(onSpan(before, start, end, after, piece / piecesPerSpan))
  })
  return [...curve, ...points.slice(-1)]
}

function onSpan(p0: TubePoint, p1: TubePoint, p2: TubePoint, p3: TubePoint, t: number): TubePoint {
  const at = (i: 0 | 1 | 2 | 3): number =>
    0.5 * (2 * p1[i] + (p2[i] - p0[i]) * t + (2 * p0[i] - 5 * p1[i] + 4 * p2[i] - p3[i]) * t * t + (3 * p1[i] - p0[i] - 3 * p2[i] + p3[i]) * t * t * t)
  return [at(0), at(1), at(2), at(3)]
}
