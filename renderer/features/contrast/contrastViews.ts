import { create } from 'zustand'
import type { FrameMode } from '#renderer/viewports/index.ts'

export type Slot = 'first' | 'second'
/** Which runs are looked at side by side, and how. The first keeps to AP, the second to the lateral, as the operator picks. */
type ContrastViews = {
  readonly chosen: Readonly<Record<string, string | null>>
  readonly modes: Readonly<Record<Slot, FrameMode>>
}
export const useContrastViews = create<ContrastViews>(() => ({ chosen: {}, modes: { first: 'native', second: 'native' } }))

export const chooseRun = (caseId: string, slot: Slot, seriesUid: string | null): void => {
  useContrastViews.setState(state => ({ chosen: { ...state.chosen, [`${caseId}/${slot}`]: seriesUid } }))
}
export const showMode = (slot: Slot, mode: FrameMode): void => { useContrastViews.setState(state => ({ modes: { ...state.modes, [slot]: mode } })) }
