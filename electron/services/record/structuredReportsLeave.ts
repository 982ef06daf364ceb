import { writeDicomFile } from '#electron/services/dicom/dicomWriter.ts'
import type { RecordEvent } from '#shared/procedure/recordEvents.ts'
import { endsAttested, isSignature } from '#shared/procedure/recordOrder.ts'
import { reduceRecord } from '#shared/procedure/recordReducer.ts'
import type { FiledObject } from '#shared/reporting/structuredReport/evidence.ts'
import { personsOf } from '#shared/reporting/structuredReport/reportInput.ts'
import { buildStructuredReport } from '#shared/reporting/structuredReport/structuredReport.ts'
import type { Leaving } from './leaving.ts'
import { reportSeriesUid, reportUid, uidOfName } from './recordUids.ts'

/**
 * The record as structured reports: one of it as it stands, and, once it is signed, one of what was signed, of each further
 * signature and of each addendum, every one naming the report before it. An object that was written once is never another
 * one: its UID stands for the last event that it holds, and for the signatures that nobody gave here, so that the same report
 * leaves as the same bytes each time.
 */
export const structuredReportsLeave: Leaving = function* (_record, _pictures, { events, signaturesFromFile }) {
  let predecessor: FiledObject | null = null
  for (const stop of stopsOf(events)) {
    const told = events.slice(0, stop.seq + 1)
    const record = reduceRecord(told)
    if (record === null) continue
    const unchecked = signaturesFromFile.filter((seq) => seq <= stop.seq)
    const report = buildStructuredReport({
      record, signaturesFromFile, persons: personsOf(told), deriveUid: uidOfName, predecessor,
      sopInstanceUid: reportUid(record.recordId, [stop.hash, ...unchecked].join('/')), seriesUid: reportSeriesUid(record.recordId), number: stop.seq + 1,
      isVerified: endsAttested(told, signaturesFromFile),
      utcOffsetMinutes: -new Date(record.updatedAtIso).getTimezoneOffset(),
    })
    if (report === null) continue
    if (record.signature !== null) predecessor = { studyUid: record.studyUid, seriesUid: reportSeriesUid(record.recordId), sopClassUid: report.SOPClassUID, sopInstanceUid: report.SOPInstanceUID }
    yield {
      baseName: `structured-report-${String(stop.seq + 1)}-${record.side}-${record.level}`,
      files: [{ extension: '.dcm', kind: 'SR', sopInstanceUid: report.SOPInstanceUID, bytes: writeDicomFile(report) }],
    }
  }
}

/** Where a report ends: at every signature and addendum, and at the last event. */
const stopsOf = (events: readonly RecordEvent[]): readonly RecordEvent[] => events.filter((event, at) => isSignature(event) || event.body.kind === 'addendumWritten' || at === events.length - 1)
