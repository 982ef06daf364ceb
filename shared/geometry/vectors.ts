import type { Frame3, Vector3 } from './frames.ts'

type V<F extends Frame3> = Vector3<F>

export const vectorAdd = <F extends Frame3>(a: V<F>, b: V<F>): V<F> => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
export const vectorSubtract = <F extends Frame3>(a: V<F>, b: V<F>): V<F> => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
export const vectorScale = <F extends Frame3>(a: V<F>, factor: number): V<F> => [a[0] * factor, a[1] * factor, a[2] * factor]
export const vectorDot = <F extends Frame3>(a: V<F>, b: V<F>): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
export const vectorLength = <F extends Frame3>(a: V<F>): number => Math.hypot(a[0], a[1], a[2])
export const vectorDistance = <F extends Frame3>(a: V<F>, b: V<F>): number => vectorLength(vectorSubtract(a, b))

export const vectorCross = <F extends Frame3>(a: V<F>, b: V<F>): V<F> => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]

/** The unit vector along `a`, or null when `a` has no direction. */
export function vectorNormalise<F extends Frame3>(a: V<F>): V<F> | null {
  // The inverse is asked, not the length: that of the smallest numbers is infinite, and would make a direction of NaN.
  const perLength = 1 / vectorLength(a)
  return perLength > 0 && Number.isFinite(perLength) ? vectorScale(a, perLength) : null
}

/** The point a fraction of the way from `a` (0) to `b` (1). */
export const pointBetween = <F extends Frame3>(a: V<F>, b: V<F>, fraction: number): V<F> =>
  vectorAdd(a, vectorScale(vectorSubtract(b, a), fraction))
