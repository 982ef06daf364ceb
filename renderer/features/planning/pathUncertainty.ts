import type { VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import { vectorDot, vectorNormalise, vectorSubtract } from '#shared/geometry/vectors.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'

/**
 * How far the length of a path may be off because a point lies somewhere in its voxel: half a voxel at each end, taken
 * along the path, both the same way out. The largest error of that kind, not a likely one; where the operator pointed, how
 * the patient moved and how the scanner is adjusted are not in it.
 *
 * @frame   patientLps
 * @units   mm
 */
export function pathUncertaintyMm({ entryLpsMm, targetLpsMm }: VolumePlan, { spacingMm, directionLps, sliceStepLpsMm }: VolumeGeometry): number | null {
  const along = entryLpsMm === null || targetLpsMm === null ? null : vectorNormalise(vectorSubtract(targetLpsMm, entryLpsMm))
  if (along === null) return null
  const [rx, ry, rz, cx, cy, cz] = directionLps
  return Math.abs(vectorDot(along, [rx, ry, rz])) * spacingMm[0] + Math.abs(vectorDot(along, [cx, cy, cz])) * spacingMm[1] + Math.abs(vectorDot(along, sliceStepLpsMm))
}
