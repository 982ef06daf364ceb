import type { ContrastPattern } from '#shared/contrast/assessment.ts'
import { patternOrder, patternsInWords, patternWords } from '#shared/contrast/assessmentWords.ts'
import type { ScorePart } from '../attempt.ts'
import type { ExpertAnswer } from '../questions.ts'
import { inOneList } from './words.ts'

/** What experts ask of an answer: every pattern that most of them see must be named; one that a few see may be. */
type Asked = { readonly required: ReadonlySet<ContrastPattern>; readonly allowed: ReadonlySet<ContrastPattern> }

/**
 * Named patterns against the experts', as sets: what was named rightly, what was missed, what was named and is not there.
 *
 * @source  several patterns at once make "mixed"; required is what more than half of the experts name, or what the images were made with
 * @limits  one expert alone accepts and refuses nothing
 */
export function patternParts(given: readonly ContrastPattern[], experts: readonly ExpertAnswer[]): readonly ScorePart[] {
  const theirs = experts.flatMap(({ isTruth, answer }) => (answer.kind === 'namePattern' ? [{ isTruth, patterns: answer.patterns }] : []))
  const truth = theirs.find(({ isTruth }) => isTruth)
  const counted = truth === undefined ? theirs : [truth]
  const base = { group: 'answer', name: 'Pattern', value: patternsInWords(given), unit: '' } as const
  if (truth === undefined && theirs.length < 2) return [{ ...base, towards: '', accepted: theirs.length === 0 ? 'no expert' : '1 expert only', state: 'notAssessed' }]
  const { required, allowed } = askedOf(counted.map(({ patterns }) => patterns))
  if (required.size === 0) return [{ ...base, towards: '', accepted: 'experts do not agree', state: 'notAssessed' }]
  const missed = patternOrder.filter((pattern) => required.has(pattern) && !given.includes(pattern))
  const extra = patternOrder.filter((pattern) => given.includes(pattern) && !allowed.has(pattern))
  const count = (name: string, patterns: readonly ContrastPattern[]): ScorePart => ({
    group: 'answer', name, value: patterns.length === 0 ? 'None' : inOneList(patterns.map((pattern) => patternWords[pattern])).slice(0, 80), unit: '', towards: '', accepted: 'None', state: patterns.length === 0 ? 'accepted' : 'notYet',
  })
  return [
    { ...base, towards: '', accepted: patternsInWords([...required]), state: missed.length + extra.length === 0 ? 'accepted' : 'notYet' },
    count('Missed', missed), count('Named, not there', extra),
  ]
}

function askedOf(sets: readonly (readonly ContrastPattern[])[]): Asked {
  const named = (pattern: ContrastPattern): number => sets.filter((set) => set.includes(pattern)).length
  return { required: new Set(patternOrder.filter((pattern) => named(pattern) * 2 > sets.length)), allowed: new Set(patternOrder.filter((pattern) => named(pattern) > 0)) }
}
