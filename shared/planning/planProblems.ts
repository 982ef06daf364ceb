import type { SideWord } from '#shared/dicom/identity.ts'
import type { VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorDistance, vectorDot, vectorSubtract } from '#shared/geometry/vectors.ts'
import type { NeedleSpecification } from './needlePlan.ts'

export type PlanProblemCode = 'TARGET_BEYOND_SCAN' | 'ENTRY_BEYOND_SCAN' | 'NEEDLE_TOO_SHORT' | 'RESERVE_SHORT' | 'TARGET_IN_STRUCTURE' | 'ENTRY_IN_STRUCTURE' | 'OTHER_SIDE' | 'JOINT_LINE_TURNED_ROUND' | 'TARGET_OUTSIDE_BAND'
/** `stop`: no plan can be accepted with it. `caution`: knowingly. */
export type PlanProblem = { readonly code: PlanProblemCode; readonly level: 'stop' | 'caution'; readonly message: string }

export type ProblemInput = {
  readonly entryLpsMm: PatientPoint | null
  readonly targetLpsMm: PatientPoint | null
  readonly needle: Pick<NeedleSpecification, 'gauge' | 'lengthMm'> | null
  readonly volume: Pick<VolumeGeometry, 'dimensions' | 'spacingMm' | 'originLpsMm' | 'directionLps' | 'sliceStepLpsMm'> | null
  /** The side that was confirmed, and where the midline lies; null = not known, and then not judged. */
  readonly side: SideWord | null
  readonly midlineXMm: number | null
  /** Null without a joint line, and for one that gives no band. */
  readonly targetInBand: boolean | null
  /** The joint line's lateral end lies medial of its medial end, as seen from the confirmed side. */
  readonly isJointLineTurned?: boolean
  readonly structures: readonly { readonly name: string; readonly holds: (point: PatientPoint) => boolean }[]
}

/** Less than this outside of the skin cannot be held. */
export const LEAST_RESERVE_MM = 10

/**
 * What is wrong with a plan, as it is drawn: said at once, nothing thrown away.
 *
 * @frame   patientLps
 * @units   mm
 * @source  reserve of 10 mm: what a hand needs to hold the hub; joint band: targetBand.ts
 * @limits  skin is not judged here: it needs the voxels
 */
export function planProblems(input: ProblemInput): readonly PlanProblem[] {
  return [...scanProblems(input), ...needleProblems(input), ...structureProblems(input), ...sideProblems(input)]
}

function scanProblems({ entryLpsMm, targetLpsMm, volume }: ProblemInput): readonly PlanProblem[] {
  if (volume === null) return []
  const beyond = (point: PatientPoint | null): boolean => point !== null && !isInScan(point, volume)
  return [
    ...(beyond(targetLpsMm) ? [stop('TARGET_BEYOND_SCAN', 'The target lies beyond the scan. Nothing is known of what is there. Move the target.')] : []),
    ...(beyond(entryLpsMm) ? [stop('ENTRY_BEYOND_SCAN', 'The entry lies beyond the scan, so the path leaves it and what it passes there is not known. Move the entry or scan a longer piece.')] : []),
  ]
}

function needleProblems({ entryLpsMm, targetLpsMm, needle }: ProblemInput): readonly PlanProblem[] {
  if (entryLpsMm === null || targetLpsMm === null || needle === null) return []
  const lengthMm = vectorDistance(entryLpsMm, targetLpsMm)
  const words = `The path is ${lengthMm.toFixed(0)} mm and the needle ${String(needle.lengthMm)} mm.`
  if (lengthMm > needle.lengthMm) return [stop('NEEDLE_TOO_SHORT', `${words} It does not reach the target. Choose a longer needle or move the entry.`)]
  return needle.lengthMm - lengthMm < LEAST_RESERVE_MM ? [caution('RESERVE_SHORT', `${words} Less than ${String(LEAST_RESERVE_MM)} mm would stay outside. Choose a longer needle or move the entry.`)] : []
}

function structureProblems({ entryLpsMm, targetLpsMm, structures }: ProblemInput): readonly PlanProblem[] {
  return structures.flatMap(({ name, holds }) => [
    ...(targetLpsMm !== null && holds(targetLpsMm) ? [stop('TARGET_IN_STRUCTURE', `The target lies inside: ${name}. Move the target, or correct the drawing.`)] : []),
    ...(entryLpsMm !== null && holds(entryLpsMm) ? [stop('ENTRY_IN_STRUCTURE', `The entry lies inside: ${name}. Move the entry, or correct the drawing.`)] : []),
  ])
}

function sideProblems({ targetLpsMm, side, midlineXMm, targetInBand, isJointLineTurned = false }: ProblemInput): readonly PlanProblem[] {
  const otherSide = targetLpsMm !== null && side !== null && midlineXMm !== null && (targetLpsMm[0] - midlineXMm) * (side === 'LEFT' ? 1 : -1) < 0
  return [
    ...(otherSide ? [stop('OTHER_SIDE', `The target lies on the other side of the marked midline than ${side}. Check the side, then move the target or plan again.`)] : []),
    ...(isJointLineTurned && side !== null ? [stop('JOINT_LINE_TURNED_ROUND', `The joint line runs the other way round than the ${side} side says: it may lie on the other side. Check the side, then mark the joint line again.`)] : []),
    ...(targetInBand === false ? [caution('TARGET_OUTSIDE_BAND', 'The target lies outside the lateral third of the joint line.')] : []),
  ]
}

/**
 * Whether anything speaks of the side that a target lies on: a midline, or a joint line that gives a band. Null while there is
 * no target, or nobody has said a side.
 *
 * @source  the app's own rule: what was not checked is said, never left silent
 */
export function isSideChecked({ targetLpsMm, side, midlineXMm, targetInBand }: Pick<ProblemInput, 'targetLpsMm' | 'side' | 'midlineXMm' | 'targetInBand'>): boolean | null {
  return targetLpsMm === null || side === null ? null : midlineXMm !== null || targetInBand !== null
}

const stop = (code: PlanProblemCode, message: string): PlanProblem => ({ code, level: 'stop', message })
const caution = (code: PlanProblemCode, message: string): PlanProblem => ({ code, level: 'caution', message })

/**
 * Whether a point lies in the scanned grid, half a voxel around the outer centres included; a sheared stack by its own edges.
 *
 * @frame   patientLps
 * @units   mm
 * @source  PS3.3 C.7.6.2.1.1: the grid from Image Position and Orientation
 */
export function isInScan(point: PatientPoint, { dimensions, spacingMm, originLpsMm, directionLps: d, sliceStepLpsMm }: NonNullable<ProblemInput['volume']>): boolean {
  const offset = vectorSubtract<'patientLps'>(point, originLpsMm)
  const throughMm = vectorDot(offset, [d[6], d[7], d[8]])
  const slice = throughMm / vectorDot(sliceStepLpsMm, [d[6], d[7], d[8]])
  // Each slice of a sheared stack begins elsewhere in its plane.
  const inPlane = vectorSubtract<'patientLps'>(offset, [sliceStepLpsMm[0] * slice, sliceStepLpsMm[1] * slice, sliceStepLpsMm[2] * slice])
  const index = [vectorDot(inPlane, [d[0], d[1], d[2]]) / spacingMm[0], vectorDot(inPlane, [d[3], d[4], d[5]]) / spacingMm[1], slice]
  return index.every((value, axis) => value >= -0.5 && value <= (dimensions[axis] ?? 0) - 0.5)
}
