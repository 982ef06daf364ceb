import { create } from 'zustand'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { useViewing, type ViewId } from '#renderer/viewports/index.ts'

/** What the operator looks at; kept while the app runs, never part of the record. */
type Looking = {
  readonly shownSeries: Readonly<Record<string, string>>
  /** By place: a series, or a series in one of two views. */
  readonly runs: Readonly<Record<string, number>>
  /** Where a run was left; one that was never left plays by itself when it is opened. */
  readonly frames: Readonly<Record<string, number>>
  readonly enlarged: ViewId | null
}
export const useLooking = create<Looking>(() => ({ shownSeries: {}, runs: {}, frames: {}, enlarged: null }))

export function showSeries(caseId: string, seriesUid: string): void {
  useLooking.setState(state => ({ shownSeries: { ...state.shownSeries, [caseId]: seriesUid }, enlarged: null }))
}
export const keepRun = (place: string, run: number): void => { useLooking.setState(state => ({ runs: { ...state.runs, [place]: run } })) }
export const keepFrame = (place: string, frame: number): void => {
  if (useLooking.getState().frames[place] !== frame) useLooking.setState(state => ({ frames: { ...state.frames, [place]: frame } }))
}

/** Which run of a series a frame lies in; null = it is not in the series. */
export function runOfFrame({ runs }: SeriesDescription, frame: number): number | null {
  const at = runs.findIndex(({ firstFrame, frames }) => frame >= firstFrame && frame < firstFrame + frames)
  return at === -1 ? null : at
}

/** This frame is to be seen at that place, standing still. */
export function lookAtFrame(place: string, series: SeriesDescription, frame: number): void {
  const run = runOfFrame(series, frame)
  if (run === null) return
  keepRun(place, run)
  keepFrame(place, frame)
}

export function toggleEnlarged(viewId: ViewId): void {
  useLooking.setState(state => ({ enlarged: state.enlarged === viewId ? null : viewId }))
  useViewing.getState().setActiveView(viewId)
}
