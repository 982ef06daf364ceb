import { create } from 'zustand'
import { useSession } from '#renderer/features/case/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'

/** Series of the scans that are compared; `later` null: two scans only. */
export type CtPick = { readonly before: string; readonly after: string; readonly later: string | null }
type CtLooking = {
  /** Chosen by hand; null: as proposed. */
  readonly pick: CtPick | null
  /** The joint, where somebody has said so. */
  readonly focus: { readonly seriesUid: string; readonly point: PatientPoint } | null
  readonly measuring: boolean
  /** The scans whose difference was made anew by itself: once, for a difference that cannot be made would be asked for for ever. */
  readonly askedAgain: CtPick | null
  /** Later minus earlier, to be looked at; it is made anew after a restart. */
  readonly difference: { readonly pick: CtPick; readonly volume: HuVolume; readonly thresholdHu: number } | null
  /** How much of the difference is laid over the scan. */
  readonly share: number
}
const atFirst: CtLooking = { pick: null, focus: null, measuring: false, askedAgain: null, difference: null, share: 0 }
export const useCtLooking = create<CtLooking>(() => atFirst)
useSession.subscribe((session, before) => { if (session.caseId !== before.caseId) useCtLooking.setState(atFirst) })

/** The last three scans in the order in which they were taken, or the last two: a proposal that is on the screen to be changed. */
export function proposedPick(scans: readonly SeriesSummary[]): CtPick | null {
  const [first, second, third] = scans.slice(-3)
  if (first === undefined || second === undefined) return null
  return { before: first.seriesUid, after: second.seriesUid, later: third?.seriesUid ?? null }
}

export const samePick = (a: CtPick, b: CtPick): boolean => a.before === b.before && a.after === b.after && a.later === b.later
