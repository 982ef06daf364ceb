import type { SideWord } from '#shared/dicom/identity.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from './needlePlan.ts'
import type { AcceptedRegistration } from './planningMarks.ts'
import type { BasisReason } from './projectionBasis.ts'
import { relationOf } from './scanRelation.ts'

type Said = { readonly words: string; readonly whatToDo: string }
/** Why a plan may no longer fit the patient, in words, and what settles it. */
export type StaleReason = Said & (
  | { readonly code: 'NEWER_SERIES' | 'OTHER_FRAME_OF_REFERENCE'; readonly seriesUid: string; readonly acquiredAt: string; readonly isXray: boolean }
  | { readonly code: 'ORDER_UNKNOWN'; readonly seriesUid: string; readonly acquiredAt: string | null; readonly isXray: boolean; readonly isSameFrame: boolean }
  | { readonly code: 'SIDE_CONFLICT' | 'SIDE_CHANGED' | BasisReason['code'] }
)
export type SeriesReason = Extract<StaleReason, { readonly seriesUid: string }>

/** How the case's side stands to a plan: when it was confirmed and the plan accepted, null = not; `conflict`: the side that the record says instead. */
export type SideState = { readonly side: SideWord | null; readonly confirmedAtIso: string | null; readonly acceptedAtIso: string | null; readonly conflict: SideWord | null }

type Known = Pick<SeriesSummary, 'seriesUid' | 'modality' | 'kind' | 'acquiredAt' | 'volume'>

const clock = (acquiredAt: string): string => acquiredAt.slice(11, 16)

type Other = Pick<Known, 'seriesUid' | 'modality' | 'acquiredAt'> & { readonly isXray: boolean; readonly isAnswered: boolean; readonly isSameFrame: boolean }

/**
 * A volume was acquired after the one that the plan lies on, or nobody can tell whether it was, and nobody has registered the
 * two or said that the head has not moved. The newest later scan is named; an answer about a scan also settles those before
 * it, and a still newer one asks again. What was made by X-rays, CT or cone beam, goes before what was made elsewhere.
 *
 * @units   times as the headers write them
 * @source  Acquisition Date and Time; Frame of Reference UID (0020,0052), PS3.3 C.7.4.1: the same UID does not say that the
 *          patient lay still, another one says that positions cannot be compared as they are; volumes: sopClasses.ts,
 *          isVolumeClass, as arrangeSeries.ts takes them
 */
export function newerSeriesReason(plan: Pick<VolumePlan, 'seriesUid' | 'frameOfReferenceUid'>, series: readonly Known[], registrations: readonly AcceptedRegistration[]): SeriesReason | null {
  const own = series.find(({ seriesUid }) => seriesUid === plan.seriesUid)?.acquiredAt ?? null
  const others = series.filter(({ seriesUid, kind }) => kind === 'volume' && seriesUid !== plan.seriesUid).map(({ seriesUid, modality, acquiredAt, volume }): Other => ({
    seriesUid, modality, acquiredAt, isXray: modality === 'CT' || modality === 'XA', isAnswered: relationOf(registrations, plan.seriesUid, seriesUid) !== null,
    isSameFrame: plan.frameOfReferenceUid !== null && volume?.frameOfReferenceUid === plan.frameOfReferenceUid,
  }))
  const [byXray, elsewhere] = [others.filter(({ isXray }) => isXray), others.filter(({ isXray }) => !isXray)]
  return laterReason(own, byXray) ?? orderUnknownReason(own, byXray) ?? laterReason(own, elsewhere) ?? orderUnknownReason(own, elsewhere)
}

function laterReason(own: string | null, others: readonly Other[]): SeriesReason | null {
  if (own === null) return null
  const later = others.flatMap(({ acquiredAt, ...other }) => (acquiredAt !== null && acquiredAt > own ? [{ ...other, acquiredAt }] : [])).toSorted((a, b) => (a.acquiredAt < b.acquiredAt ? 1 : -1))
  const [newest] = later
  // Of scans of the same minute and second, none stands for the other.
  if (newest === undefined || later.every(({ acquiredAt, isAnswered }) => acquiredAt !== newest.acquiredAt || isAnswered)) return null
  const { seriesUid, acquiredAt, isXray, isSameFrame } = later.find(({ isAnswered }) => !isAnswered) ?? newest
  const words = `New series at ${clock(acquiredAt)}. This plan is from before.`
  return isSameFrame
    ? { code: 'NEWER_SERIES', seriesUid, acquiredAt, isXray, words, whatToDo: 'Check the head position. Keep the plan only if the head has not moved.' }
    : { code: 'OTHER_FRAME_OF_REFERENCE', seriesUid, acquiredAt, isXray, words, whatToDo: 'It has another frame of reference, so positions cannot be compared as they are. Register the scans, or plan again on the new one.' }
}

/** Without both times the order is not known, and a scan that may be newer asks as one that is. */
function orderUnknownReason(own: string | null, others: readonly Other[]): SeriesReason | null {
  const open = others.find(({ acquiredAt, isAnswered }) => !isAnswered && (own === null || acquiredAt === null))
  if (open === undefined) return null
  const { seriesUid, acquiredAt, modality, isXray, isSameFrame } = open
  const words = `It cannot be told whether the ${modality} scan${acquiredAt === null ? '' : ` of ${clock(acquiredAt)}`} is newer: check the head’s position.`
  const why = acquiredAt === null ? 'It states no time.' : 'The scan of this plan states no time.'
  return { code: 'ORDER_UNKNOWN', seriesUid, acquiredAt, isXray, isSameFrame, words, whatToDo: isSameFrame ? `${why} Keep the plan only if the head has not moved.` : `${why} It has another frame of reference: register the scans, or plan again on the newer one.` }
}

/**
 * Whether the head's position has to be checked before a plan counts. What was made elsewhere than by X-rays cannot be
 * registered here: that is said, and settled by accepting the plan.
 *
 * @source  registration on bone needs CT numbers
 */
export const isHeadOpen = (reason: StaleReason | null): boolean => reason !== null && 'seriesUid' in reason && reason.isXray

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
