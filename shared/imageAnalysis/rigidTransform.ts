import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'

/** Rows of a rotation, and a shift: p' = R (p − centre) + centre + shift. */
export type RigidTransform = {
  readonly rotation: readonly [number, number, number, number, number, number, number, number, number]
  readonly centreLpsMm: PatientPoint
  readonly shiftMm: PatientVector
}

/**
 * The transform that moves nothing.
 *
 * @frame   patientLps
 */
export const identityAt = (centreLpsMm: PatientPoint): RigidTransform => ({ rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], centreLpsMm, shiftMm: [0, 0, 0] })

/**
 * A point carried by a rigid motion.
 *
 * @frame   patientLps of the one scan to patientLps of the other
 * @units   mm
 */
export function moveRigidly(transform: RigidTransform, point: PatientPoint): PatientPoint {
  const { rotation: r, centreLpsMm: c, shiftMm: s } = transform
  const x = point[0] - c[0], y = point[1] - c[1], z = point[2] - c[2]
  return [r[0] * x + r[1] * y + r[2] * z + c[0] + s[0], r[3] * x + r[4] * y + r[5] * z + c[1] + s[1], r[6] * x + r[7] * y + r[8] * z + c[2] + s[2]]
}

/**
 * The way back.
 *
 * @frame   patientLps of the other scan to patientLps of the one
 */
export function invertRigid(transform: RigidTransform): RigidTransform {
  const { rotation: r, centreLpsMm: c, shiftMm: s } = transform
  return { rotation: [r[0], r[3], r[6], r[1], r[4], r[7], r[2], r[5], r[8]], centreLpsMm: [c[0] + s[0], c[1] + s[1], c[2] + s[2]], shiftMm: [-s[0], -s[1], -s[2]] }
}

/**
 * A further small turn and shift after a transform; the turn is about the place where its centre has come to lie.
 *
 * @frame   patientLps
 * @units   radians about x, y and z as one rotation vector (Rodrigues), mm
 */
export function turnFurther(transform: RigidTransform, turn: readonly [number, number, number], shiftMm: PatientVector): RigidTransform {
  const angle = Math.hypot(turn[0], turn[1], turn[2])
  const { rotation: r, shiftMm: s, centreLpsMm } = transform
  const shift: PatientVector = [s[0] + shiftMm[0], s[1] + shiftMm[1], s[2] + shiftMm[2]]
  if (angle < 1e-12) return { rotation: r, centreLpsMm, shiftMm: shift }
  const x = turn[0] / angle, y = turn[1] / angle, z = turn[2] / angle
  const c = Math.cos(angle), n = Math.sin(angle), t = 1 - c
  const m = [t * x * x + c, t * x * y - n * z, t * x * z + n * y, t * x * y + n * z, t * y * y + c, t * y * z - n * x, t * x * z - n * y, t * y * z + n * x, t * z * z + c] as const
  const row = (i: 0 | 3 | 6): readonly [number, number, number] => [m[i] * r[0] + (m[i + 1] ?? NaN) * r[3] + (m[i + 2] ?? NaN) * r[6], m[i] * r[1] + (m[i + 1] ?? NaN) * r[4] + (m[i + 2] ?? NaN) * r[7], m[i] * r[2] + (m[i + 1] ?? NaN) * r[5] + (m[i + 2] ?? NaN) * r[8]]
  return { rotation: [...row(0), ...row(3), ...row(6)], centreLpsMm, shiftMm: shift }
}

/**
 * Angle by which two motions differ in their turns.
 *
 * @units   degrees
 */
export function turnBetweenDeg(a: RigidTransform, b: RigidTransform): number {
  let trace = 0
  for (let n = 0; n < 9; n += 1) trace += (a.rotation[n] ?? NaN) * (b.rotation[n] ?? NaN)
  return (Math.acos(Math.max(-1, Math.min(1, (trace - 1) / 2))) * 180) / Math.PI
}
