import { create } from 'zustand'
import type { ViewState } from '#shared/procedure/recordEvents.ts'
import { mountedViews } from './viewRegistry.ts'

type Pending = { readonly bySeries: Readonly<Record<string, readonly ViewState[]>> }
/** States asked for before the views of that series were there; each view takes the one that fits it. */
export const usePendingViews = create<Pending>(() => ({ bySeries: {} }))

/** The views of that series show exactly this again: at once where they are mounted, else as soon as they are. */
export function restoreView(seriesUid: string, state: ViewState): void {
  const taken = mountedViews().filter(view => view.seriesUid === seriesUid).map(view => view.restore(state))
  if (taken.includes(true)) return
  usePendingViews.setState(({ bySeries }) => ({ bySeries: { ...bySeries, [seriesUid]: [...(bySeries[seriesUid] ?? []), state] } }))
}

/** The newest state that waits for this kind of view of the series; it is then no longer waiting. */
export function takePendingView(seriesUid: string, fits: (state: ViewState) => boolean): ViewState | null {
  const waiting = usePendingViews.getState().bySeries[seriesUid] ?? []
  const state = waiting.findLast(fits)
  if (state === undefined) return null
  usePendingViews.setState(({ bySeries }) => ({ bySeries: { ...bySeries, [seriesUid]: waiting.filter(other => !fits(other)) } }))
  return state
}
