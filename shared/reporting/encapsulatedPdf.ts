import type { RecordState } from '#shared/procedure/recordEvents.ts'
import type { DicomContent, DicomObjectContent } from './dicomContent.ts'
import { localDateTime, patientModule, studyModule } from './commonModules.ts'

/** PS3.4 B.5 Encapsulated PDF Storage. */
export const ENCAPSULATED_PDF_SOP_CLASS = '1.2.840.10008.5.1.4.1.1.104.1'
/** After the series of key images. */
const SERIES_NUMBER = 9010

export type PaperKind = 'report' | 'before' | 'after'
const instanceNumbers: Readonly<Record<PaperKind, number>> = { report: 1, before: 2, after: 3 }

type EncapsulatedPdfInput = {
  readonly record: RecordState
  readonly kind: PaperKind
  readonly title: string
  readonly pdf: Uint8Array
  /** Whether what the document says is exactly what its last signer signed, on this computer. */
  readonly isVerified: boolean
  readonly sopInstanceUid: string
  readonly seriesUid: string
  readonly utcOffsetMinutes: number
}

/**
 * A printed document as an object of the study that it tells about. The instances that its pictures were taken from are named.
 *
 * @source PS3.3 A.45.1 Encapsulated PDF IOD; C.24.1 Encapsulated Document Series, C.24.2 Encapsulated Document; LOINC 28570-0
 */
export function buildEncapsulatedPdf({ record, kind, title, pdf, isVerified, sopInstanceUid, seriesUid, utcOffsetMinutes }: EncapsulatedPdfInput): DicomObjectContent {
  const { date, time } = localDateTime(record.updatedAtIso, utcOffsetMinutes)
  const study = record.keyImages.find((image) => image.studyUid === record.studyUid)?.study ?? null
  const sources = kind === 'report' ? sourceInstances(record) : []
  return {
    SpecificCharacterSet: 'ISO_IR 192', SOPClassUID: ENCAPSULATED_PDF_SOP_CLASS, SOPInstanceUID: sopInstanceUid,
    ...patientModule(record), ...studyModule({ studyUid: record.studyUid, study }),
    Modality: 'DOC', SeriesInstanceUID: seriesUid, SeriesNumber: SERIES_NUMBER, SeriesDescription: `Documents ${record.side} ${record.level}`,
    Manufacturer: 'Axis Guide', ConversionType: 'WSD',
    InstanceNumber: instanceNumbers[kind], ContentDate: date, ContentTime: time, AcquisitionDateTime: '', BurnedInAnnotation: 'YES',
    ...(sources.length === 0 ? {} : { SourceInstanceSequence: sources }),
    DocumentTitle: title,
    ConceptNameCodeSequence: kind === 'report' ? [{ CodeValue: '28570-0', CodingSchemeDesignator: 'LN', CodeMeaning: 'Procedure note' }] : [],
    // PS3.3 C.24.2: that a person answerable for it has attested the whole content.
    ...(kind === 'report' ? { VerificationFlag: isVerified ? 'VERIFIED' : 'UNVERIFIED' } : {}),
    MIMETypeOfEncapsulatedDocument: 'application/pdf', EncapsulatedDocument: pdf,
  }
}

function sourceInstances({ keyImages }: RecordState): readonly DicomContent[] {
  const byUid = new Map(keyImages.filter(({ removed }) => !removed).map(({ sopInstanceUid, sopClassUid }) => [sopInstanceUid, sopClassUid]))
  return [...byUid].map(([uid, sopClass]) => ({ ReferencedSOPClassUID: sopClass, ReferencedSOPInstanceUID: uid }))
}
