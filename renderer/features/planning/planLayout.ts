import { create } from 'zustand'
import { useSession } from '#renderer/features/case/index.ts'
import type { ProgressViewName } from '#shared/planning/needleViews.ts'
import type { ViewState } from '#shared/procedure/recordEvents.ts'

export type PlanLayout = 'planes' | 'needle' | 'bone'
type Shown = { readonly layout: PlanLayout; /** Null: the nearer to its true view. */ readonly progress: ProgressViewName | null }
const atFirst: Shown = { layout: 'planes', progress: null }

/** How the views of the Plan stage are arranged; kept while the case is open. */
export const usePlanLayout = create<Shown>(() => atFirst)
export const showPlanLayout = (layout: PlanLayout): void => { usePlanLayout.setState({ layout }) }
export const showProgress = (progress: ProgressViewName): void => { usePlanLayout.setState({ progress }) }
useSession.subscribe((session, before) => { if (session.caseId !== before.caseId) usePlanLayout.setState(atFirst) })

/** Shows the layout in which a view is found. */
export function showLayoutOf(view: ViewState): void {
  showPlanLayout(view.kind === 'needlePlane' ? 'needle' : view.kind === 'bone' ? 'bone' : 'planes')
  if (view.kind === 'needlePlane' && (view.view === 'progressLateral' || view.view === 'progressAp')) showProgress(view.view)
}
