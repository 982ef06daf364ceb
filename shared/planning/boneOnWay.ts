import type { VolumeSampler } from '#shared/imageAnalysis/volumeSampler.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'

/** Cortical bone begins above this; muscle, contrast-free vessels and cartilage lie below. */
const BONE_HU = 300
const STEP_MM = 1
/** The needle is meant to touch bone at the joint. */
const AT_TARGET_MM = 3

/**
 * How much bone a straight way from each skin point to the target goes through, the last 3 mm left out.
 *
 * @frame   patientLps
 * @units   mm
 * @source  sampled each millimetre, bone above 300 HU
 * @limits  contrast-filled vessels as bright as bone count as bone
 */
export function boneOnWays(sampler: Pick<VolumeSampler, 'huAtXyz'>, positions: Float32Array, target: PatientPoint): Float32Array {
  const count = positions.length / 3
  const boneMm = new Float32Array(count)
  for (let at = 0; at < count; at += 1) {
    const [x, y, z] = [positions[3 * at] ?? Number.NaN, positions[3 * at + 1] ?? Number.NaN, positions[3 * at + 2] ?? Number.NaN]
    const lengthMm = Math.hypot(x - target[0], y - target[1], z - target[2])
    let bone = 0
    for (let mm = AT_TARGET_MM; mm < lengthMm; mm += STEP_MM) {
      const part = mm / lengthMm
      if (sampler.huAtXyz(target[0] + (x - target[0]) * part, target[1] + (y - target[1]) * part, target[2] + (z - target[2]) * part) > BONE_HU) bone += STEP_MM
    }
    boneMm[at] = bone
  }
  return boneMm
}
