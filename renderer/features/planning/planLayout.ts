import { create } from 'zustand'
import { useSession } from '#renderer/features/case/index.ts'
import type { NeedleViewName, ProgressViewName } from '#shared/planning/needleViews.ts'

export type PlanLayout = 'planes' | 'needle' | 'bone'
type Shown = { readonly layout: PlanLayout; readonly progress: ProgressViewName }
const atFirst: Shown = { layout: 'planes', progress: 'progressLateral' }

/** How the views of the Plan stage are arranged; kept while the case is open. */
export const usePlanLayout = create<Shown>(() => atFirst)
export const showPlanLayout = (layout: PlanLayout): void => { usePlanLayout.setState({ layout }) }
export const showProgress = (progress: ProgressViewName): void => { usePlanLayout.setState({ progress }) }
useSession.subscribe((session, before) => { if (session.caseId !== before.caseId) usePlanLayout.setState(atFirst) })

/** Shows the layout in which a view is found. */
export function showLayoutOf(view: NeedleViewName | null): void {
  showPlanLayout(view === null ? 'planes' : 'needle')
  if (view === 'progressLateral' || view === 'progressAp') showProgress(view)
}
