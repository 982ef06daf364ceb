import { decisionWords } from '#shared/contrast/assessmentWords.ts'
import type { ScorePart } from '../attempt.ts'
import type { ExpertAnswer, QuizAnswer } from '../questions.ts'
import { assertNever } from '#shared/result.ts'
import { tooFewWords } from './acceptedRange.ts'
import { answersOfPersons, bothWaysWords } from './persons.ts'

export const calibrationWords = { calibrated: 'Calibrated on a known length', isocentre: 'Estimate at the isocentre', detector: 'Size at the detector', unknown: 'Pixels, no millimetres' } as const
export const yesOrNo = ['Yes', 'No'] as const
const moveWords = { rotate: 'Rotate', tilt: 'Tilt' } as const

export type CategoryAnswer = Extract<QuizAnswer, { kind: 'whichSide' | 'trueLateral' | 'injectOrAbort' | 'isCalibrated' }>

/**
 * An answer of which there are few, as named parts with their words; the same for learner and expert.
 *
 * @source  the question kinds of questions.ts; a view that is not true is answered with the move that would make it so
 */
export function categoriesOf(answer: CategoryAnswer): readonly (readonly [name: string, words: string])[] {
  switch (answer.kind) {
    case 'whichSide': return [['Side', answer.side]]
    case 'injectOrAbort': return [['Decision', decisionWords[answer.decision]]]
    case 'isCalibrated': return [['Calibration', calibrationWords[answer.basis]]]
    case 'trueLateral': return [['True lateral', yesOrNo[answer.isTrue ? 0 : 1]], ...(answer.move === null ? [] : [['Move', moveWords[answer.move]] as const])]
    default: return assertNever(answer)
  }
}

/** `agreed` of `of` persons say it; `beside` tells of those who are not counted. */
export type Consensus = { readonly words: string; readonly agreed: number; readonly of: number; readonly beside: string } | { readonly words: null; readonly why: string }

/**
 * What experts answer, where more than half of two or more persons say the same, or where it is known from how the images were made.
 *
 * @source  the app's own rule: one expert alone, or a tie, accepts and refuses nothing; who answered both ways is not counted
 */
export function consensus(answers: readonly { readonly expert: string; readonly isTruth: boolean; readonly words: string }[]): Consensus {
  const truth = answers.find(({ isTruth }) => isTruth)
  if (truth !== undefined) return { words: truth.words, agreed: 1, of: 1, beside: '' }
  const { answers: counted, bothWays } = answersOfPersons(answers, (a, b) => a.words === b.words)
  const beside = bothWaysWords(bothWays)
  if (counted.length < 2) return { words: null, why: `${tooFewWords(counted.length)}${beside}` }
  const agreed = (words: string): number => counted.filter((answer) => answer.words === words).length
  const most = counted.find(({ words }) => agreed(words) * 2 > counted.length)
  return most === undefined ? { words: null, why: `experts do not agree${beside}` } : { words: most.words, agreed: agreed(most.words), of: counted.length, beside }
}

/**
 * "Abort, 2 of 3": what would be accepted, how many say it where not all do, and who is not counted.
 *
 * @source  consensus
 */
export const consensusWords = ({ words, agreed, of, beside }: Extract<Consensus, { readonly words: string }>): string => `${words}${agreed < of ? `, ${String(agreed)} of ${String(of)}` : ''}${beside}`

/**
 * An answer of which there are few against the experts', part by part.
 *
 * @source  consensus of the experts
 */
export function categoryParts(given: CategoryAnswer, experts: readonly ExpertAnswer[]): readonly ScorePart[] {
  const theirs = experts.flatMap(({ expert, isTruth, answer }) => (isCategory(answer) && answer.kind === given.kind ? [{ expert, isTruth, parts: new Map(categoriesOf(answer)) }] : []))
  const mine = new Map(categoriesOf(given))
  const names = [...new Set([...mine.keys(), ...theirs.flatMap(({ parts }) => [...parts.keys()])])]
  return names.flatMap((name): readonly ScorePart[] => {
    const expected = consensus(theirs.map(({ expert, isTruth, parts }) => ({ expert, isTruth, words: parts.get(name) ?? NONE })))
    const value = mine.get(name) ?? NONE
    // No move is asked for where the view is true, and none was given.
    if (value === NONE && (expected.words === NONE || expected.words === null)) return []
    const base = { group: 'answer', name, value, unit: '', towards: '' } as const
    if (expected.words === null) return [{ ...base, accepted: expected.why, state: 'notAssessed' }]
    return [{ ...base, accepted: consensusWords(expected), state: value === expected.words ? 'accepted' : 'notYet' }]
  })
}

const NONE = 'None'
const isCategory = (answer: QuizAnswer): answer is CategoryAnswer => answer.kind === 'whichSide' || answer.kind === 'trueLateral' || answer.kind === 'injectOrAbort' || answer.kind === 'isCalibrated'
