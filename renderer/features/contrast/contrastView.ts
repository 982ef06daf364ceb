import { create } from 'zustand'
import { useLooking, keepFrame, keepRun } from '#renderer/features/fluoroscopy/index.ts'
import type { FrameMode } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'

export type Slot = 'first' | 'second'
/** One run of a series. */
export type RunChoice = { readonly seriesUid: string; readonly run: number }

/** What the two views of the stage show; looking only, nothing of it is saved. */
type ContrastView = {
  readonly active: Slot
  readonly series: Readonly<Record<Slot, string | null>>
  readonly modes: Readonly<Record<Slot, FrameMode>>
}
export const useContrastView = create<ContrastView>(() => ({ active: 'first', series: { first: null, second: null }, modes: { first: 'native', second: 'native' } }))

export const viewIdOf = (slot: Slot): string => `contrast-${slot}`
export const setActiveSlot = (active: Slot): void => { useContrastView.setState({ active }) }
export const showMode = (slot: Slot, mode: FrameMode): void => { useContrastView.setState(({ modes }) => ({ modes: { ...modes, [slot]: mode } })) }
export const showInSlot = (slot: Slot, seriesUid: string): void => {
  useContrastView.setState(({ series, modes }) => ({ series: { ...series, [slot]: seriesUid }, modes: { ...modes, [slot]: 'native' } }))
}

/** Which run of the series in the active view is looked at, and which frame of it. */
export function useActiveRun(): { readonly choice: RunChoice | null; readonly frame: number } {
  const seriesUid = useContrastView((state) => state.series[state.active])
  const run = useLooking((state) => state.runs[seriesUid ?? ''] ?? 0)
  const frame = useLooking((state) => state.frames[seriesUid ?? ''] ?? 0)
  return { choice: seriesUid === null ? null : { seriesUid, run }, frame }
}

/** Brings a frame of a series into the first view, in the mode in which it was seen. */
export function showFrame(series: SeriesDescription, frame: number, mode: FrameMode): void {
  const { seriesUid } = series.summary
  const run = series.runs.findIndex((one) => frame >= one.firstFrame && frame < one.firstFrame + one.frames)
  if (run !== -1) keepRun(seriesUid, run)
  keepFrame(seriesUid, frame)
  setActiveSlot('first')
  showInSlot('first', seriesUid)
  showMode('first', mode)
}
