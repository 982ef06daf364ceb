import { create } from 'zustand'
import type { FrameMode } from '#renderer/viewports/index.ts'

export type Slot = 'first' | 'second'
export type Run = { readonly seriesUid: string; readonly run: number }

/** What the two views of the stage show; looking only, nothing of it is saved. */
export type ContrastView = {
  readonly active: Slot
  readonly runs: Readonly<Record<Slot, Run | null>>
  readonly modes: Readonly<Record<Slot, FrameMode>>
  /** The frame each view shows, of its series from 0. */
  readonly frames: Readonly<Record<Slot, number>>
  setActive(slot: Slot): void
  setRun(slot: Slot, run: Run | null): void
  setMode(slot: Slot, mode: FrameMode): void
  setFrame(slot: Slot, frame: number): void
  /** A frame to go to as soon as its series is shown in the first view. */
  readonly asked: { readonly seriesUid: string; readonly frame: number } | null
  askFor(place: { readonly seriesUid: string; readonly frame: number } | null): void
}

export const viewIdOf = (slot: Slot): string => `contrast-${slot}`

export const useContrastView = create<ContrastView>((set) => ({
  active: 'first',
  runs: { first: null, second: null },
  modes: { first: 'native', second: 'native' },
  frames: { first: 0, second: 0 },
  asked: null,
  askFor: (asked) => { set({ asked }) },
  setActive: (active) => { set({ active }) },
  setRun: (slot, run) => { set((state) => ({ runs: { ...state.runs, [slot]: run }, modes: { ...state.modes, [slot]: 'native' } })) },
  setMode: (slot, mode) => { set((state) => ({ modes: { ...state.modes, [slot]: mode } })) },
  setFrame: (slot, frame) => { set((state) => ({ frames: { ...state.frames, [slot]: frame } })) },
}))
