import { toRadians } from '#shared/geometry/angles.ts'
import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorScale } from '#shared/geometry/vectors.ts'
import type { ViewAxes } from '#shared/planning/needleViews.ts'

/** From where bone is looked at: turned 0° from the front, + from the patient's LEFT; tilted + from above. */
export type BoneStand = {
  readonly turnDeg: number
  readonly tiltDeg: number
  readonly halfHeightMm: number
  /** What lies in the middle; null = what matters, the target or else the middle of the scan. */
  readonly aroundLpsMm: PatientPoint | null
}

/** From behind and a little above: where the needle comes from. */
export const openingStand: BoneStand = { turnDeg: 180, tiltDeg: 15, halfHeightMm: 75, aroundLpsMm: null }
export const boneSides = [{ name: 'Back', turnDeg: 180 }, { name: 'Front', turnDeg: 0 }, { name: 'LEFT side', turnDeg: 90 }, { name: 'RIGHT side', turnDeg: -90 }] as const

const LEAST_HALF_MM = 10
const MOST_HALF_MM = 200
const WHOLE_TURN_DEG = 360

/**
 * How the picture lies in the patient.
 *
 * @frame   patientLps, unit vectors
 * @units   degrees
 * @source  the C-arm's angles: turn as its primary angle, tilt as its secondary one
 */
export function axesOfStand({ turnDeg, tiltDeg }: BoneStand): ViewAxes {
  const [a, b] = [toRadians(turnDeg), toRadians(tiltDeg)]
  const towardsViewer: PatientVector = [Math.sin(a) * Math.cos(b), -Math.cos(a) * Math.cos(b), Math.sin(b)]
  const right: PatientVector = [Math.cos(a), Math.sin(a), 0]
  const down: PatientVector = [Math.sin(a) * Math.sin(b), -Math.cos(a) * Math.sin(b), -Math.cos(b)]
  return { right, down, towardsViewer }
}

/** Turned within (−180°, 180°], tilted no further than from straight above or below. */
export function turnStand(stand: BoneStand, turnDeg: number, tiltDeg: number): BoneStand {
  const turned = (((stand.turnDeg + turnDeg) % WHOLE_TURN_DEG) + WHOLE_TURN_DEG) % WHOLE_TURN_DEG
  return { ...stand, turnDeg: turned > WHOLE_TURN_DEG / 2 ? turned - WHOLE_TURN_DEG : turned, tiltDeg: Math.min(90, Math.max(-90, stand.tiltDeg + tiltDeg)) }
}

export const zoomStand = (stand: BoneStand, factor: number): BoneStand => ({ ...stand, halfHeightMm: Math.min(MOST_HALF_MM, Math.max(LEAST_HALF_MM, stand.halfHeightMm / factor)) })

/** Moves the picture over the screen, in mm of the patient. */
export function moveStand(stand: BoneStand, around: PatientPoint, [acrossMm, downMm]: readonly [number, number]): BoneStand {
  const { right, down } = axesOfStand(stand)
  return { ...stand, aroundLpsMm: vectorAdd(around, vectorAdd(vectorScale(right, -acrossMm), vectorScale(down, -downMm))) }
}

/** "From the back, 15° from above". */
export function standWords({ turnDeg, tiltDeg }: Pick<BoneStand, 'turnDeg' | 'tiltDeg'>): string {
  const size = Math.abs(turnDeg)
  const side = size <= 45 ? 'From the front' : size >= 135 ? 'From the back' : turnDeg > 0 ? 'From the LEFT side' : 'From the RIGHT side'
  const tilt = Math.round(Math.abs(tiltDeg))
  return tilt === 0 ? side : `${side}, ${String(tilt)}° from ${tiltDeg > 0 ? 'above' : 'below'}`
}
