import { z } from 'zod'
import type { Attempt } from './attempt.ts'
import { verdictOfAttempt } from './attemptVerdict.ts'

const cases = z.int().min(0)
/** One time through a set, in cases. */
export const setRound = z.strictObject({ round: z.int().positive(), taken: cases, judged: cases.describe('of those, scored against what experts say'), accepted: cases, structureHits: cases })
export type SetRound = Readonly<z.infer<typeof setRound>>

type Member = Pick<Attempt, 'teachingCaseId'> & { readonly version: number }

/** What was submitted of one case, in the order of time. */
const submittedOf = (attempts: readonly Attempt[], { teachingCaseId, version }: Member): readonly Attempt[] => attempts
  .filter((one) => one.teachingCaseId === teachingCaseId && one.caseVersion === version && one.submittedAtIso !== null)
  .toSorted((a, b) => (a.submittedAtIso ?? '').localeCompare(b.submittedAtIso ?? '') || a.number - b.number)

/** A learner's progress over a set, of his attempts that were begun from it: the n-th time through holds the n-th one that was submitted of each of its cases. */
export function setRounds(attempts: readonly Attempt[], members: readonly Member[]): SetRound[] {
  const byCase = members.map((member) => submittedOf(attempts, member).map(verdictOfAttempt))
  return Array.from({ length: Math.max(0, ...byCase.map(({ length }) => length)) }, (_, at) => {
    const verdicts = byCase.flatMap((of) => of[at] ?? [])
    const count = (...which: readonly (typeof verdicts)[number][]): number => verdicts.filter((verdict) => which.includes(verdict)).length
    return { round: at + 1, taken: verdicts.length, judged: count('accepted', 'notYet', 'structureHit'), accepted: count('accepted'), structureHits: count('structureHit') }
  })
}
