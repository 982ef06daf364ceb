import { toDegrees } from '#shared/geometry/angles.ts'
import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorCross, vectorDot, vectorLength, vectorNormalise, vectorSubtract } from '#shared/geometry/vectors.ts'
import { evaluatePath } from './evaluatePlan.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

/** From where the needle is now to the target. */
export type Correction = {
  readonly remainingMm: number
  /** The direction from the present tip, named as a path's is. */
  readonly inPlaneDeg: number
  readonly inPlaneTowards: 'LEFT' | 'RIGHT' | 'NEITHER'
  readonly craniocaudalDeg: number
  /** By how much the shaft has to turn. */
  readonly turnDeg: number
  /** The same in the axial plane: the tip's way turns towards LEFT or RIGHT. NEITHER where either has no direction there. */
  readonly turnInPlaneDeg: number
  readonly turnTowards: 'LEFT' | 'RIGHT' | 'NEITHER'
  /** And out of it: + towards the head. */
  readonly turnCraniocaudalDeg: number
  /** False where the target lies behind the tip: the needle has to be drawn back first. */
  readonly isAhead: boolean
}

/** Nearer than this the tip is at the target, and there is no direction left. */
const ARRIVED_MM = 0.5

/**
 * How to go on from the present tip.
 *
 * @frame   patientLps of the scan that shows the needle
 * @units   mm, degrees
 * @source  NeedlePath's third point, the current tip: correction angles and tip-to-target distance
 * @limits  AT_TARGET within half a millimetre; a straight shaft, free to turn about its tip
 */
export function correctionFrom(actual: { readonly hubSide: PatientPoint; readonly tip: PatientPoint }, target: PatientPoint): Result<Correction, Fault<'AT_TARGET' | 'DEGENERATE_PATH'>> {
  const shaft = vectorNormalise<'patientLps'>(vectorSubtract(actual.tip, actual.hubSide))
  if (shaft === null) return err('DEGENERATE_PATH', 'Both marks of the needle are the same point, so it has no direction. Mark the shaft near the hub, then the tip.')
  const onwards = vectorSubtract<'patientLps'>(target, actual.tip)
  const remainingMm = vectorLength(onwards)
  if (remainingMm < ARRIVED_MM) return err('AT_TARGET', 'The tip is at the target.')
  const path = evaluatePath(actual.tip, target)
  if (!path.ok) return path
  const turn = toDegrees(Math.atan2(vectorLength(vectorCross(shaft, onwards)), vectorDot(shaft, onwards)))
  const { inPlaneDeg, inPlaneTowards, craniocaudalDeg } = path.value
  const turnCraniocaudalDeg = craniocaudalDeg - toDegrees(Math.asin(Math.min(1, Math.max(-1, shaft[2]))))
  return ok({ remainingMm, inPlaneDeg, inPlaneTowards, craniocaudalDeg, turnDeg: turn, ...axialTurn(shaft, onwards), turnCraniocaudalDeg, isAhead: turn <= 90 })
}

const NO_AXIAL_DIRECTION = 1e-6

/** Between the two ways as the axial plane shows them; the side is where the tip's way goes to, as seen along it. */
function axialTurn(shaft: PatientVector, onwards: PatientVector): Pick<Correction, 'turnInPlaneDeg' | 'turnTowards'> {
  const [a, b] = [Math.hypot(shaft[0], shaft[1]), Math.hypot(onwards[0], onwards[1])]
  if (a < NO_AXIAL_DIRECTION || b < NO_AXIAL_DIRECTION) return { turnInPlaneDeg: 0, turnTowards: 'NEITHER' }
  const sine = (shaft[0] * onwards[1] - shaft[1] * onwards[0]) / (a * b)
  const cosine = (shaft[0] * onwards[0] + shaft[1] * onwards[1]) / (a * b)
  const leftwards = onwards[0] / b - shaft[0] / a
  return { turnInPlaneDeg: toDegrees(Math.abs(Math.atan2(sine, cosine))), turnTowards: Math.abs(leftwards) < NO_AXIAL_DIRECTION ? 'NEITHER' : leftwards > 0 ? 'LEFT' : 'RIGHT' }
}
