import { useCaseDocument, useSeriesDescriptions, useSession, useSideConflict } from '#renderer/features/case/index.ts'
import type { SeriesDescription, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import { basisReasons, projectionBasisOf, type ProjectionBasis } from '#shared/planning/projectionBasis.ts'
import { sideReasons, staleReasons, type StaleReason } from '#shared/planning/staleness.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

/** What puts this plan in question now. */
export function useStaleReasons(plan: NeedlePlan | null, series: readonly SeriesSummary[]): readonly StaleReason[] {
  const document = useCaseDocument()
  const { study, planning, planAccepted } = document
  const conflict = useSideConflict()
  const described = useSeriesDescriptions(plan?.kind === 'projection' ? [plan.seriesUid] : [])
  if (plan === null) return []
  const state = { side: study.side, confirmedAtIso: study.confirmedAtIso, conflict, acceptedAtIso: planAccepted?.planId === plan.planId ? planAccepted.atIso : null }
  if (plan.kind === 'volume') return staleReasons(plan, series, planning.registrations, state)
  return [...sideReasons(state), ...changedUnder(document, plan, described)]
}

/** For the rail: the accepted path lies on a run, and something has changed under it. */
export function useIsRunChanged(): boolean {
  const document = useSession(state => state.document)
  const accepted = document?.plans.find(({ planId }) => planId === document.planAccepted?.planId) ?? null
  const described = useSeriesDescriptions(accepted?.kind === 'projection' ? [accepted.seriesUid] : [])
  return document !== null && accepted !== null && changedUnder(document, accepted, described).length > 0
}

/** What a path on a run stands on now; null for one on CT, and while its series is still being read. */
export function basisNow({ study, fluoroscopy }: CaseDocument, plan: NeedlePlan, described: readonly SeriesDescription[]): ProjectionBasis | null {
  const own = described.find(({ summary }) => summary.seriesUid === plan.seriesUid)
  return plan.kind === 'projection' && own !== undefined ? projectionBasisOf(plan, own, { ...study, calibrations: fluoroscopy.calibrations }) : null
}

/** What has changed under the accepted path since; nothing of any other path. */
export function changedUnder(document: CaseDocument, plan: NeedlePlan, described: readonly SeriesDescription[]): ReturnType<typeof basisReasons> {
  const now = basisNow(document, plan, described)
  return now === null || document.planAccepted?.planId !== plan.planId ? [] : basisReasons(document.planAccepted.on, now)
}
