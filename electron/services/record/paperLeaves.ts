import { writeDicomFile } from '#electron/services/dicom/dicomWriter.ts'
import { sha256OfBytes } from '#electron/services/storage/sha256.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { endsAttested } from '#shared/procedure/recordOrder.ts'
import { buildEncapsulatedPdf, type PaperKind } from '#shared/reporting/encapsulatedPdf.ts'
import { sheetKinds } from '#shared/reporting/sheets/sheetTemplates.ts'
import type { Leaving, LeavingFile, LeavingGroup, OneExport } from './leaving.ts'
import { utcOffsetMinutes } from './localClock.ts'
import { documentSeriesUid, documentUid } from './recordUids.ts'

const baseNames: Readonly<Record<PaperKind, string>> = { report: 'procedure-record', before: 'patient-sheet-before', after: 'patient-sheet-after' }

/** The record as it is printed, as a file for people and as an object for archives. */
export const reportLeaves: Leaving = (record, _pictures, around) => printedLeave(record, ['report'], around)
/** The sheets for its patient, alike. */
export const sheetsLeave: Leaving = (record, _pictures, around) => printedLeave(record, sheetKinds, around)

async function* printedLeave(record: RecordState, kinds: readonly PaperKind[], { events, signaturesFromFile, printed }: OneExport): AsyncGenerator<LeavingGroup> {
  const isVerified = endsAttested(events, signaturesFromFile)
  for (const kind of kinds) {
    const paper = await printed(kind)
    yield { baseName: `${baseNames[kind]}-${record.side}-${record.level}`, files: [{ extension: '.pdf', kind: 'PDF', bytes: paper.pdf }, asObject(record, kind, { ...paper, isVerified })] }
  }
}

/** Named by what is in it: the same document is the same object, and one that says anything else is another. */
function asObject(record: RecordState, kind: PaperKind, { pdf, title, isVerified }: { readonly pdf: Uint8Array; readonly title: string; readonly isVerified: boolean }): LeavingFile {
  const object = buildEncapsulatedPdf({
    record, kind, title, pdf, isVerified, sopInstanceUid: documentUid(record.recordId, sha256OfBytes(pdf)), seriesUid: documentSeriesUid(record), utcOffsetMinutes: utcOffsetMinutes(record.updatedAtIso),
  })
  return { extension: '.dcm', kind: 'PDF', sopInstanceUid: object.SOPInstanceUID, bytes: writeDicomFile(object) }
}
