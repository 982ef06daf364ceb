import type { ScorePart } from '../attempt.ts'
import type { AnswerKey, QuizAnswer } from '../questions.ts'
import { acceptedRange, least, nearTruth, spreadOf } from './acceptedRange.ts'
import { consensus, consensusWords } from './categoryParts.ts'
import { answersOfPersons, isSamePerson } from './persons.ts'
import { distanceToLine, pixelsApart } from './linePx.ts'

type Flash = NonNullable<Extract<QuizAnswer, { kind: 'findFlash' }>['flash']>

const THERE = 'There is one', NOT_THERE = 'There is none'
const apart = (a: Flash, b: Flash): number => pixelsApart(a.pointPx, b.pointPx)

/** A flash is a streak: on the frame that was marked it lies all along its line; before and after it, where it was seen last or first. */
function offLine(given: Flash, nearest: Flash, streak: AnswerKey['flashStreak']): number {
  const [line] = (streak ?? []).toSorted((a, b) => Math.abs(a.frame - given.frame) - Math.abs(b.frame - given.frame))
  return line === undefined ? apart(nearest, given) : distanceToLine(given.pointPx, line.linePx)
}

/**
 * A flash as found against the experts': whether there is one, on which frame, and where.
 *
 * @frame   imageIndex; frames count from 0
 * @units   px, frames
 * @source  of those who say there is one, the expert whose place is nearest, and where the images were made the middle of the filled vessel; accepted is the educator's limit, or as far as the experts lie apart
 */
export function flashParts(given: Flash | null, { experts, limits, flashStreak }: AnswerKey): readonly ScorePart[] {
  const theirs = experts.flatMap(({ expert, isTruth, answer }) => (answer.kind === 'findFlash' ? [{ expert, isTruth, flash: answer.flash }] : []))
  const expected = consensus(theirs.map(({ expert, isTruth, flash }) => ({ expert, isTruth, words: flash === null ? NOT_THERE : THERE })))
  const value = given === null ? NOT_THERE : THERE
  const base = { group: 'answer', name: 'Flash', value, unit: '', towards: '' } as const
  const there: ScorePart = expected.words === null ? { ...base, accepted: expected.why, state: 'notAssessed' } : { ...base, accepted: consensusWords(expected), state: expected.words === value ? 'accepted' : 'notYet' }
  const { answers: persons } = answersOfPersons(theirs, (a, b) => (a.flash === null) === (b.flash === null))
  // One expert alone says nothing of whether there is one, but a limit of the educator's holds around the place.
  if (given === null || expected.words === NOT_THERE || (expected.words === null && persons.length !== 1)) return [there]
  const isTruth = theirs.some((one) => one.isTruth)
  const seen = theirs.filter((one) => (isTruth ? one.isTruth : persons.some((person) => isSamePerson(person, one)))).flatMap(({ flash, ...by }) => (flash === null ? [] : [{ ...flash, ...by }]))
  const [nearest] = seen.toSorted((a, b) => apart(a, given) - apart(b, given))
  if (nearest === undefined) return [there]
  const place = acceptedRange({ limit: limits.flashPx, spread: spreadOf(seen, apart), isTruth: nearest.isTruth, ofTruth: nearTruth.flashPx, least: least.px })
  const frames = acceptedRange({ limit: limits.flashFrames, spread: spreadOf(seen, (a, b) => Math.abs(a.frame - b.frame)), isTruth: nearest.isTruth, ofTruth: nearTruth.flashFrames, least: least.frames })
  const offPx = offLine(given, nearest, flashStreak), offFrames = given.frame - nearest.frame
  return [
    there,
    { group: 'answer', name: 'Frame', value: Math.abs(offFrames), unit: 'frames', towards: offFrames === 0 ? '' : offFrames < 0 ? 'early' : 'late', accepted: frames.limit === null ? frames.why : `up to ${String(frames.limit)}`, state: frames.limit === null ? 'notAssessed' : Math.abs(offFrames) <= frames.limit ? 'accepted' : 'notYet' },
    { group: 'answer', name: 'Place', value: offPx, unit: 'px', towards: '', accepted: place.limit === null ? place.why : `up to ${place.limit.toFixed(0)}`, state: place.limit === null ? 'notAssessed' : offPx <= place.limit ? 'accepted' : 'notYet' },
  ]
}
