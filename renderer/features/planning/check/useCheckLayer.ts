import { useCaseDocument, useSeriesDescription } from '#renderer/features/case/index.ts'
import type { ActualEnd, Blend, MarkChange, MarkLayer } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { relationOf } from '#shared/planning/scanRelation.ts'
import { planOn } from './checkFigures.ts'
import { blendOf, dragActual, dropActual, here, useCheck } from './checkScan.ts'
import { useComparedPlan } from './useComparedPlan.ts'

/** What a check scan's planes show beside it: its needle, the plan from the other scan, that scan itself while it is judged. */
export function useCheckLayer(series: SeriesDescription | null): { readonly actual: MarkLayer['shown']['actual']; readonly ghosts: readonly VolumePlan[]; readonly blend: Blend | null; readonly onActual: MarkChange<ActualEnd> } {
  const { planning } = useCaseDocument()
  const { plan } = useComparedPlan(series)
  const check = useCheck()
  const { series: planSeries } = useSeriesDescription(plan?.seriesUid ?? null)
  if (series === null || plan === null) return { actual: null, ghosts: [], blend: null, onActual: () => undefined }
  const { seriesUid } = series.summary
  const relation = plan.seriesUid === seriesUid ? null : relationOf(planning.registrations, plan.seriesUid, seriesUid)
  const [half, live] = [here(check.half, plan.planId, seriesUid), here(check.live, plan.planId, seriesUid)]
  const onActual: MarkChange<ActualEnd> = (end, point, phase) => {
    if (phase === 'done') dropActual(plan, seriesUid, end, point)
    else dragActual(plan, seriesUid, end, phase === 'live' ? point : null)
  }
  const kept = plan.actualNeedle !== null && plan.actualNeedle !== undefined && plan.actualNeedle.seriesUid === seriesUid ? { hubSide: plan.actualNeedle.hubSideLpsMm, tip: plan.actualNeedle.tipLpsMm } : null
  return { actual: live ?? half ?? kept, ghosts: relation === null ? [] : [planOn(plan, relation, seriesUid)], blend: blendOf(planSeries, seriesUid, check), onActual }
}
