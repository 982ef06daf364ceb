import { create } from 'zustand'

export type PlanLayout = 'planes' | 'needle' | 'bone'

/** How the views of the Plan stage are arranged; kept until the operator chooses another. */
export const usePlanLayout = create<{ readonly layout: PlanLayout }>(() => ({ layout: 'planes' }))
export const showPlanLayout = (layout: PlanLayout): void => { usePlanLayout.setState({ layout }) }
