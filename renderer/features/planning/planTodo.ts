import type { PlanEvaluation } from '#shared/contract/areas/plan.ts'
import type { SeriesDescription, VolumeProblem } from '#shared/dicom/seriesDescription.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'

/** Less than this outside of the skin cannot be held. */
export const LEAST_RESERVE_MM = 10

export const blockingProblems = (series: SeriesDescription | null): readonly VolumeProblem[] => series?.summary.volume?.problems.filter(problem => problem.blocksPlanning) ?? []

/** What keeps a plan from being accepted, in words. */
export function planTodo(plan: NeedlePlan | null, figures: PlanEvaluation | null, series: SeriesDescription | null): readonly string[] {
  if (blockingProblems(series).length > 0) return ['another series']
  if (plan === null) return ['target', 'entry']
  const [entry, target] = plan.kind === 'volume' ? [plan.entryLpsMm, plan.targetLpsMm] : [plan.entryPx, plan.targetPx]
  const todo = [...(target === null ? ['target'] : []), ...(entry === null ? ['entry'] : [])]
  if (plan.kind === 'projection' || todo.length > 0) return todo
  if (figures === null) return ['figures']
  if (plan.needle === null) return ['needle']
  return figures.needleReserveMm !== null && figures.needleReserveMm < LEAST_RESERVE_MM ? ['longer needle'] : []
}

const needleLengths = [25, 40, 50, 70, 90, 120, 150] as const
export const needleChoices = needleLengths
/** The shortest stocked needle that leaves enough outside; null where none does. */
export const fittingLength = (pathMm: number): number | null => needleLengths.find(length => length - pathMm >= LEAST_RESERVE_MM) ?? null
