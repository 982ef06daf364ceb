import { z } from 'zod'
import { toRadians } from '#shared/geometry/angles.ts'
import type { PatientPoint, PatientVector, Point2 } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorCross, vectorDot, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'

const finite = z.number().refine(Number.isFinite)

/**
 * A C-arm as the whole product models it: a point source, a flat detector, the central ray through the isocentre.
 *
 * @frame   head-first supine patientLps
 * @units   degrees (+ primary LAO, + secondary cranial; 0/0 = detector in front of the patient), mm
 * @source  Positioner Primary / Secondary Angle (0018,1510) (0018,1511), PS3.3 C.8.7.5.1.2
 */
export const cArmSchema = z.strictObject({
  primaryDeg: finite.min(-180).max(180),
  secondaryDeg: finite.min(-90).max(90),
  sidMm: finite.positive(),
  sodMm: finite.positive(),
  isocentreLpsMm: z.tuple([finite, finite, finite]),
  detector: z.strictObject({
    rows: z.int().positive().max(8192),
    columns: z.int().positive().max(8192),
    spacingMm: finite.positive(),
  }),
})
export type CArm = Readonly<z.infer<typeof cArmSchema>>

/** Where source and detector stand and which way the image axes run; directions are unit vectors. */
export type CArmAxes = {
  readonly centralRay: PatientVector
  readonly columnAxis: PatientVector
  readonly rowAxis: PatientVector
  readonly sourceLpsMm: PatientPoint
  readonly detectorCentreLpsMm: PatientPoint
}

/**
 * Direction of the central ray, from X-ray source to detector centre.
 *
 * @frame   head-first supine patientLps, unit vector
 * @units   degrees
 * @source  d = (sin a cos b, -cos a cos b, sin b); PS3.3 C.8.7.5.1.2
 */
export function centralRay(primaryDeg: number, secondaryDeg: number): PatientVector {
  const a = toRadians(primaryDeg)
  const b = toRadians(secondaryDeg)
  return [Math.sin(a) * Math.cos(b), -Math.cos(a) * Math.cos(b), Math.sin(b)]
}

/**
 * The axes of the model: columns grow along u = (cos a, sin a, 0), rows along v = u x d, so that at 0/0 the
 * patient's left is on the right of the image and the head is up.
 *
 * @frame   patientLps
 * @units   mm
 * @source  S = I - SOD d, C = I + (SID - SOD) d; ARCHITECTURE.md, "Space and time"
 */
export function cArmAxes(carm: CArm): CArmAxes {
  const ray = centralRay(carm.primaryDeg, carm.secondaryDeg)
  const a = toRadians(carm.primaryDeg)
  const columnAxis: PatientVector = [Math.cos(a), Math.sin(a), 0]
  return {
    centralRay: ray,
    columnAxis,
    rowAxis: vectorCross(columnAxis, ray),
    sourceLpsMm: vectorSubtract(carm.isocentreLpsMm, vectorScale(ray, carm.sodMm)),
    detectorCentreLpsMm: vectorAdd(carm.isocentreLpsMm, vectorScale(ray, carm.sidMm - carm.sodMm)),
  }
}

/**
 * The pixel on which a point of the patient is projected.
 *
 * @frame   in: patientLps mm; out: imageIndex [column, row], (0, 0) = centre of the first pixel
 * @units   mm in, pixels out (fractions)
 * @source  PS3.3 C.8.7.5.1.2; ARCHITECTURE.md, "Space and time"
 * @limits  null when the point is not in front of the source
 */
export function projectPoint(carm: CArm, pointLpsMm: PatientPoint): Point2<'imageIndex'> | null {
  const axes = cArmAxes(carm)
  const fromSource = vectorSubtract(pointLpsMm, axes.sourceLpsMm)
  const depthMm = vectorDot(fromSource, axes.centralRay)
  if (depthMm <= 0) return null
  const magnification = carm.sidMm / depthMm / carm.detector.spacingMm
  return [
    (carm.detector.columns - 1) / 2 + vectorDot(fromSource, axes.columnAxis) * magnification,
    (carm.detector.rows - 1) / 2 + vectorDot(fromSource, axes.rowAxis) * magnification,
  ]
}
