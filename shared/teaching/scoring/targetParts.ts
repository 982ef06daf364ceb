import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorDot, vectorSubtract } from '#shared/geometry/vectors.ts'
import { placeInBand, targetBand } from '#shared/planning/targetBand.ts'
import type { ScorePart } from '../attempt.ts'
import type { AnswerKey } from '../questions.ts'
import { acceptedRange, least, nearTruth, spreadOf } from './acceptedRange.ts'
import { targetAxes } from './targetAxes.ts'
import { tenth } from './words.ts'

type Target = { readonly expert: string; readonly targetLpsMm: PatientPoint; readonly isTruth: boolean }
type Expected = { readonly nearest: Target; readonly members: readonly Target[] } | null

/**
 * Where a target lies against the joint and against the experts' targets, each way for itself.
 *
 * @frame   patientLps
 * @units   mm; sideways along the joint line, depth along the expert's path, head and feet across both
 * @source  targetBand.ts for the third of the joint; the experts of the nearest corridor for the offsets
 */
export function targetParts(target: PatientPoint, expected: Expected, along: PatientVector, key: AnswerKey): readonly ScorePart[] {
  return [...placePart(target, key.jointLine), ...offsetParts(target, expected, along, key)]
}

function placePart(target: PatientPoint, jointLine: AnswerKey['jointLine']): readonly ScorePart[] {
  const name = 'Place on joint', group = 'target', unit = '', towards = '', accepted = 'Lateral third'
  if (jointLine === null) return []
  const band = targetBand(jointLine.medialLpsMm, jointLine.lateralLpsMm, jointLine.lateralLpsMm[0] > jointLine.medialLpsMm[0] ? 'LEFT' : 'RIGHT')
  if (!band.ok) return [{ group, name, value: null, unit, towards: 'joint line not usable', accepted, state: 'notAssessed' }]
  const { inBand, lateralOfMiddleMm, offLineMm } = placeInBand(target, band.value)
  const third = band.value.jointLineMm / 3
  const value = inBand ? 'Lateral third'
    : lateralOfMiddleMm > third / 2 ? 'Lateral of the joint'
      : lateralOfMiddleMm >= -third / 2 ? 'Off the joint line'
        : lateralOfMiddleMm >= -1.5 * third ? 'Middle third'
          : lateralOfMiddleMm >= -2.5 * third ? 'Medial third' : 'Medial of the joint'
  return [{ group, name, value, unit, towards: value === 'Off the joint line' ? `by ${tenth(offLineMm)} mm` : towards, accepted, state: inBand ? 'accepted' : 'notYet' }]
}

function offsetParts(target: PatientPoint, expected: Expected, along: PatientVector, key: AnswerKey): readonly ScorePart[] {
  if (expected === null) return []
  const axes = targetAxes(key.jointLine, along)
  const { limits } = key
  const part = (name: string, axis: PatientVector, [minus, plus]: readonly [string, string], limit: number | null | undefined, ofTruth: number): ScorePart => {
    const off = vectorDot(vectorSubtract(target, expected.nearest.targetLpsMm), axis)
    const range = acceptedRange({ limit, spread: spreadOf(expected.members, (a, b) => Math.abs(vectorDot(vectorSubtract(a.targetLpsMm, b.targetLpsMm), axis))), isTruth: expected.nearest.isTruth, ofTruth, least: least.mm })
    return {
      group: 'target', name, unit: 'mm', value: Math.abs(off), towards: Math.abs(off) < 0.05 ? '' : off < 0 ? minus : plus,
      accepted: range.limit === null ? range.why : `up to ${tenth(range.limit)}`,
      state: range.limit === null ? 'notAssessed' : Math.abs(off) <= range.limit ? 'accepted' : 'notYet',
    }
  }
  return [
    part('Sideways', axes.sideways, axes.sidewaysWords, limits.alongJointMm, nearTruth.alongJointMm),
    part('Depth', axes.depth, ['short', 'deep'], limits.depthMm, nearTruth.depthMm),
    part('Head and feet', axes.craniocaudal, ['toward the feet', 'toward the head'], limits.craniocaudalMm, nearTruth.craniocaudalMm),
  ]
}
