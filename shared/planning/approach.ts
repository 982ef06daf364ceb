import { toDegrees } from '#shared/geometry/angles.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { ApproachName } from './needlePlan.ts'

/** Steeper than this towards the head, a path goes under the vessels and nerves rather than past them. */
const CAUDAL_TO_CRANIAL_DEG = 30
/** In the axial plane from straight behind: up to here "posterior", up to the next "posterolateral", beyond "lateral". */
const POSTERIOR_DEG = 15
const POSTEROLATERAL_DEG = 60

/**
 * What a path is called by its direction. The name is of the path alone: "posterolateral" also names a place of the joint,
 * which a posterior path reaches as well.
 *
 * @frame   patientLps
 * @units   degrees
 * @source  fluoroscopic approach straight from behind; CT approach 26.6 degrees from the sagittal plane on average (1 to 50);
 *          caudal-to-cranial path tangent to the C2 lamina, 30 to 50 degrees. The limits between them are the app's own
 * @limits  a path from the front has no name: null
 */
export function approachOf(entry: PatientPoint, target: PatientPoint): ApproachName | null {
  const [x, y, z] = [entry[0] - target[0], entry[1] - target[1], entry[2] - target[2]]
  if (toDegrees(Math.atan2(-z, Math.hypot(x, y))) >= CAUDAL_TO_CRANIAL_DEG) return 'caudalToCranial'
  const fromBehind = toDegrees(Math.atan2(Math.abs(x), y))
  if (fromBehind <= POSTERIOR_DEG) return 'posterior'
  if (fromBehind <= POSTEROLATERAL_DEG) return 'posterolateral'
  return fromBehind <= 100 ? 'lateral' : null
}
