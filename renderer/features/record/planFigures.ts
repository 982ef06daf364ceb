import { evaluatePath } from '#shared/planning/evaluatePlan.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'

export type PlanFigures = { readonly lengthMm: number | null; readonly inPlaneDeg: number | null; readonly craniocaudalDeg: number | null; readonly lengthPx: number | null }
const none: PlanFigures = { lengthMm: null, inPlaneDeg: null, craniocaudalDeg: null, lengthPx: null }

/** The figures of a plan as the record keeps them: millimetres on a volume, pixels on a projection, null where there is no path. */
export function planFigures(plan: NeedlePlan): PlanFigures {
  if (plan.kind === 'projection') {
    const { entryPx, targetPx } = plan
    return entryPx === null || targetPx === null ? none : { ...none, lengthPx: Math.hypot(targetPx[0] - entryPx[0], targetPx[1] - entryPx[1]) }
  }
  const { entryLpsMm, targetLpsMm } = plan
  const path = entryLpsMm === null || targetLpsMm === null ? null : evaluatePath(entryLpsMm, targetLpsMm)
  if (path === null || !path.ok) return none
  const { lengthMm, inPlaneDeg, craniocaudalDeg } = path.value
  return { lengthMm, inPlaneDeg, craniocaudalDeg, lengthPx: null }
}
