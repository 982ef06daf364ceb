import type { ScorePart } from '../attempt.ts'
import type { AnswerKey, QuizAnswer } from '../questions.ts'
import { acceptedRange, least, nearTruth } from './acceptedRange.ts'
import { consensus } from './categoryParts.ts'

type Flash = NonNullable<Extract<QuizAnswer, { kind: 'findFlash' }>['flash']>

const THERE = 'There is one', NOT_THERE = 'There is none'
const apart = (a: Flash, b: Flash): number => Math.hypot(a.pointPx[0] - b.pointPx[0], a.pointPx[1] - b.pointPx[1])

/**
 * A flash as found against the experts': whether there is one, on which frame, and where.
 *
 * @frame   imageIndex; frames count from 0
 * @units   px, frames
 * @source  the expert whose place is nearest; accepted is the educator's limit, or as far as the experts lie apart
 */
export function flashParts(given: Flash | null, { experts, limits }: AnswerKey): readonly ScorePart[] {
  const theirs = experts.flatMap(({ isTruth, answer }) => (answer.kind === 'findFlash' ? [{ isTruth, flash: answer.flash }] : []))
  const expected = consensus(theirs.map(({ isTruth, flash }) => ({ isTruth, words: flash === null ? NOT_THERE : THERE })))
  const value = given === null ? NOT_THERE : THERE
  const base = { group: 'answer', name: 'Flash', value, unit: '', towards: '' } as const
  if (expected.words === null) return [{ ...base, accepted: expected.why, state: 'notAssessed' }]
  const there: ScorePart = { ...base, accepted: expected.words, state: expected.words === value ? 'accepted' : 'notYet' }
  const seen = theirs.filter(({ isTruth }) => expected.of > 1 || isTruth).flatMap(({ flash, isTruth }) => (flash === null ? [] : [{ ...flash, isTruth }]))
  const [nearest] = given === null ? [] : seen.toSorted((a, b) => apart(a, given) - apart(b, given))
  if (given === null || nearest === undefined || expected.words === NOT_THERE) return [there]
  const distances = seen.flatMap((a, at) => seen.slice(at + 1).map((b) => apart(a, b)))
  const place = acceptedRange({ limit: limits.flashPx, values: distances.length === 0 ? [] : [0, Math.max(...distances)], isTruth: nearest.isTruth, ofTruth: nearTruth.flashPx, least: least.px })
  const frames = acceptedRange({ limit: limits.flashFrames, values: seen.map(({ frame }) => frame), isTruth: nearest.isTruth, ofTruth: nearTruth.flashFrames, least: least.frames })
  const offPx = apart(nearest, given), offFrames = given.frame - nearest.frame
  return [
    there,
    { group: 'answer', name: 'Frame', value: Math.abs(offFrames), unit: 'frames', towards: offFrames === 0 ? '' : offFrames < 0 ? 'early' : 'late', accepted: frames.limit === null ? frames.why : `up to ${String(frames.limit)}`, state: frames.limit === null ? 'notAssessed' : Math.abs(offFrames) <= frames.limit ? 'accepted' : 'notYet' },
    { group: 'answer', name: 'Place', value: offPx, unit: 'px', towards: '', accepted: place.limit === null ? place.why : `up to ${place.limit.toFixed(0)}`, state: place.limit === null ? 'notAssessed' : offPx <= place.limit ? 'accepted' : 'notYet' },
  ]
}
