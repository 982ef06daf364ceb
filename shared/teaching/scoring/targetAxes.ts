import type { PatientVector } from '#shared/geometry/frames.ts'
import { vectorCross, vectorDot, vectorNormalise, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import type { AnswerKey } from '../questions.ts'

/** Three directions at right angles in which a target is off, and what each way is called. */
export type TargetAxes = {
  readonly sideways: PatientVector; readonly sidewaysWords: readonly [minus: string, plus: string]
  readonly depth: PatientVector
  readonly craniocaudal: PatientVector
}

const anterior: PatientVector = [0, -1, 0]
const without = (vector: PatientVector, unit: PatientVector): PatientVector | null => vectorNormalise<'patientLps'>(vectorSubtract(vector, vectorScale(unit, vectorDot(vector, unit))))

/**
 * Sideways along the joint line (+ lateral), depth along the path (+ deep) and across both (+ towards the head).
 *
 * @frame   patientLps, unit vectors
 * @source  the joint line of the answer key; without one sideways is the patient's own left-right axis, and is said as LEFT and RIGHT
 * @limits  a path that runs along the joint line is taken as straight from behind
 */
export function targetAxes(jointLine: AnswerKey['jointLine'], along: PatientVector): TargetAxes {
  const joint = jointLine === null ? null : vectorNormalise<'patientLps'>(vectorSubtract(jointLine.lateralLpsMm, jointLine.medialLpsMm))
  const sideways: PatientVector = joint ?? [1, 0, 0]
  const depth = without(along, sideways) ?? without(anterior, sideways) ?? [0, 0, -1]
  const across = vectorCross(sideways, depth)
  return {
    sideways, sidewaysWords: joint === null ? ['toward the RIGHT', 'toward the LEFT'] : ['toward midline', 'lateral'],
    depth, craniocaudal: across[2] < 0 ? vectorScale(across, -1) : across,
  }
}
