import { useQuery } from '@tanstack/react-query'
import { client, faultText } from '#renderer/api/index.ts'
import type { AttemptView, QuizCase, QuizSet } from '#shared/contract/areas/quiz.ts'
import type { Output } from '#shared/contract/types.ts'
import { nextInSet, type NextCase } from './setOrder.ts'

type Asked<Value> = { readonly value: Value | null; readonly fault: string | null }

export function useQuizCases(learner: string): Asked<readonly QuizCase[]> & { readonly damaged: number } {
  const query = useQuery({ queryKey: ['quiz', 'cases', learner], enabled: learner !== '', queryFn: async () => {
    const reply = await client.call('quiz.cases', { learner })
    if (!reply.ok) throw new Error(faultText(reply.error))
    return reply.value
  } })
  return { value: query.data?.cases ?? null, fault: query.error?.message ?? null, damaged: query.data?.damaged ?? 0 }
}

export function useQuizSets(learner: string): Asked<readonly QuizSet[]> & { readonly damaged: number } {
  const query = useQuery({ queryKey: ['quiz', 'sets', learner], enabled: learner !== '', queryFn: async () => {
    const reply = await client.call('quiz.sets', { learner })
    if (!reply.ok) throw new Error(faultText(reply.error))
    return reply.value
  } })
  return { value: query.data?.sets ?? null, fault: query.error?.message ?? null, damaged: query.data?.damaged ?? 0 }
}

const noAttempts: Output<'quiz.attempts'> = { attempts: [], damaged: 0 }
export function useAttempts(learner: string, teachingCaseId: string): Output<'quiz.attempts'> {
  const query = useQuery({ queryKey: ['quiz', 'attempts', learner, teachingCaseId], queryFn: async () => {
    const reply = await client.call('quiz.attempts', { learner, teachingCaseId })
    if (!reply.ok) throw new Error(faultText(reply.error))
    return reply.value
  } })
  return query.data ?? noAttempts
}

export function useClass(reader: string | undefined): Asked<Output<'quiz.class'>> {
  const query = useQuery({ queryKey: ['quiz', 'class', reader], queryFn: async () => {
    const reply = await client.call('quiz.class', { reader })
    if (!reply.ok) throw new Error(faultText(reply.error))
    return reply.value
  } })
  return { value: query.data ?? null, fault: query.error?.message ?? null }
}

/** The case after this one in its set, or in the list of all where it is of none; null after the last. */
export function useNextCase(view: AttemptView | null): NextCase | null {
  const learner = view?.attempt.learner ?? ''
  const cases = useQuizCases(learner).value ?? [], sets = useQuizSets(learner).value ?? []
  if (view !== null && view.set !== null) {
    const { setId } = view.set, set = sets.find((one) => one.setId === setId)
    const here = set?.cases.findIndex(({ teachingCaseId }) => teachingCaseId === view.teachingCase.teachingCaseId) ?? -1
    return set === undefined || here === -1 ? null : nextInSet(set, here + 1)
  }
  const at = cases.findIndex(({ teachingCaseId }) => teachingCaseId === view?.teachingCase.teachingCaseId)
  const next = at === -1 ? undefined : cases[at + 1]
  return next === undefined ? null : { teachingCaseId: next.teachingCaseId, place: at + 2, of: cases.length }
}
