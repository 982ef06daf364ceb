import { create } from 'zustand'
import { useViewing, type ViewId } from '#renderer/viewports/index.ts'

/** What the operator looks at; kept while the app runs, never part of the record. */
type Looking = {
  readonly shownSeries: Readonly<Record<string, string>>
  /** By place: a series, or a series in one of two views. */
  readonly runs: Readonly<Record<string, number>>
  readonly frames: Readonly<Record<string, number>>
  readonly enlarged: ViewId | null
}
export const useLooking = create<Looking>(() => ({ shownSeries: {}, runs: {}, frames: {}, enlarged: null }))

export function showSeries(caseId: string, seriesUid: string): void {
  useLooking.setState(state => ({ shownSeries: { ...state.shownSeries, [caseId]: seriesUid }, enlarged: null }))
}
export const keepRun = (place: string, run: number): void => { useLooking.setState(state => ({ runs: { ...state.runs, [place]: run } })) }
export const keepFrame = (place: string, frame: number): void => { useLooking.setState(state => ({ frames: { ...state.frames, [place]: frame } })) }

export function toggleEnlarged(viewId: ViewId): void {
  useLooking.setState(state => ({ enlarged: state.enlarged === viewId ? null : viewId }))
  useViewing.getState().setActiveView(viewId)
}
