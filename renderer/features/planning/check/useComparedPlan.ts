import { create } from 'zustand'
import { useCaseDocument } from '#renderer/features/case/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'

const useChoice = create<{ readonly planId: string | null }>(() => ({ planId: null }))

/** The plan that a scan is compared with: the one chosen here, else the accepted, else the active, else the first. */
export function useComparedPlan(series: SeriesDescription | null): { readonly plan: VolumePlan | null; readonly choices: readonly VolumePlan[]; readonly choose: (planId: string | null) => void } {
  const { plans, activePlanId, planAccepted } = useCaseDocument()
  const chosen = useChoice(state => state.planId)
  const choices = plans.filter(plan => plan.kind === 'volume').filter(({ entryLpsMm, targetLpsMm }) => entryLpsMm !== null && targetLpsMm !== null)
  const byId = (planId: string | null | undefined): VolumePlan | undefined => choices.find(plan => plan.planId === planId)
  const plan = series === null ? null : byId(chosen) ?? byId(planAccepted?.planId) ?? byId(activePlanId) ?? choices[0] ?? null
  return { plan, choices, choose: planId => { useChoice.setState({ planId }) } }
}
