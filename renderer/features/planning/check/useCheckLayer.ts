import { useCaseDocument, useSeriesDescription } from '#renderer/features/case/index.ts'
import type { Blend, MarkLayer } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { relationOf } from '#shared/planning/scanRelation.ts'
import { blendOf, planOn, useCheck } from './checkScan.ts'
import { useComparedPlan } from './useComparedPlan.ts'

/** What a check scan's planes show beside it: its needle, the plan from the other scan, that scan itself while it is judged. */
export function useCheckLayer(series: SeriesDescription | null): { readonly actual: MarkLayer['shown']['actual']; readonly ghosts: readonly VolumePlan[]; readonly blend: Blend | null } {
  const { planning } = useCaseDocument()
  const { plan } = useComparedPlan(series)
  const check = useCheck()
  const { series: planSeries } = useSeriesDescription(plan?.seriesUid ?? null)
  if (series === null || plan === null) return { actual: null, ghosts: [], blend: null }
  const { seriesUid } = series.summary
  const relation = plan.seriesUid === seriesUid ? null : relationOf(planning.registrations, plan.seriesUid, seriesUid)
  const half = check.half !== null && check.half.planId === plan.planId && check.half.seriesUid === seriesUid ? check.half : null
  const kept = plan.actualNeedle !== null && plan.actualNeedle !== undefined && plan.actualNeedle.seriesUid === seriesUid ? { hubSide: plan.actualNeedle.hubSideLpsMm, tip: plan.actualNeedle.tipLpsMm } : null
  return { actual: half ?? kept, ghosts: relation === null ? [] : [planOn(plan, relation, seriesUid)], blend: blendOf(planSeries, seriesUid, check) }
}
