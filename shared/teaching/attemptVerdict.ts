import { z } from 'zod'
import type { Attempt } from './attempt.ts'

export const attemptVerdict = z.enum(['accepted', 'notYet', 'structureHit', 'notAssessed', 'notScored'])
export type AttemptVerdict = z.infer<typeof attemptVerdict>

/** The worst of an attempt's answers: what a list says of it in a word. */
export function verdictOfAttempt({ scores }: Pick<Attempt, 'scores'>): AttemptVerdict {
  if (scores === null) return 'notScored'
  const worst = (['structureHit', 'notYet', 'accepted'] as const).find((verdict) => scores.some((score) => score.verdict === verdict))
  return worst ?? 'notAssessed'
}
