import type { SideWord } from '#shared/dicom/identity.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from './needlePlan.ts'
import type { AcceptedRegistration } from './planningMarks.ts'
import type { BasisReason } from './projectionBasis.ts'
import { relationOf } from './scanRelation.ts'

type Said = { readonly words: string; readonly whatToDo: string }
/** Why a plan may no longer fit the patient, in words, and what settles it. */
export type StaleReason = Said & (
  | { readonly code: 'NEWER_SERIES' | 'OTHER_FRAME_OF_REFERENCE'; readonly seriesUid: string; readonly acquiredAt: string }
  | { readonly code: 'SIDE_CONFLICT' | 'SIDE_CHANGED' | BasisReason['code'] }
)
export type SeriesReason = Extract<StaleReason, { readonly seriesUid: string }>

/** How the case's side stands to a plan: when it was confirmed and the plan accepted, null = not; `conflict`: the side that the record says instead. */
export type SideState = { readonly side: SideWord | null; readonly confirmedAtIso: string | null; readonly acceptedAtIso: string | null; readonly conflict: SideWord | null }

type Known = Pick<SeriesSummary, 'seriesUid' | 'modality' | 'kind' | 'acquiredAt' | 'volume'>

const clock = (acquiredAt: string): string => acquiredAt.slice(11, 16)

/**
 * A CT was acquired after the one that the plan lies on, and nobody has registered the two or said that the head has not
 * moved. The newest such CT is named; an answer about a scan also settles those before it, and a still newer one asks again.
 *
 * @units   times as the headers write them
 * @source  Acquisition Date and Time; Frame of Reference UID (0020,0052), PS3.3 C.7.4.1: the same UID does not say that the
 *          patient lay still, another one says that positions cannot be compared as they are
 * @limits  series without an acquisition time are not judged
 */
export function newerSeriesReason(plan: Pick<VolumePlan, 'seriesUid' | 'frameOfReferenceUid'>, series: readonly Known[], registrations: readonly AcceptedRegistration[]): SeriesReason | null {
  const own = series.find(({ seriesUid }) => seriesUid === plan.seriesUid)?.acquiredAt ?? null
  if (own === null) return null
  const later = series.flatMap(({ seriesUid, modality, kind, acquiredAt, volume }) => (modality === 'CT' && kind === 'volume' && acquiredAt !== null && acquiredAt > own
    ? [{ seriesUid, acquiredAt, frameOfReferenceUid: volume?.frameOfReferenceUid ?? null, isAnswered: relationOf(registrations, plan.seriesUid, seriesUid) !== null }] : []))
    .toSorted((a, b) => (a.acquiredAt < b.acquiredAt ? 1 : -1))
  const [newest] = later
  // Of scans of the same minute and second, none stands for the other.
  if (newest === undefined || later.every(({ acquiredAt, isAnswered }) => acquiredAt !== newest.acquiredAt || isAnswered)) return null
  const open = later.find(({ isAnswered }) => !isAnswered) ?? newest
  const isSameFrame = open.frameOfReferenceUid !== null && open.frameOfReferenceUid === plan.frameOfReferenceUid
  const words = `New series at ${clock(open.acquiredAt)}. This plan is from before.`
  const { seriesUid, acquiredAt } = open
  return isSameFrame
    ? { code: 'NEWER_SERIES', seriesUid, acquiredAt, words, whatToDo: 'Check the head position. Keep the plan only if the head has not moved.' }
    : { code: 'OTHER_FRAME_OF_REFERENCE', seriesUid, acquiredAt, words, whatToDo: 'It has another frame of reference, so positions cannot be compared as they are. Register the scans, or plan again on the new one.' }
}

/**
 * Everything that puts a plan in question, what stops the work first.
 *
 * @source  ui/spec: stale plans; the side is judged by the last confirmation against the acceptance of the plan
 * @limits  a side changed before any plan was accepted puts nothing in question: the plan is checked against it when accepted
 */
export function staleReasons(plan: Pick<VolumePlan, 'seriesUid' | 'frameOfReferenceUid'>, series: readonly Known[], registrations: readonly AcceptedRegistration[], { side, confirmedAtIso, acceptedAtIso, conflict }: SideState): readonly StaleReason[] {
  const newer = newerSeriesReason(plan, series, registrations)
  return [...sideReasons({ side, confirmedAtIso, acceptedAtIso, conflict }), ...(newer === null ? [] : [newer])]
}

/**
 * What puts the side of a plan in question, on CT and on a run.
 *
 * @source  ui/spec: stale plans; the last confirmation against the acceptance of the plan
 */
export function sideReasons({ side, confirmedAtIso, acceptedAtIso, conflict }: SideState): readonly StaleReason[] {
  const isFromBefore = acceptedAtIso !== null && (confirmedAtIso === null || acceptedAtIso < confirmedAtIso)
  return [
    ...(conflict === null ? [] : [{ code: 'SIDE_CONFLICT', words: `The record says ${conflict}, this case says ${side ?? 'no side'}.`, whatToDo: 'Check with the patient, then confirm the side again.' } as const]),
    ...(conflict === null && isFromBefore ? [{ code: 'SIDE_CHANGED', words: `The side was ${confirmedAtIso === null ? 'opened' : `confirmed as ${side ?? 'no side'}`} again after this plan was accepted.`, whatToDo: `Check that the path lies on the ${side ?? 'confirmed'} side, then accept it again.` } as const] : []),
  ]
}
