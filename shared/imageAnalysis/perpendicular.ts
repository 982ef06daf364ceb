import type { PatientVector } from '#shared/geometry/frames.ts'
import { vectorCross, vectorNormalise } from '#shared/geometry/vectors.ts'

/**
 * Some unit vector at a right angle to a direction.
 *
 * @frame   patientLps
 */
export function perpendicularTo(direction: PatientVector): PatientVector {
  const least: PatientVector = Math.abs(direction[0]) < 0.6 * Math.hypot(...direction) ? [1, 0, 0] : [0, 1, 0]
  const across = vectorNormalise(vectorCross(direction, least))
  if (across === null) throw new Error('Nothing is perpendicular to a vector without direction')
  return across
}
