import { sha256OfBytes } from '#electron/services/storage/sha256.ts'
import type { KeyImage, RecordState } from '#shared/procedure/recordEvents.ts'
import { uuidToUid } from '#shared/reporting/uuidUid.ts'

/** The UID of something that a record gives rise to: the same each time, made from what it is named by, as PS3.5 B.2 allows. */
export const uidOfName = (name: string): string => uuidToUid(uuidOfName(name))

/** The same as a UUID. */
export function uuidOfName(name: string): string {
  const hash = sha256OfBytes(new TextEncoder().encode(name))
  // RFC 9562, 5.8: version 8 (free content) in the 13th digit, the variant in the 17th.
  return [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-')
}

type OfSeries = Pick<KeyImage, 'side' | 'studyUid'>

/** The series of a record's captures of one side; a series belongs to one study. */
export const captureSeriesUid = (record: RecordState, { side, studyUid }: OfSeries): string => uidOfName(`${record.recordId}/${side ?? ''}${ofStudy(record, studyUid)}`)
/** The same of its presentation states. */
export const stateSeriesUid = (record: RecordState, { side, studyUid }: OfSeries): string => uidOfName(`${record.recordId}/states/${side ?? ''}${ofStudy(record, studyUid)}`)
export const stateUid = ({ keyImageId }: KeyImage): string => uidOfName(`${keyImageId}/state`)
export const selectionSeriesUid = (record: RecordState, studyUid: string): string => uidOfName(`${record.recordId}/selection${ofStudy(record, studyUid)}`)

const ofStudy = (record: RecordState, studyUid: string): string => (studyUid === record.studyUid ? '' : `/${studyUid}`)
/** A report of a record as it stood after one event, by that event's hash. */
export const reportUid = (recordId: string, eventHash: string): string => uidOfName(`${recordId}/SR/${eventHash}`)

/** The series of a record's structured reports. */
export const reportSeriesUid = (recordId: string): string => uidOfName(`${recordId}/SR`)

/** The series of a record's printed documents, and one of them: named by what is in it. */
export const documentSeriesUid = ({ recordId }: Pick<RecordState, 'recordId'>): string => uidOfName(`${recordId}/documents`)
export const documentUid = (recordId: string, contentSha256: string): string => uidOfName(`${recordId}/document/${contentSha256}`)
