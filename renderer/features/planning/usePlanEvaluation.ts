import { useMemo } from 'react'
import type { PlanEvaluation } from '#shared/contract/areas/plan.ts'
import type { EvaluateFault } from '#shared/planning/evaluatePlan.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import { evaluateVolumePlan } from './planFigures.ts'

export type Evaluation = { readonly figures: PlanEvaluation | null; readonly fault: EvaluateFault | null }

/** The figures of exactly this path; none while a point is not placed. */
export function usePlanEvaluation(plan: NeedlePlan | null): Evaluation {
  return useMemo(() => {
    const evaluated = plan?.kind === 'volume' ? evaluateVolumePlan(plan) : null
    return { figures: evaluated?.ok === true ? evaluated.value : null, fault: evaluated?.ok === false ? evaluated.error : null }
  }, [plan])
}
