import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import type { Side } from './parameters.ts'
import type { Triple } from './solid.ts'

/**
 * A point given for the right side, where x is negative, on the side asked for.
 *
 * @frame patientLps, mm
 */
export const onSide = (side: Side, rightSide: Triple): PatientPoint => [side === 'R' ? rightSide[0] : -rightSide[0], rightSide[1], rightSide[2]]

/** A point of the |x| space of the facets on the side asked for. */
export const fromMirrored = (side: Side, p: Triple): PatientPoint => [side === 'R' ? -p[0] : p[0], p[1], p[2]]

export function unitVector(v: Triple): PatientVector {
  const length = Math.hypot(...v)
  return [v[0] / length, v[1] / length, v[2] / length]
}
