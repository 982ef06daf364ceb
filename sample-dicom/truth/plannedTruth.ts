import { toDegrees } from '#shared/geometry/angles.ts'
import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorDot, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import type { PlannedPath } from '../case-definitions/sampleCase.ts'
import { unitVector } from '../phantom/side.ts'

/**
 * A path planned on the CT, and how the needle lies against it.
 *
 * @frame patientLps
 * @units mm, degrees; along the path + is beyond the target
 */
export function plannedTruth({ towardsEntry, lengthMm }: PlannedPath, targetLpsMm: PatientPoint, needle: { readonly tipLpsMm: PatientPoint; readonly towardsEntryLps: PatientVector }) {
  const outwards = unitVector(towardsEntry)
  const tipOffLps = vectorSubtract(needle.tipLpsMm, targetLpsMm)
  const alongMm = -vectorDot(tipOffLps, outwards)
  const across = vectorAdd(tipOffLps, vectorScale(outwards, alongMm))
  return {
    targetLpsMm, entryLpsMm: vectorAdd(targetLpsMm, vectorScale(outwards, lengthMm)),
    needle: { angleDeg: toDegrees(Math.acos(vectorDot(outwards, needle.towardsEntryLps))), alongMm, acrossMm: Math.hypot(...across), tipOffLps },
  }
}
