import type { ContrastPattern } from '#shared/contrast/assessment.ts'
import { patternOrder, patternsInWords, patternWords } from '#shared/contrast/assessmentWords.ts'
import type { ScorePart } from '../attempt.ts'
import type { ExpertAnswer } from '../questions.ts'
import { tooFewWords } from './acceptedRange.ts'
import { answersOfPersons, bothWaysWords } from './persons.ts'
import { inOneList } from './words.ts'

/** What experts ask of an answer: every pattern that most of them see must be named; one that a few see may be. */
type Asked = { readonly required: ReadonlySet<ContrastPattern>; readonly allowed: ReadonlySet<ContrastPattern> }

/**
 * Named patterns against the experts', as sets: what was named rightly, what was missed, what was named and is not there.
 *
 * @source  several patterns at once make "mixed"; required is what more than half of the experts name; of several readings
 *          of images that were made, the first is required, and what any of them names may be named
 * @limits  one expert alone accepts and refuses nothing; who named one set and another is not counted
 */
export function patternParts(given: readonly ContrastPattern[], experts: readonly ExpertAnswer[]): readonly ScorePart[] {
  const theirs = experts.flatMap(({ expert, isTruth, answer }) => (answer.kind === 'namePattern' ? [{ expert, isTruth, patterns: answer.patterns }] : []))
  const truths = theirs.filter(({ isTruth }) => isTruth)
  const base = { group: 'answer', name: 'Pattern', value: patternsInWords(given), unit: '' } as const
  const { answers: counted, bothWays } = answersOfPersons(theirs, (a, b) => isSameSet(a.patterns, b.patterns))
  const beside = truths.length > 0 ? '' : bothWaysWords(bothWays)
  if (truths.length === 0 && counted.length < 2) return [{ ...base, towards: '', accepted: `${tooFewWords(counted.length)}${beside}`, state: 'notAssessed' }]
  const { required, allowed } = truths.length > 0 ? askedOfTruths(truths.map(({ patterns }) => patterns)) : askedOf(counted.map(({ patterns }) => patterns))
  if (required.size === 0) return [{ ...base, towards: '', accepted: `experts do not agree${beside}`, state: 'notAssessed' }]
  const missed = patternOrder.filter((pattern) => required.has(pattern) && !given.includes(pattern))
  const extra = patternOrder.filter((pattern) => given.includes(pattern) && !allowed.has(pattern))
  const count = (name: string, patterns: readonly ContrastPattern[]): ScorePart => ({
    group: 'answer', name, value: patterns.length === 0 ? 'None' : inOneList(patterns.map((pattern) => patternWords[pattern])).slice(0, 80), unit: '', towards: '', accepted: 'None', state: patterns.length === 0 ? 'accepted' : 'notYet',
  })
  return [
    { ...base, towards: '', accepted: `${patternsInWords([...required])}${beside}`.slice(0, 120), state: missed.length + extra.length === 0 ? 'accepted' : 'notYet' },
    count('Missed', missed), count('Named, not there', extra),
  ]
}

function askedOf(sets: readonly (readonly ContrastPattern[])[]): Asked {
  const named = (pattern: ContrastPattern): number => sets.filter((set) => set.includes(pattern)).length
  return { required: new Set(patternOrder.filter((pattern) => named(pattern) * 2 > sets.length)), allowed: new Set(patternOrder.filter((pattern) => named(pattern) > 0)) }
}

const isSameSet = (a: readonly ContrastPattern[], b: readonly ContrastPattern[]): boolean => patternOrder.every((pattern) => a.includes(pattern) === b.includes(pattern))
const askedOfTruths = (readings: readonly (readonly ContrastPattern[])[]): Asked => ({ required: new Set(readings[0]), allowed: new Set(readings.flat()) })
