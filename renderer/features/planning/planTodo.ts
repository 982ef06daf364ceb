import type { PlanEvaluation } from '#shared/contract/areas/plan.ts'
import type { SeriesDescription, VolumeProblem } from '#shared/dicom/seriesDescription.ts'
import type { NeedlePlan, VolumePlan } from '#shared/planning/needlePlan.ts'
import type { PlanProblem, PlanProblemCode } from '#shared/planning/planProblems.ts'

export const blockingProblems = (series: SeriesDescription | null): readonly VolumeProblem[] => series?.summary.volume?.problems.filter(problem => problem.blocksPlanning) ?? []

/** What to do about each problem, as short as a list wants it. */
const todoWords: Readonly<Record<PlanProblemCode, string>> = {
  TARGET_BEYOND_SCAN: 'target within the scan', ENTRY_BEYOND_SCAN: 'entry within the scan', NEEDLE_TOO_SHORT: 'longer needle', RESERVE_SHORT: 'short reserve',
  TARGET_IN_STRUCTURE: 'target out of the structure', ENTRY_IN_STRUCTURE: 'entry out of the structure', OTHER_SIDE: 'side of the target', JOINT_LINE_TURNED_ROUND: 'side of the joint line', TARGET_OUTSIDE_BAND: 'target outside the band',
}

/** What somebody has seen and goes on with. */
export const knownCodes = ({ outsideBandKnown = null, shortReserveKnown = null }: VolumePlan): readonly PlanProblemCode[] => [
  ...(outsideBandKnown === null ? [] : ['TARGET_OUTSIDE_BAND'] as const), ...(shortReserveKnown === null ? [] : ['RESERVE_SHORT'] as const),
]

/** What keeps a plan from being accepted, in words. */
export function planTodo(plan: NeedlePlan | null, figures: PlanEvaluation | null, series: SeriesDescription | null, problems: readonly PlanProblem[] = []): readonly string[] {
  if (blockingProblems(series).length > 0) return ['another series']
  if (plan === null) return ['target', 'entry']
  const [entry, target] = plan.kind === 'volume' ? [plan.entryLpsMm, plan.targetLpsMm] : [plan.entryPx, plan.targetPx]
  const todo = [...(target === null ? ['target'] : []), ...(entry === null ? ['entry'] : [])]
  if (plan.kind === 'projection' || todo.length > 0) return todo
  if (figures === null) return ['figures']
  const known = knownCodes(plan)
  const open = problems.filter(({ code }) => !known.includes(code)).map(({ code }) => todoWords[code])
  return [...(plan.needle === null ? ['needle'] : []), ...new Set(open)]
}
