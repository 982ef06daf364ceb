import { toDegrees } from '#shared/geometry/angles.ts'
import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorCross, vectorDot, vectorLength, vectorNormalise, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

/** Patient Position (0018,5100), PS3.3 C.7.3.1.1.2: the positions on a table, and which way is up in the patient's own frame. */
export const upIn = {
  HFS: [0, -1, 0], FFS: [0, -1, 0], HFP: [0, 1, 0], FFP: [0, 1, 0],
  HFDR: [1, 0, 0], FFDR: [1, 0, 0], HFDL: [-1, 0, 0], FFDL: [-1, 0, 0],
} as const satisfies Readonly<Record<string, PatientVector>>
export type TablePosition = keyof typeof upIn
export const tablePositions = Object.keys(upIn).filter((position): position is TablePosition => isTablePosition(position))

/**
 * Whether a word is one of the eight positions on a table.
 *
 * @units   none
 * @source  PS3.3 C.7.3.1.1.2
 */
export function isTablePosition(position: string): position is TablePosition {
  return Object.hasOwn(upIn, position)
}

/** The needle against a plumb line, as a level or a protractor on its hub reads it. */
export type GravityAngles = {
  /** Between the needle and the plumb line, 0 to 180; above 90 the needle comes from below. */
  readonly fromPlumbDeg: number
  /** The same in the axial plane alone. Null where the needle has no part in that plane. */
  readonly inPlaneDeg: number | null
  /** Which way the hub leans off the plumb line in the axial plane. */
  readonly hubLeansTowards: 'LEFT' | 'RIGHT' | 'FRONT' | 'BACK' | 'NEITHER'
  /** + the tip points towards the head. Tilts of the table are not in it. */
  readonly craniocaudalDeg: number
}

const NO_DIRECTION = 1e-9

/**
 * The angles of a needle against gravity, for a patient on a level table.
 *
 * @frame   patientLps
 * @units   degrees
 * @source  Patient Position (0018,5100) gives which way is up; it is entered by hand, so the operator has to confirm it
 * @limits  DEGENERATE_PATH when entry and target are the same point
 */
export function gravityAngles(entry: PatientPoint, target: PatientPoint, position: TablePosition): Result<GravityAngles, Fault<'DEGENERATE_PATH'>> {
  const along = vectorNormalise<'patientLps'>(vectorSubtract(target, entry))
  if (along === null) return err('DEGENERATE_PATH', 'Entry and target are the same point. A path needs a direction. Place the entry at the skin.')
  const up: PatientVector = upIn[position]
  const down = vectorScale(up, -1)
  const level: PatientVector = up[0] === 0 ? [1, 0, 0] : [0, 1, 0]
  const [downwards, sideways] = [vectorDot(along, down), vectorDot(along, level)]
  const inPlane = Math.hypot(downwards, sideways)
  return ok({
    fromPlumbDeg: toDegrees(Math.atan2(Math.sqrt(Math.max(0, 1 - downwards * downwards)), downwards)),
    inPlaneDeg: inPlane < NO_DIRECTION ? null : toDegrees(Math.atan2(Math.abs(sideways), downwards)),
    hubLeansTowards: Math.abs(sideways) < NO_DIRECTION ? 'NEITHER' : hubWord(level, sideways),
    craniocaudalDeg: toDegrees(Math.atan2(along[2], Math.hypot(along[0], along[1]))),
  })
}

/** The hub leans opposite to where the tip goes. */
function hubWord(level: PatientVector, tipSideways: number): 'LEFT' | 'RIGHT' | 'FRONT' | 'BACK' {
  if (level[0] === 1) return tipSideways > 0 ? 'RIGHT' : 'LEFT'
  return tipSideways > 0 ? 'FRONT' : 'BACK'
}

/** The needle against the plane in which the scanner cuts, which its laser draws on the skin. */
export type AcquisitionPlaneAngles = {
  /** Between the plane and the patient's axial plane, + its front edge nearer to the head. */
  readonly gantryTiltDeg: number
  /** In the plane, from its antero-posterior line, 0 to 90. */
  readonly inPlaneDeg: number
  readonly inPlaneTowards: 'LEFT' | 'RIGHT' | 'NEITHER'
  /** Out of the plane, + the tip towards the head side of it; 0 keeps the whole needle in one slice. */
  readonly outOfPlaneDeg: number
}

/**
 * The angles of a needle against the acquired slices, which a tilted gantry turns against the patient's own planes.
 *
 * @frame   patientLps
 * @units   degrees
 * @source  Image Orientation (Patient) (0020,0037), PS3.3 C.7.6.2.1.1; Gantry/Detector Tilt (0018,1120) is not used
 * @limits  NOT_AXIAL for slices that lie more than 45 degrees off the axial plane; DEGENERATE_PATH for a path without direction
 */
export function acquisitionPlaneAngles(entry: PatientPoint, target: PatientPoint, normalLps: PatientVector): Result<AcquisitionPlaneAngles, Fault<'NOT_AXIAL' | 'DEGENERATE_PATH'>> {
  const along = vectorNormalise<'patientLps'>(vectorSubtract(target, entry))
  if (along === null) return err('DEGENERATE_PATH', 'Entry and target are the same point. A path needs a direction. Place the entry at the skin.')
  const unit = vectorNormalise<'patientLps'>(normalLps)
  if (unit === null || Math.abs(unit[2]) < Math.SQRT1_2) return err('NOT_AXIAL', 'These slices are not axial, so there is no gantry plane to measure against.')
  const normal = unit[2] < 0 ? vectorScale(unit, -1) : unit
  // What is left of the patient's front-back line in the plane; the slices are axial enough for it to be long.
  const back = vectorNormalise<'patientLps'>(vectorSubtract([0, 1, 0], vectorScale(normal, normal[1])))
  if (back === null) return err('NOT_AXIAL', 'These slices are not axial, so there is no gantry plane to measure against.')
  const outOfPlane = vectorDot(along, normal)
  const inPlane = vectorSubtract(along, vectorScale(normal, outOfPlane))
  const sideways = vectorDot(inPlane, vectorCross(back, normal))
  return ok({
    gantryTiltDeg: toDegrees(Math.atan2(normal[1], normal[2])) + 0,
    inPlaneDeg: vectorLength(inPlane) < NO_DIRECTION ? 0 : toDegrees(Math.atan2(Math.abs(sideways), Math.abs(vectorDot(inPlane, back)))),
    inPlaneTowards: Math.abs(sideways) < 1e-6 ? 'NEITHER' : sideways > 0 ? 'LEFT' : 'RIGHT',
    // atan2 keeps its digits for a needle that stands on the plane, where asin loses half of them.
    outOfPlaneDeg: toDegrees(Math.atan2(outOfPlane, vectorLength(inPlane))),
  })
}
