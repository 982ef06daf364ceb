import type { SideWord } from '#shared/dicom/identity.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { pointBetween, vectorDistance, vectorDot, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

/** The posterolateral third of a posterior joint line: where the target is proposed. */
export type TargetBand = {
  readonly jointLineMm: number
  readonly medialEndLpsMm: PatientPoint
  readonly lateralEndLpsMm: PatientPoint
  readonly middleLpsMm: PatientPoint
}

/** Where a target lies against its band. */
export type TargetPlace = {
  readonly inBand: boolean
  readonly fromMiddleMm: number
  /** Along the joint line, + lateral of the band's middle, - medial of it. */
  readonly lateralOfMiddleMm: number
  /** Off the joint line, whichever way. */
  readonly offLineMm: number
}

const BAND_BEGINS = 2 / 3
/** A facet of C2 measures 15.3 mm across (Yoganandan, Spine 2003, mean): a third of that is far more than marks this near to each other could tell. */
const SHORTEST_LINE_MM = 5
/** How far off the drawn line a point still lies in the joint's posterior recess. */
const RECESS_MM = 2

/**
 * The lateral third of a posterior joint line, between its junction with the middle third and its lateral end.
 *
 * @frame   patientLps
 * @units   mm
 * @source  lateral third of the posterior joint line: between the C2 ganglion and the sac medially, the vertebral artery laterally
 * @limits  JOINT_LINE_TOO_SHORT below 5 mm; JOINT_LINE_TURNED_ROUND where the "lateral" end does not lie further to its own side
 */
export function targetBand(medial: PatientPoint, lateral: PatientPoint, side: SideWord): Result<TargetBand, Fault<'JOINT_LINE_TOO_SHORT' | 'JOINT_LINE_TURNED_ROUND'>> {
  const jointLineMm = vectorDistance(medial, lateral)
  if (jointLineMm < SHORTEST_LINE_MM) return err('JOINT_LINE_TOO_SHORT', `The ends of the joint line are ${jointLineMm.toFixed(1)} mm apart. Its thirds cannot be told from that. Mark the ends again.`)
  const outwards = side === 'LEFT' ? 1 : -1
  if ((lateral[0] - medial[0]) * outwards <= 0) return err('JOINT_LINE_TURNED_ROUND', `On the ${side} side the lateral end lies further to the ${side} than the medial end. Exchange the ends, or check the side.`)
  const from = pointBetween(medial, lateral, BAND_BEGINS)
  return ok({ jointLineMm, medialEndLpsMm: from, lateralEndLpsMm: lateral, middleLpsMm: pointBetween(from, lateral, 0.5) })
}

/**
 * Where a target lies against the band.
 *
 * @frame   patientLps
 * @units   mm
 * @source  the target's foot on the joint line; in the band: the foot between the band's ends, the point within 2 mm of the line
 */
export function placeInBand(target: PatientPoint, band: TargetBand): TargetPlace {
  const length = vectorDistance(band.medialEndLpsMm, band.lateralEndLpsMm)
  const along = vectorScale<'patientLps'>(vectorSubtract(band.lateralEndLpsMm, band.medialEndLpsMm), 1 / length)
  const offset = vectorSubtract(target, band.middleLpsMm)
  const lateralOfMiddleMm = vectorDot(offset, along)
  const fromMiddleMm = vectorDistance(target, band.middleLpsMm)
  const offLineMm = Math.sqrt(Math.max(0, fromMiddleMm ** 2 - lateralOfMiddleMm ** 2))
  return { inBand: Math.abs(lateralOfMiddleMm) <= length / 2 && offLineMm <= RECESS_MM, fromMiddleMm, lateralOfMiddleMm, offLineMm }
}
