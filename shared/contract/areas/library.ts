import { z } from 'zod'
import { method } from '#shared/contract/define.ts'
import { filePath, frameIndex, text, uid, uuid } from '#shared/values.ts'
import { doseContent } from '#shared/dicom/doseReport.ts'
import { studyDose } from '#shared/dicom/doseTotals.ts'
import { seriesDescription, seriesSummary } from '#shared/dicom/seriesDescription.ts'

/** Why a path was not opened. The message says it in words, with the next step. */
export const refusalCode = z.enum([
  'NOT_FOUND', 'UNREADABLE', 'EMPTY', 'TRUNCATED', 'BROKEN_HEADER', 'ABSURD_SIZE', 'UNKNOWN_TRANSFER_SYNTAX', 'MISSING_UID',
  'BROKEN_ARCHIVE', 'BROKEN_DICOMDIR', 'CHANGED_WHILE_READING', 'CONFLICTING_UID', 'VIDEO_NOT_SUPPORTED', 'NO_PIXELS',
])
export type RefusalCode = z.infer<typeof refusalCode>

export const importReport = z.strictObject({
  instances: z.int().describe('objects now in the library from these paths, new ones only'),
  duplicates: z.int().describe('objects that were there already'),
  notDicom: z.int().describe('files that are not DICOM; counted, not listed'),
  pdfs: z.array(filePath).max(1000).describe('PDF files among those that are not DICOM, the first thousand, where they lie: a procedure record may be in one'),
  refused: z.array(z.strictObject({ path: z.string(), code: refusalCode, message: text() })),
  inPart: z.array(z.strictObject({ path: z.string(), message: text() })).describe('opened, and cut short: their last frames are missing'),
  series: z.array(z.strictObject({ seriesUid: uid })),
  cancelled: z.boolean(),
  elapsedMs: z.int(),
})
export type ImportReport = Readonly<z.infer<typeof importReport>>

export const libraryMethods = {
  'library.import': method(
    'Reads the headers of files, folders (recursive), DICOMDIRs and ZIPs into the library. Source files are never changed.',
    z.strictObject({ paths: z.array(filePath).min(1).max(100_000), storage: z.enum(['inPlace', 'copy']).default('inPlace'), jobId: uuid.optional() }),
    importReport,
    ['NOTHING_TO_IMPORT', 'NOT_PERMITTED', 'STORAGE_FAILED'],
  ),
  'library.importUploaded': method(
    'Imports what the browser has uploaded under this id, as a copy.',
    z.strictObject({ uploadId: uuid, jobId: uuid.optional() }),
    importReport,
    ['NOTHING_TO_IMPORT', 'STORAGE_FAILED', 'UNAVAILABLE'],
  ),
  'library.cancelImport': method(
    'Stops an import; what was read stays.',
    z.strictObject({ jobId: uuid }),
    z.strictObject({ stopped: z.boolean() }),
    [],
  ),
  'library.series': method(
    'All series of the library.',
    z.strictObject({ caseId: text(64).optional() }),
    z.strictObject({ series: z.array(seriesSummary) }),
    [],
  ),
  'library.describe': method(
    'All that is needed to show one series, except its pixels (stream library.frames).',
    z.strictObject({ seriesUid: uid }),
    seriesDescription,
    ['UNKNOWN_SERIES', 'UNREADABLE'],
  ),
  'library.exportFrame': method(
    'Writes the stored pixel values of one frame, decoded, little-endian, to a new file.',
    z.strictObject({ seriesUid: uid, frame: frameIndex, path: filePath }),
    z.strictObject({ rows: z.int(), columns: z.int(), samples: z.int(), bytesPerSample: z.int(), signed: z.boolean() }),
    ['UNKNOWN_SERIES', 'NO_SUCH_FRAME', 'NOT_AN_IMAGE', 'UNREADABLE', 'CANNOT_DECODE', 'WRITE_FAILED', 'NOT_PERMITTED'],
  ),
  'library.doseReports': method(
    'What the radiation dose reports of a case say, each with the object it comes from, and the dose of each study added up where that can be done.',
    z.strictObject({ caseId: text(64) }),
    z.strictObject({
      reports: z.array(z.strictObject({ studyUid: uid, seriesUid: uid, sopInstanceUid: uid, content: doseContent })),
      unreadable: z.array(z.strictObject({ seriesUid: uid, sopInstanceUid: uid, code: z.enum(['BROKEN_REPORT', 'UNEXPECTED_UNIT', 'UNREADABLE']), message: text() })),
      studies: z.array(studyDose),
    }),
    [],
  ),
} as const
