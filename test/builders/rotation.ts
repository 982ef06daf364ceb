import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorCross, vectorDot, vectorScale } from '#shared/geometry/vectors.ts'

/** A point turned about an axis through the origin; Rodrigues' formula, angle in radians. */
export function rotateAbout(axis: PatientVector, angle: number, point: PatientPoint): PatientPoint {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return vectorAdd(vectorAdd(vectorScale(point, cos), vectorScale(vectorCross(axis, point), sin)), vectorScale(axis, vectorDot(axis, point) * (1 - cos)))
}
