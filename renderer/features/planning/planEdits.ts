import { create } from 'zustand'
import { editCase, useSession } from '#renderer/features/case/index.ts'
import type { PlanChange } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

/** The plan under the pointer while it is dragged: shown, not yet saved. */
export const useLivePlan = create<{ readonly plan: NeedlePlan | null }>(() => ({ plan: null }))
// It goes with its case: over another one it would be another patient's.
useSession.subscribe(({ caseId }, before) => { if (caseId !== before.caseId) useLivePlan.setState({ plan: null }) })

/** A change of an accepted plan takes the acceptance back. */
const acceptanceAfter = (document: CaseDocument, planId: string): CaseDocument['planAccepted'] => (document.planAccepted?.planId === planId ? null : document.planAccepted)

const pathOf = (plan: NeedlePlan): string => JSON.stringify(plan.kind === 'volume' ? [plan.entryLpsMm, plan.targetLpsMm, plan.needle] : [])

/** What was acknowledged was this path beside these structures; another path is another question. */
function withoutOldAcknowledgements(plan: NeedlePlan, known: NeedlePlan | undefined): NeedlePlan {
  return plan.kind === 'projection' || known === undefined || pathOf(known) === pathOf(plan) ? plan : { ...plan, acknowledgedCautions: [], outsideBandKnown: null, shortReserveKnown: null }
}

export function withPlan(document: CaseDocument, changed: NeedlePlan): CaseDocument {
  const known = document.plans.find(each => each.planId === changed.planId)
  const plan = withoutOldAcknowledgements(changed, known)
  const plans = known === undefined ? [...document.plans, plan] : document.plans.map(each => (each.planId === plan.planId ? plan : each))
  return { ...document, plans, activePlanId: plan.planId, planAccepted: acceptanceAfter(document, plan.planId) }
}

export function withoutPlan(document: CaseDocument, planId: string): CaseDocument {
  const plans = document.plans.filter(plan => plan.planId !== planId)
  return { ...document, plans, activePlanId: document.activePlanId === planId ? plans[0]?.planId ?? null : document.activePlanId, planAccepted: acceptanceAfter(document, planId) }
}

export const changePlan: PlanChange = (plan, step, phase) => {
  // A cancelled drag sends the plan as it was saved: it must not lie over what undo brings later.
  const saved = useSession.getState().document?.plans.find(each => each.planId === plan.planId)
  useLivePlan.setState({ plan: JSON.stringify(saved) === JSON.stringify(plan) ? null : plan })
  if (phase === 'live') return
  void editCase(step, document => withPlan(document, plan))
  useLivePlan.setState({ plan: null })
}

export const choosePlan = (planId: string): void => { void editCase('path chosen', document => ({ ...document, activePlanId: planId })) }
export const deletePlan = (plan: NeedlePlan): void => { void editCase(`${plan.name} deleted`, document => withoutPlan(document, plan.planId)) }

type Amendment = Partial<Pick<NeedlePlan, 'name' | 'colour' | 'needle'>>

/** What a path is called, how it looks or which needle it takes; its points stay as they are saved. */
export function withAmended(document: CaseDocument, planId: string, change: Amendment): CaseDocument {
  const plan = document.plans.find(each => each.planId === planId)
  return plan === undefined ? document : withPlan(document, { ...plan, ...change })
}

export const amendPlan = (planId: string, step: string, change: Amendment): void => { void editCase(step, document => withAmended(document, planId, change)) }

/** Saved plans with the one that is being dragged in place of its saved self. */
export function shownPlans(document: CaseDocument, live: NeedlePlan | null): readonly NeedlePlan[] {
  return live === null ? document.plans : withPlan(document, live).plans
}

export const planColours = ['#5AD8FF', '#FFD166', '#7CE38B', '#FF9BD2', '#C8A8FF', '#FFA66B'] as const

export function addPlan(series: SeriesDescription, frame: number, plans: readonly NeedlePlan[]): NeedlePlan {
  const letter = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find(each => !plans.some(plan => plan.name === `Path ${each}`))
  const common = {
    planId: crypto.randomUUID(), name: letter === undefined ? `Path ${String(plans.length + 1)}` : `Path ${letter}`,
    colour: planColours[plans.length % planColours.length] ?? planColours[0], seriesUid: series.summary.seriesUid, needle: null,
  }
  const { volume } = series.summary
  return series.summary.kind === 'volume' && volume !== null
    ? { kind: 'volume', ...common, frameOfReferenceUid: volume.frameOfReferenceUid, entryLpsMm: null, targetLpsMm: null }
    : { kind: 'projection', ...common, frame, entryPx: null, targetPx: null }
}
