import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { Question, QuestionKind, QuizAnswer } from '#shared/teaching/questions.ts'

export const isOnPath = (kind: QuestionKind): boolean => kind === 'drawPath' || kind === 'placeTarget'

/** The learner's path on the question's series as an answer; null while an end that is asked for is not placed. */
export function pathAnswer(document: CaseDocument | null, { kind, seriesUid }: Question): QuizAnswer | null {
  const plans = document?.plans.filter((plan) => plan.kind === 'volume' && plan.seriesUid === seriesUid) ?? []
  const plan = plans.find(({ planId }) => planId === document?.activePlanId) ?? plans.at(-1)
  if (plan?.kind !== 'volume' || plan.targetLpsMm === null) return null
  if (kind === 'placeTarget') return { kind, targetLpsMm: plan.targetLpsMm }
  return kind === 'drawPath' && plan.entryLpsMm !== null ? { kind, entryLpsMm: plan.entryLpsMm, targetLpsMm: plan.targetLpsMm } : null
}

/** What is to do before a path can be handed in. */
export function pathTodo(document: CaseDocument | null, question: Question): readonly string[] {
  const plan = document?.plans.findLast((each) => each.kind === 'volume' && each.seriesUid === question.seriesUid)
  const missing = plan?.kind === 'volume' ? plan : null
  return [...(missing?.targetLpsMm === undefined || missing.targetLpsMm === null ? ['target'] : []), ...(question.kind === 'drawPath' && (missing?.entryLpsMm === undefined || missing.entryLpsMm === null) ? ['entry'] : [])]
}
