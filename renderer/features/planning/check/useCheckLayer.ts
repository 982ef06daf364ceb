import { useMemo } from 'react'
import { useCaseDocument, useSeriesDescription, writeSeries, writeTime } from '#renderer/features/case/index.ts'
import type { ActualEnd, Blend, MarkChange, MarkLayer } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { relationOf } from '#shared/planning/scanRelation.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { planOn, structuresOn } from './checkFigures.ts'
import { blendOf, dragActual, dropActual, here, useCheck } from './checkScan.ts'
import { useComparedPlan } from './useComparedPlan.ts'

/** The plan of another scan as it stands to the one that is shown. */
export type OtherScan = {
  readonly name: string
  /** "CT PLANNING of 10:40". */
  readonly madeOn: string
  /** The time alone, where there is little room. */
  readonly madeAt: string | null
  /** It could be said that the head has not moved. */
  readonly isSameFrame: boolean
  /** Where it lies here; null while nobody has accepted or stated how the scans lie to each other. */
  readonly carried: { readonly plan: VolumePlan; readonly basis: 'registered' | 'stated' } | null
}
type CheckLayer = {
  readonly actual: MarkLayer['shown']['actual']
  readonly other: OtherScan | null
  /** What was drawn on the plan's scan, carried over with it. */
  readonly structures: readonly PlannedStructure[]
  readonly blend: Blend | null
  readonly onActual: MarkChange<ActualEnd>
}
const nothing: CheckLayer = { actual: null, other: null, structures: [], blend: null, onActual: () => undefined }

/** What a check scan's planes show beside it: its needle, the plan from the other scan, that scan itself while it is judged. */
export function useCheckLayer(series: SeriesDescription | null): CheckLayer {
  const { planning } = useCaseDocument()
  const { plan } = useComparedPlan(series)
  const check = useCheck()
  const { series: planSeries } = useSeriesDescription(plan?.seriesUid ?? null)
  const [planUid, seriesUid] = [plan?.seriesUid ?? null, series?.summary.seriesUid ?? null]
  const relation = useMemo(() => (planUid === null || seriesUid === null || planUid === seriesUid ? null : relationOf(planning.registrations, planUid, seriesUid)), [planning.registrations, planUid, seriesUid])
  const structures = useMemo(() => (relation === null ? [] : structuresOn(planning.structures.filter(each => each.seriesUid === planUid), relation)), [planning.structures, relation, planUid])
  if (series === null || plan === null || seriesUid === null) return nothing
  const [half, live] = [here(check.half, plan.planId, seriesUid), here(check.live, plan.planId, seriesUid)]
  const onActual: MarkChange<ActualEnd> = (end, point, phase) => {
    if (phase === 'done') dropActual(plan, series, end, point)
    else dragActual(plan, series, end, phase === 'live' ? point : null)
  }
  const kept = plan.actualNeedle !== null && plan.actualNeedle !== undefined && plan.actualNeedle.seriesUid === seriesUid ? { hubSide: plan.actualNeedle.hubSideLpsMm, tip: plan.actualNeedle.tipLpsMm } : null
  const other: OtherScan | null = planUid === seriesUid || series.summary.modality !== 'CT' ? null : {
    name: plan.name, ...madeOn(planSeries?.summary ?? null),
    isSameFrame: plan.frameOfReferenceUid !== null && plan.frameOfReferenceUid === series.summary.volume?.frameOfReferenceUid,
    carried: relation === null || relation.basis === 'same' ? null : { plan: planOn(plan, relation, seriesUid), basis: relation.basis },
  }
  return { actual: live ?? half ?? kept, other, structures, blend: blendOf(planSeries, seriesUid, check), onActual }
}

function madeOn(scan: SeriesDescription['summary'] | null): Pick<OtherScan, 'madeOn' | 'madeAt'> {
  if (scan === null) return { madeOn: 'another scan', madeAt: null }
  const madeAt = scan.acquiredAt === null ? null : writeTime(scan.acquiredAt)
  return { madeOn: `${writeSeries(scan)}${madeAt === null ? '' : ` of ${madeAt}`}`, madeAt }
}
