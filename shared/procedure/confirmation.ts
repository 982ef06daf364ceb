import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { localDay } from '#shared/localDay.ts'
import type { RecordState } from './recordEvents.ts'

type Dated = Pick<SeriesSummary, 'studyUid' | 'study' | 'acquiredAt' | 'kind' | 'importedAtIso'>

/**
 * The day of a study, YYYY-MM-DD by the clock of the machine that took it. One that goes on over midnight keeps its day.
 *
 * @source  Study Date (0008,0020), PS3.3 C.7.2.1, DA as it is now and with the dots that it had in ACR-NEMA
 */
export function studyDay({ study, acquiredAt }: Pick<Dated, 'study' | 'acquiredAt'>): string | null {
  const [, year, month, day] = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(study?.studyDate ?? '') ?? []
  return year === undefined || month === undefined || day === undefined ? acquiredAt?.slice(0, 10) ?? null : `${year}-${month}-${day}`
}

/**
 * The day of the newest study that came after patient and side were confirmed, and was made on a later day: it was not asked for
 * its side. One that lay there then was seen by whoever confirmed, however the clock of its machine is set.
 */
export function dayOfNewerStudy(confirmedAtIso: string | null, series: readonly Dated[]): string | null {
  if (confirmedAtIso === null) return null
  const images = series.filter(({ kind }) => kind !== 'document')
  const seen = new Set(images.filter(({ importedAtIso }) => importedAtIso <= confirmedAtIso).map(({ studyUid }) => studyUid))
  const days = images.flatMap((one) => (seen.has(one.studyUid) ? [] : studyDay(one) ?? []))
  return days.filter((day) => day > localDay(confirmedAtIso)).sort().at(-1) ?? null
}

/** Why what was confirmed counts no more for what comes next; null while it does, or where nothing is confirmed. */
export type ConfirmAgain = { readonly kind: 'newerStudy'; readonly day: string } | { readonly kind: 'signed' }
export function whyConfirmAgain(confirmedAtIso: string | null, series: readonly Dated[], record: Pick<RecordState, 'signature'> | null): ConfirmAgain | null {
  const day = dayOfNewerStudy(confirmedAtIso, series)
  if (day !== null) return { kind: 'newerStudy', day }
  return confirmedAtIso !== null && record !== null && record.signature !== null && record.signature.atIso > confirmedAtIso ? { kind: 'signed' } : null
}

/** An open record that was begun before the day of this study, and holds nothing of it yet: it may be of another procedure. */
export function isOfEarlierDay(record: Pick<RecordState, 'signature' | 'createdAtIso' | 'studyUid'> & { readonly keyImages: readonly Pick<RecordState['keyImages'][number], 'studyUid'>[] }, study: Pick<Dated, 'studyUid' | 'study' | 'acquiredAt'>): boolean {
  const day = studyDay(study)
  if (record.signature !== null || day === null || day <= localDay(record.createdAtIso)) return false
  return [record, ...record.keyImages].every(({ studyUid }) => studyUid !== study.studyUid)
}
