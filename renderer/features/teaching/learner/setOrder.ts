import type { QuizSet } from '#shared/contract/areas/quiz.ts'

/** A case to go on with, and its place in the list or set that it is of. */
export type NextCase = { readonly teachingCaseId: string; readonly place: number; readonly of: number }

const canBeTaken = ({ state, line }: QuizSet['cases'][number]): boolean => state === 'ready' && line !== null && line.questions.length > 0

/** The next case from a place on that can be taken; null after the last. */
export function nextInSet({ cases, state }: Pick<QuizSet, 'cases' | 'state'>, from: number): NextCase | null {
  const at = state === 'changed' ? -1 : cases.findIndex((one, index) => index >= from && canBeTaken(one))
  const found = cases[at]
  return found === undefined ? null : { teachingCaseId: found.teachingCaseId, place: at + 1, of: cases.length }
}

/** Where a learner goes on: the first case of those taken least often, an open one before them. Null: nothing of the set can be taken. */
export function goOnInSet(set: Pick<QuizSet, 'cases' | 'state'>): (NextCase & { readonly words: 'Begin' | 'Go on with' | 'Take again' }) | null {
  const open = set.cases.filter(canBeTaken)
  const least = Math.min(...open.map(({ line }) => line?.attempts ?? 0))
  const first = open.find(({ line }) => line?.openAttemptId !== null) ?? open.find(({ line }) => line?.attempts === least)
  const next = first === undefined ? null : nextInSet(set, set.cases.indexOf(first))
  const isBegun = open.some(({ line }) => line !== null && (line.attempts > 0 || line.openAttemptId !== null))
  return next === null ? null : { ...next, words: !isBegun ? 'Begin' : least > 0 && first?.line?.openAttemptId === null && open.every(({ line }) => line?.attempts === least) ? 'Take again' : 'Go on with' }
}
