import type { PatientPoint } from '#shared/geometry/frames.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { Landmark } from './planningMarks.ts'

/**
 * Where the patient's midline lies across the body, from the marks that were put on it.
 *
 * @frame   patientLps
 * @units   mm, + towards LEFT
 * @source  mean x of the midline and inion marks of one series
 * @limits  NO_MIDLINE without such a mark. The midsagittal plane is taken parallel to the table's long axis: a head that is
 *          turned or bent to a side needs its marks near the joint's own height
 */
export function midlineX(landmarks: readonly Pick<Landmark, 'kind' | 'pointLpsMm'>[]): Result<number, Fault<'NO_MIDLINE'>> {
  const marks = landmarks.filter(({ kind }) => kind !== 'gridMarker').map(({ pointLpsMm }) => pointLpsMm[0])
  if (marks.length === 0) return err('NO_MIDLINE', 'The midline is not marked, so there is nothing to mirror at. Mark it at a spinous process first.')
  return ok(marks.reduce((sum, x) => sum + x, 0) / marks.length)
}

/**
 * The same place on the patient's other side.
 *
 * @frame   patientLps
 * @units   mm
 * @source  reflection at the plane x = midline
 */
export const mirrorPoint = (point: PatientPoint, midlineXMm: number): [number, number, number] => [2 * midlineXMm - point[0], point[1], point[2]]
