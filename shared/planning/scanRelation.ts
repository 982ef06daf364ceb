import type { PatientPoint } from '#shared/geometry/frames.ts'
import { moveRigidly, type RigidTransform } from '#shared/imageAnalysis/rigidTransform.ts'
import type { AcceptedRegistration } from './planningMarks.ts'

/** Carries points of one scan to where the same bone lies on another. */
export type ScanRelation = {
  readonly basis: 'same' | 'registered' | 'stated'
  readonly move: (point: PatientPoint) => PatientPoint
  /** How closely the registration repeats; null where nothing was measured. 0 on the same scan. */
  readonly repeatsWithinMm: number | null
  /** Who accepted or stated it, and when; null on the same scan. */
  readonly answer: { readonly by: string; readonly atIso: string } | null
}

/**
 * A rigid motion as 16 numbers, row by row.
 *
 * @frame   patientLps of the one scan to patientLps of the other
 * @units   mm
 * @source  PS3.3 C.20.2.1.1, Frame of Reference Transformation Matrix (3006,00C6), type RIGID
 */
export function matrixOf(transform: RigidTransform): number[] {
  const origin = moveRigidly(transform, [0, 0, 0])
  const { rotation: r } = transform
  return [r[0], r[1], r[2], origin[0], r[3], r[4], r[5], origin[1], r[6], r[7], r[8], origin[2], 0, 0, 0, 1]
}

export const identityMatrix: readonly number[] = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]

/**
 * A point carried by such a matrix, or, `isBackwards`, the other way.
 *
 * @frame   patientLps
 * @units   mm
 * @source  rigid: the inverse of the rotation is its transpose
 */
export function moveByMatrix(matrix: readonly number[], point: PatientPoint, isBackwards = false): PatientPoint {
  const m = (at: number): number => matrix[at] ?? Number.NaN
  const [x, y, z] = point
  if (!isBackwards) return [m(0) * x + m(1) * y + m(2) * z + m(3), m(4) * x + m(5) * y + m(6) * z + m(7), m(8) * x + m(9) * y + m(10) * z + m(11)]
  const [dx, dy, dz] = [x - m(3), y - m(7), z - m(11)]
  return [m(0) * dx + m(4) * dy + m(8) * dz, m(1) * dx + m(5) * dy + m(9) * dz, m(2) * dx + m(6) * dy + m(10) * dz]
}

/**
 * A rigid motion told from where it carries the origin and the axes.
 *
 * @frame   patientLps of the one scan to patientLps of the other
 * @units   mm
 * @limits  `move` must be rigid; nothing here can tell
 */
export function rigidFrom(move: (point: PatientPoint) => PatientPoint): RigidTransform {
  const origin = move([0, 0, 0])
  const [x, y, z] = [move([1, 0, 0]), move([0, 1, 0]), move([0, 0, 1])]
  return {
    rotation: [x[0] - origin[0], y[0] - origin[0], z[0] - origin[0], x[1] - origin[1], y[1] - origin[1], z[1] - origin[1], x[2] - origin[2], y[2] - origin[2], z[2] - origin[2]],
    centreLpsMm: [0, 0, 0], shiftMm: [origin[0], origin[1], origin[2]],
  }
}

/**
 * How a point of one series is found on another: the same series, or what a person has accepted or stated last. Null: nobody
 * has, and then nothing may be compared.
 *
 * @frame   patientLps of `from` to patientLps of `to`
 * @units   mm
 * @source  the accepted registrations of the case
 */
export function relationOf(registrations: readonly AcceptedRegistration[], from: string, to: string): ScanRelation | null {
  if (from === to) return { basis: 'same', move: (point) => point, repeatsWithinMm: 0, answer: null }
  const known = registrations.findLast((each) => (each.fromSeriesUid === from && each.toSeriesUid === to) || (each.fromSeriesUid === to && each.toSeriesUid === from))
  if (known === undefined) return null
  const isBackwards = known.fromSeriesUid === to
  return {
    basis: known.basis === 'stated' ? 'stated' : 'registered', move: (point) => moveByMatrix(known.matrix, point, isBackwards),
    repeatsWithinMm: known.repeatsWithinMm ?? null, answer: { by: known.acceptedBy, atIso: known.acceptedAtIso },
  }
}
