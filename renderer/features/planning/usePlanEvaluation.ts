import { useEffect, useState } from 'react'
import type { PlanEvaluation } from '#shared/contract/areas/plan.ts'
import type { NeedlePlan, VolumePlan } from '#shared/planning/needlePlan.ts'
import { evaluateVolumePlan, type EvaluateFault } from './planFigures.ts'

export type Evaluation = { readonly figures: PlanEvaluation | null; readonly fault: EvaluateFault | null; readonly pending: boolean }
type Answer = { readonly key: string; readonly figures: PlanEvaluation | null; readonly fault: EvaluateFault | null }

const keyOf = (plan: VolumePlan): string => JSON.stringify([plan.entryLpsMm, plan.targetLpsMm, plan.needle])

/** The figures of exactly this path: while they are asked for there are none, never those of an earlier one. */
export function usePlanEvaluation(plan: NeedlePlan | null): Evaluation {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const volumePlan = plan?.kind === 'volume' ? plan : null
  const complete = volumePlan !== null && volumePlan.entryLpsMm !== null && volumePlan.targetLpsMm !== null
  const key = volumePlan === null ? '' : keyOf(volumePlan)
  useEffect(() => {
    if (volumePlan === null || !complete) return
    let wanted = true
    // At most one question a drawn frame, however fast the pointer is.
    const frame = requestAnimationFrame(() => {
      void evaluateVolumePlan(volumePlan).then(evaluated => {
        if (!wanted || evaluated === null) return
        setAnswer(evaluated.ok ? { key, figures: evaluated.value, fault: null } : { key, figures: null, fault: evaluated.error })
      })
    })
    return () => {
      wanted = false
      cancelAnimationFrame(frame)
    }
  }, [key, complete, volumePlan])
  const current = answer?.key === key ? answer : null
  return { figures: complete ? current?.figures ?? null : null, fault: complete ? current?.fault ?? null : null, pending: complete && current === null }
}
