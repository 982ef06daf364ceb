import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { LandmarkKind } from './planningMarks.ts'

/** From a landmark to the entry, as it is measured off on the patient's skin with a ruler. */
export type SkinOffset = {
  readonly landmark: LandmarkKind
  readonly sidewaysMm: number
  readonly sidewaysTowards: 'LEFT' | 'RIGHT' | 'NEITHER'
  /** Null from the midline: it is a line along the body and has no height. */
  readonly alongBodyMm: number | null
  readonly alongBodyTowards: 'HEAD' | 'FEET' | 'NEITHER' | null
}

/** A ruler on skin reads no finer. */
const READABLE_MM = 0.5

/**
 * How far to go on the skin from a landmark that can be felt or seen to the entry.
 *
 * @frame   patientLps, which on the table is the table's own frame but for the direction of its axes
 * @units   mm, level distances: across the body and along it, not along the skin's curve
 * @source  PS3.3 C.7.6.2.1.1: +x towards the patient's LEFT, +z towards the head
 */
export function skinOffset(entry: PatientPoint, landmark: { readonly kind: LandmarkKind; readonly pointLpsMm: PatientPoint }): SkinOffset {
  const [dx, , dz] = [entry[0] - landmark.pointLpsMm[0], 0, entry[2] - landmark.pointLpsMm[2]]
  const isLine = landmark.kind === 'midline'
  return {
    landmark: landmark.kind,
    sidewaysMm: Math.abs(dx),
    sidewaysTowards: Math.abs(dx) < READABLE_MM ? 'NEITHER' : dx > 0 ? 'LEFT' : 'RIGHT',
    alongBodyMm: isLine ? null : Math.abs(dz),
    alongBodyTowards: isLine ? null : Math.abs(dz) < READABLE_MM ? 'NEITHER' : dz > 0 ? 'HEAD' : 'FEET',
  }
}
