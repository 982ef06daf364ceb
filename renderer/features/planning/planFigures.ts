import { client } from '#renderer/api/index.ts'
import { useSession } from '#renderer/features/case/index.ts'
import type { PlanEvaluation } from '#shared/contract/areas/plan.ts'
import { evaluatePlan, type EvaluateFault } from '#shared/planning/evaluatePlan.ts'
import { planFigures, type PlanFigures } from '#shared/planning/planFigures.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { NeedlePlan, VolumePlan } from '#shared/planning/needlePlan.ts'

/** The function behind `plan.evaluate`, asked here: figures belong to the picture that shows their path. Null while a point is not placed. */
export function evaluateVolumePlan(plan: VolumePlan): Result<PlanEvaluation, EvaluateFault> | null {
  const { entryLpsMm, targetLpsMm, needle } = plan
  if (entryLpsMm === null || targetLpsMm === null) return null
  return evaluatePlan({ entryLpsMm: [...entryLpsMm], targetLpsMm: [...targetLpsMm], ...(needle === null ? {} : { needle: { gauge: needle.gauge, lengthMm: needle.lengthMm } }) })
}

/** What a record keeps of a plan; null while the plan is not complete. A plan that cannot be judged, for its needle, is a fault. */
export async function recordFigures(plan: NeedlePlan): Promise<Result<PlanFigures | null, EvaluateFault>> {
  if (plan.kind === 'volume') {
    const evaluated = evaluateVolumePlan(plan)
    return evaluated === null || evaluated.ok || evaluated.error.code === 'DEGENERATE_PATH' ? ok(planFigures(plan, null)) : err(evaluated.error.code, evaluated.error.message)
  }
  const { caseId } = useSession.getState()
  const size = await client.call('fluoroscopy.calibration', { seriesUid: plan.seriesUid, frame: plan.frame, ...(caseId === null ? {} : { caseId }) })
  return ok(planFigures(plan, size.ok ? size.value : null))
}
