import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from './needlePlan.ts'
import type { AcceptedRegistration } from './planningMarks.ts'
import { relationOf } from './scanRelation.ts'

export type StaleReason = {
  readonly code: 'NEWER_SERIES' | 'OTHER_FRAME_OF_REFERENCE'
  readonly seriesUid: string
  readonly acquiredAt: string
}

type Known = Pick<SeriesSummary, 'seriesUid' | 'modality' | 'kind' | 'acquiredAt' | 'volume'>

/**
 * Why a plan may no longer fit the patient: a CT was acquired after the one it lies on, and nobody has registered the two or
 * said that the head has not moved. The newest such CT is named.
 *
 * @units   times as the headers write them
 * @source  Acquisition Date and Time; Frame of Reference UID (0020,0052), PS3.3 C.7.4.1: the same UID does not say that the
 *          patient lay still, another one says that positions cannot be compared as they are
 * @limits  series without an acquisition time are not judged
 */
export function staleReason(plan: Pick<VolumePlan, 'seriesUid' | 'frameOfReferenceUid'>, series: readonly Known[], registrations: readonly AcceptedRegistration[]): StaleReason | null {
  const own = series.find(({ seriesUid }) => seriesUid === plan.seriesUid)?.acquiredAt ?? null
  if (own === null) return null
  const newer = series.flatMap(({ seriesUid, modality, kind, acquiredAt, volume }) => (modality === 'CT' && kind === 'volume' && acquiredAt !== null && acquiredAt > own && relationOf(registrations, plan.seriesUid, seriesUid) === null
    ? [{ seriesUid, acquiredAt, frameOfReferenceUid: volume?.frameOfReferenceUid ?? null }] : []))
  const newest = newer.toSorted((a, b) => (a.acquiredAt < b.acquiredAt ? 1 : -1))[0]
  if (newest === undefined) return null
  const isSameFrame = newest.frameOfReferenceUid !== null && newest.frameOfReferenceUid === plan.frameOfReferenceUid
  return { code: isSameFrame ? 'NEWER_SERIES' : 'OTHER_FRAME_OF_REFERENCE', seriesUid: newest.seriesUid, acquiredAt: newest.acquiredAt }
}
