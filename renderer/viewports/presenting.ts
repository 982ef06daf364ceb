import { create } from 'zustand'
import type { Presented } from '#shared/presentation/presentOn.ts'
import type { FrameMode } from './viewProps.ts'

/** A stored presentation state that the views of a series show. */
export type AppliedState = {
  /** Another one each time: a view takes a state once, and the operator may then change what he sees. */
  readonly serial: number
  readonly seriesUid: string
  readonly stateUid: string
  /** Frame of the series, from 0, with which it is shown first. */
  readonly frame: number
  readonly mode: FrameMode
  /** What it makes of a frame of the series; null for one that it is not about. */
  readonly present: (frame: number) => Presented | null
}
/** A state that there is for a series, as menus name it. */
export type OfferedState = { readonly stateUid: string; readonly words: string; readonly onApply: () => void }

type Presenting = { readonly offered: Readonly<Record<string, readonly OfferedState[]>>; readonly applied: Readonly<Record<string, AppliedState>> }
export const usePresenting = create<Presenting>(() => ({ offered: {}, applied: {} }))

export const offerStates = (offered: Presenting['offered']): void => { usePresenting.setState({ offered }) }

let serial = 0
export function applyState(state: Omit<AppliedState, 'serial'>): void {
  serial += 1
  const made = { ...state, serial }
  usePresenting.setState(({ applied }) => ({ applied: { ...applied, [state.seriesUid]: made } }))
}
export function leaveState(seriesUid: string): void {
  usePresenting.setState(({ applied: { [seriesUid]: left, ...applied } }) => (left === undefined ? {} : { applied }))
}
export const leaveAllStates = (): void => { usePresenting.setState({ offered: {}, applied: {} }) }

/** What a view has to do with the state of its series: `take` it once, as soon as it can, and draw it from then on. */
export type PresentedFollower = { now(): AppliedState | null; tryAgain(): void; close(): void }
export function followState(seriesUid: string, take: (state: AppliedState) => boolean, requestPaint: () => void): PresentedFollower {
  let taken = 0
  const now = (): AppliedState | null => usePresenting.getState().applied[seriesUid] ?? null
  const tryAgain = (): void => {
    const state = now()
    if (state !== null && state.serial !== taken && take(state)) taken = state.serial
  }
  const close = usePresenting.subscribe((next, before) => {
    if (next.applied[seriesUid] === before.applied[seriesUid]) return
    tryAgain()
    requestPaint()
  })
  return { now, tryAgain, close }
}
