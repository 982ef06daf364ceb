import { toDegrees } from '#shared/geometry/angles.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { Segment } from '#shared/geometry/segments.ts'
import { vectorDot, vectorLength, vectorNormalise, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

export type Deviation = {
  /** Between the two shafts, 0 to 180. */
  readonly angleDeg: number
  /** Tip error along the planned path: + beyond the target, - short of it. */
  readonly alongMm: number
  /** Tip error across the planned path. */
  readonly acrossMm: number
  /** Tip error, + towards the patient's LEFT. */
  readonly towardsLeftMm: number
  /** Tip error, + towards the patient's front. */
  readonly towardsFrontMm: number
  /** Tip error, + towards the head. */
  readonly towardsHeadMm: number
}

/**
 * How an actual needle lies against its plan.
 *
 * @frame   patientLps, both in the same frame of reference
 * @units   mm, degrees
 * @source  ARCHITECTURE.md, "Space and time": angle between the shafts, tip error along, across and in signed parts
 * @limits  DEGENERATE_PATH when either shaft has no direction; the needle is taken as straight between its two marks
 */
export function needleDeviation(planned: Segment, actual: { readonly hubSide: PatientPoint; readonly tip: PatientPoint }): Result<Deviation, Fault<'DEGENERATE_PATH'>> {
  const plannedAlong = vectorNormalise<'patientLps'>(vectorSubtract(planned[1], planned[0]))
  const actualAlong = vectorNormalise<'patientLps'>(vectorSubtract(actual.tip, actual.hubSide))
  if (plannedAlong === null) return err('DEGENERATE_PATH', 'Entry and target are the same point, so there is no path to compare with. Place the entry at the skin.')
  if (actualAlong === null) return err('DEGENERATE_PATH', 'Both marks of the needle are the same point, so it has no direction. Mark the shaft near the hub, then the tip.')
  const tipError = vectorSubtract(actual.tip, planned[1])
  const alongMm = vectorDot(tipError, plannedAlong)
  // atan2 of the difference and the sum keeps its digits for nearly parallel shafts, where acos loses half of them.
  const apart = vectorLength(vectorSubtract(actualAlong, plannedAlong))
  const together = vectorLength(vectorSubtract(actualAlong, vectorScale(plannedAlong, -1)))
  return ok({
    angleDeg: toDegrees(2 * Math.atan2(apart, together)),
    alongMm,
    acrossMm: vectorLength(vectorSubtract(tipError, vectorScale(plannedAlong, alongMm))),
    towardsLeftMm: tipError[0],
    towardsFrontMm: -tipError[1] + 0,
    towardsHeadMm: tipError[2],
  })
}
