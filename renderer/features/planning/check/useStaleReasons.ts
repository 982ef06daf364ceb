import { useCaseDocument, useSideConflict } from '#renderer/features/case/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { staleReasons, type StaleReason } from '#shared/planning/staleness.ts'

/** What puts this plan in question now. */
export function useStaleReasons(plan: VolumePlan | null, series: readonly SeriesSummary[]): readonly StaleReason[] {
  const { study, planning, planAccepted } = useCaseDocument()
  const conflict = useSideConflict()
  if (plan === null) return []
  return staleReasons(plan, series, planning.registrations, {
    side: study.side, confirmedAtIso: study.confirmedAtIso, conflict,
    acceptedAtIso: planAccepted?.planId === plan.planId ? planAccepted.atIso : null,
  })
}
