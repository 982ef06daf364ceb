import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { Question, QuizAnswer } from '#shared/teaching/questions.ts'

/** The learner’s path on the question’s series: the one that is being drawn, else the last. What is to do and what is handed in are told by the same one. */
function pathOf(document: CaseDocument | null, { seriesUid }: Question): VolumePlan | null {
  const plans = document?.plans.flatMap((plan) => (plan.kind === 'volume' && plan.seriesUid === seriesUid ? [plan] : [])) ?? []
  return plans.find(({ planId }) => planId === document?.activePlanId) ?? plans.at(-1) ?? null
}

/** A path as an answer; null while an end that is asked for is not placed. */
export function pathAnswer(document: CaseDocument | null, question: Question): QuizAnswer | null {
  const { kind } = question
  const plan = pathOf(document, question)
  if (plan === null || plan.targetLpsMm === null) return null
  if (kind === 'placeTarget') return { kind, targetLpsMm: plan.targetLpsMm }
  return kind === 'drawPath' && plan.entryLpsMm !== null ? { kind, entryLpsMm: plan.entryLpsMm, targetLpsMm: plan.targetLpsMm } : null
}

/** What is to do before a path can be handed in. */
export function pathTodo(document: CaseDocument | null, question: Question): readonly string[] {
  const plan = pathOf(document, question)
  return [...(plan === null || plan.targetLpsMm === null ? ['target'] : []), ...(question.kind === 'drawPath' && (plan === null || plan.entryLpsMm === null) ? ['entry'] : [])]
}
