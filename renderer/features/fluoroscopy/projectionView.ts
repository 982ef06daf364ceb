import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { toDegrees } from '#shared/geometry/angles.ts'
import { centralRay } from '#shared/projection/cArm.ts'
import { isCArmAngle } from '#shared/projection/consoleAngles.ts'

/** What a run is called: from behind or in front, or from the side. */
export type ViewWord = 'ap' | 'lateral'
export const viewWords: Readonly<Record<ViewWord, string>> = { ap: 'AP', lateral: 'Lateral' }

/** Between AP and lateral an oblique is neither: the operator says what it stands for. */
const AP_TO_DEG = 30
const LATERAL_FROM_DEG = 60

/**
 * The view that the angles of the C-arm say; null where they are not stated, or say neither. Head and foot tilt do not count.
 *
 * @source  Positioner Primary and Secondary Angle (0018,1510) (0018,1511), PS3.3 C.8.7.5
 */
export function viewOfAngles(positioner: ImageDescription['positioner']): ViewWord | null {
  if (positioner === null || positioner.primaryDeg === null || positioner.secondaryDeg === null) return null
  if (!isCArmAngle('primary', positioner.primaryDeg) || !isCArmAngle('secondary', positioner.secondaryDeg)) return null
  const [across, along] = centralRay(positioner.primaryDeg, positioner.secondaryDeg)
  const offApDeg = toDegrees(Math.atan2(Math.abs(across), Math.abs(along)))
  return offApDeg <= AP_TO_DEG ? 'ap' : offApDeg >= LATERAL_FROM_DEG ? 'lateral' : null
}
