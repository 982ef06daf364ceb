import { centralRay } from './cArm.ts'
import { isCArmAngle } from './consoleAngles.ts'

/** From here on the beam runs more across the patient than along the antero-posterior line. */
const LATERAL_FROM = Math.SQRT1_2

/**
 * Whether a projection looks across the patient, so that LEFT lies along the beam and at no edge of the picture.
 *
 * @units   degrees
 * @source  Positioner Primary and Secondary Angle (0018,1510) (0018,1511), PS3.3 C.8.7.5; unknown angles say nothing
 */
export function looksAcross(primaryDeg: number | null, secondaryDeg: number | null): boolean {
  return primaryDeg !== null && secondaryDeg !== null && isCArmAngle('primary', primaryDeg) && isCArmAngle('secondary', secondaryDeg) && Math.abs(centralRay(primaryDeg, secondaryDeg)[0]) > LATERAL_FROM
}
