import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { needleOuterRadiusMm } from '#shared/planning/needleGauge.ts'
import type { ProjectionPlan, VolumePlan } from '#shared/planning/needlePlan.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

type Plans = Pick<CaseDocument, 'plans' | 'activePlanId' | 'planAccepted'>

/** The path planned on a run: the active one where it is of this run, else the first that is complete, else any. */
export function planOn({ plans, activePlanId }: Plans, series: SeriesDescription, run: number): ProjectionPlan | null {
  const part = series.runs[run]
  const own = plans.flatMap((plan) => (plan.kind === 'projection' && plan.seriesUid === series.summary.seriesUid && series.frames[plan.frame]?.image === part?.image ? [plan] : []))
  return own.find(({ planId }) => planId === activePlanId) ?? own.find(({ entryPx, targetPx }) => entryPx !== null && targetPx !== null) ?? own[0] ?? null
}

/** The path on CT that a needle is compared with: accepted, else active, else the only one. */
export function ctPlanOf({ plans, activePlanId, planAccepted }: Plans): VolumePlan | null {
  const volume = plans.flatMap((plan) => (plan.kind === 'volume' ? [plan] : []))
  const [only] = volume
  return volume.find(({ planId }) => planId === planAccepted?.planId) ?? volume.find(({ planId }) => planId === activePlanId) ?? (volume.length === 1 ? only ?? null : null)
}

/** How thick the needle is: as chosen for the path on this run, else for the path on CT; null where none is chosen. */
export function outerDiameterOn(document: Plans, series: SeriesDescription, run: number): number | null {
  const gauge = planOn(document, series, run)?.needle?.gauge ?? ctPlanOf(document)?.needle?.gauge ?? null
  const radius = gauge === null ? null : needleOuterRadiusMm(gauge)
  return radius === null ? null : radius * 2
}
