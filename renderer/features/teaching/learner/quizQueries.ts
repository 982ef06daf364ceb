import { useQuery } from '@tanstack/react-query'
import { client, faultText } from '#renderer/api/index.ts'
import type { AttemptView, QuizCase } from '#shared/contract/areas/quiz.ts'
import type { Output } from '#shared/contract/types.ts'

type Asked<Value> = { readonly value: Value | null; readonly fault: string | null }

export function useQuizCases(learner: string): Asked<readonly QuizCase[]> & { readonly damaged: number } {
  const query = useQuery({ queryKey: ['quiz', 'cases', learner], enabled: learner !== '', queryFn: async () => {
    const reply = await client.call('quiz.cases', { learner })
    if (!reply.ok) throw new Error(faultText(reply.error))
    return reply.value
  } })
  return { value: query.data?.cases ?? null, fault: query.error?.message ?? null, damaged: query.data?.damaged ?? 0 }
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

/** The case after this one in the list; null after the last. */
export function useNextCase(view: AttemptView | null): { readonly teachingCaseId: string; readonly place: number; readonly of: number } | null {
  const cases = useQuizCases(view?.attempt.learner ?? '').value ?? []
  const at = cases.findIndex(({ teachingCaseId }) => teachingCaseId === view?.teachingCase.teachingCaseId)
  const next = at === -1 ? undefined : cases[at + 1]
  return next === undefined ? null : { teachingCaseId: next.teachingCaseId, place: at + 2, of: cases.length }
}
