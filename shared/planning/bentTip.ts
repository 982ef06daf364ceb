import { toRadians } from '#shared/geometry/angles.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { pointBetween, vectorDistance } from '#shared/geometry/vectors.ts'

/**
 * How much of a needle lies beyond its bend. Nobody measures it; of what is usual the longer, so that the tip is not
 * shown nearer to the path than it may lie.
 *
 * @units   mm
 * @source  needle techniques, radiologykey.com/needle-techniques: a bend steers best in the distal 5 to 10 mm
 */
export const BENT_TIP_MM = 10

/** Where a bent needle leaves the straight path, and the ring on which its tip lies: somewhere, until the needle is turned. */
export type BentTip = { readonly bend: PatientPoint; readonly ringCentre: PatientPoint; readonly ringRadiusMm: number }

/**
 * The tip of a bent needle whose shaft lies on the straight path and that is as long as the path.
 *
 * @frame   patientLps
 * @units   mm, degrees
 * @source  a cone about the shaft; BENT_TIP_MM beyond the bend
 * @limits  null for a straight needle and for a path that is no longer than the bent part. It is drawn, never measured:
 *          depth, angles and clearances stay those of the straight path
 */
export function bentTip(entry: PatientPoint, target: PatientPoint, bentDeg: number): BentTip | null {
  const pathMm = vectorDistance(entry, target)
  if (bentDeg <= 0 || pathMm <= BENT_TIP_MM) return null
  const bentRad = toRadians(bentDeg)
  const beforeTarget = (mm: number): PatientPoint => pointBetween(target, entry, mm / pathMm)
  return { bend: beforeTarget(BENT_TIP_MM), ringCentre: beforeTarget(BENT_TIP_MM * (1 - Math.cos(bentRad))), ringRadiusMm: BENT_TIP_MM * Math.sin(bentRad) }
}
