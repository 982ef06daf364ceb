import { create } from 'zustand'
import { useSession } from '#renderer/features/case/index.ts'
import type { ImagePoint } from '#renderer/viewports/index.ts'
import type { PairSlot } from '#shared/projection/twoViews.ts'
import type { PairedPoint, RunPlace } from '#shared/projection/viewPair.ts'

export type PointRole = PairedPoint['role']
export type ChosenViews = Readonly<Record<PairSlot, RunPlace | null>>
/** Under the hand, not yet saved. */
export type HeldMark =
  | { readonly kind: 'point'; readonly pairId: string; readonly pointId: string; readonly slot: PairSlot; readonly at: ImagePoint }
  | { readonly kind: 'newPoint'; readonly pairId: string; readonly role: PointRole; readonly slot: PairSlot; readonly frame: number; readonly at: ImagePoint }
  | { readonly kind: 'needle'; readonly seriesUid: string; readonly frame: number; readonly end: 'hub' | 'tip'; readonly at: ImagePoint }

type PairState = {
  /** What the two views show; null until something was chosen: then what is proposed. */
  readonly chosen: ChosenViews | null
  readonly active: PairSlot
  /** What the next click with the Pair tool marks. */
  readonly role: PointRole
  readonly held: HeldMark | null
}
const atFirst: PairState = { chosen: null, active: 'first', role: 'target', held: null }

export const usePairState = create<PairState>(() => atFirst)
useSession.subscribe((session, before) => { if (session.caseId !== before.caseId) usePairState.setState(atFirst) })

export const viewIdOf = (slot: PairSlot): string => `pair-${slot}`
export const placeKeyOf = (slot: PairSlot, seriesUid: string): string => `pair-${slot}/${seriesUid}`
export const isSameRun = (a: RunPlace | null, b: RunPlace | null): boolean => a !== null && b !== null && a.seriesUid === b.seriesUid && a.run === b.run
