import { assertNever } from '#shared/result.ts'

/** How the patient lies on the table, and how the C-arm was told that the patient lies. */
export type TableSide = 'SUPINE' | 'PRONE'
type Angles = { readonly primaryDeg: number; readonly secondaryDeg: number }

/**
 * The angles that the C-arm's console shows for a beam given in the patient's own frame. A C-arm that was told the
 * wrong table side is half a turn about the patient's long axis away from the truth: its primary angle differs by 180°.
 *
 * @frame   patientLps in; the console's own frame out
 * @units   degrees; primary -180 to 180, + towards LAO, secondary + towards cranial
 * @source  turn of 180° about z: (x, y, z) to (-x, -y, z); PS3.3 C.8.7.5 defines the angles in the patient's frame
 * @limits  head of the patient where the C-arm believes it is: a patient lying feet first is not covered
 */
export function consoleAngles(patient: Angles, patientLies: TableSide, carmIsSetTo: TableSide): Angles {
  if (patientLies === carmIsSetTo) return patient
  return { primaryDeg: patient.primaryDeg > 0 ? patient.primaryDeg - 180 : patient.primaryDeg + 180, secondaryDeg: patient.secondaryDeg }
}

/** The ends of the scales that PS3.3 C.8.7.5 gives the two angles. */
export const LARGEST_ANGLE_DEG = { primary: 180, secondary: 90 } as const

/**
 * Whether a stated angle is one that a C-arm can have.
 *
 * @units   degrees
 * @source  PS3.3 C.8.7.5.1.2: primary -180 to 180, secondary -90 to 90
 */
export const isCArmAngle = (axis: keyof typeof LARGEST_ANGLE_DEG, degrees: number): boolean => Number.isFinite(degrees) && Math.abs(degrees) <= LARGEST_ANGLE_DEG[axis]

/**
 * One decimal, as consoles show it: RAO 9.5°, CAUD 22.3°. Zero has no side and is written with the positive one.
 *
 * @units  degrees; RAO or LAO and CRAN or CAUD say the sign
 */
export function writeCArmAngle(axis: 'primary' | 'secondary', degrees: number): string {
  const size = `${Math.abs(degrees).toFixed(1)}°`
  const negative = degrees < 0 && size !== '0.0°'
  switch (axis) {
    case 'primary': return `${negative ? 'RAO' : 'LAO'} ${size}`
    case 'secondary': return `${negative ? 'CAUD' : 'CRAN'} ${size}`
    default: return assertNever(axis)
  }
}
