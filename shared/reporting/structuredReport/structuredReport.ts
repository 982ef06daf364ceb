import { isSameConcept, type ContentItem } from '#shared/dicom/contentItem.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import type { DicomContent, DicomObjectContent } from '../dicomContent.ts'
import { dicomLine, localDateTime, patientModule, studyModule } from '../commonModules.ts'
import { reportCodes } from './codes.ts'
import { contentItemContent } from './contentItemContent.ts'
import { evidenceContent, hierarchyOf, type FiledObject } from './evidence.ts'
import { asPersonName, utcDateTime } from './measurementGroup.ts'
import { measurementReport } from './measurementReport.ts'
import { PRIVATE_SCHEME } from './privateCodes.ts'
import type { ReportInput } from './reportInput.ts'

/** PS3.4 B.5: Comprehensive 3D SR holds points in space, Comprehensive SR is what more archives can read. */
export const COMPREHENSIVE_3D_SR = '1.2.840.10008.5.1.4.1.1.88.34'
export const COMPREHENSIVE_SR = '1.2.840.10008.5.1.4.1.1.88.33'
/** High enough not to meet the numbers of a scanner's own series, nor that of the captures. */
const SERIES_NUMBER = 9010

export type StructuredReportInput = ReportInput & {
  readonly sopInstanceUid: string
  readonly seriesUid: string
  /** Position among the reports of the record. */
  readonly number: number
  /** Whether what this report says is exactly what its signers signed. */
  readonly isVerified: boolean
  /** Of signatures that came with a file: who gave them is not known here. */
  readonly signaturesFromFile: readonly number[]
  /** The report that this one follows, where one was signed before it. */
  readonly predecessor: FiledObject | null
  /** Minutes that local time is ahead of UTC where the record was last written. */
  readonly utcOffsetMinutes: number
}

/**
 * A record as a structured report in the study of its images; null where nothing of it was measured, planned, decided or kept
 * as an image. The same record gives the same bytes: nothing of the clock, the machine or the version goes in.
 *
 * @source PS3.3 A.35.13 Comprehensive 3D SR IOD, A.35.3 Comprehensive SR IOD; C.17.1, C.17.2, C.17.3; content by PS3.16 TID 1500
 * @limits Verifying Organization (0040,A027) is of type 1: where nobody had named the institution before signing, it says "not stated"
 */
export function buildStructuredReport(input: StructuredReportInput): DicomObjectContent | null {
  const { record, sopInstanceUid, seriesUid, number, predecessor } = input
  const tree = measurementReport(input)
  if (!tree.children.some(({ name }) => isSameConcept(name, reportCodes.imagingMeasurements))) return null
  const { date, time } = localDateTime(record.updatedAtIso, input.utcOffsetMinutes)
  return {
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID: classOf(tree), SOPInstanceUID: sopInstanceUid,
    CodingSchemeIdentificationSequence: [{ CodingSchemeDesignator: PRIVATE_SCHEME, CodingSchemeName: 'Axis Guide', CodingSchemeResponsibleOrganization: 'Axis Guide' }],
    ...patientModule(record),
    ...studyModule({ studyUid: record.studyUid, study: studyOf(record) }),
    Modality: 'SR', SeriesInstanceUID: seriesUid, SeriesNumber: SERIES_NUMBER, SeriesDescription: `Measurements ${record.side} ${record.level}`, ReferencedPerformedProcedureStepSequence: [],
    Manufacturer: 'Axis Guide',
    InstanceNumber: number, ContentDate: date, ContentTime: time,
    CompletionFlag: record.signature === null ? 'PARTIAL' : 'COMPLETE',
    ...verification(input),
    ...(predecessor === null ? {} : { PredecessorDocumentsSequence: hierarchyOf([predecessor]) }),
    PerformedProcedureCodeSequence: [],
    ...evidenceContent(tree, record),
    ...contentItemContent(tree),
  }
}

/** Points in space ask for the class that has them. */
export const classOf = (tree: ContentItem): string => (hasPointsInSpace(tree) ? COMPREHENSIVE_3D_SR : COMPREHENSIVE_SR)
const hasPointsInSpace = ({ value, children }: ContentItem): boolean => value.kind === 'points3d' || children.some(hasPointsInSpace)

/** Of the record's own study; what its images say of it, where one of them was read. */
const studyOf = ({ keyImages, studyUid }: RecordState) => keyImages.find((image) => image.studyUid === studyUid && image.study !== undefined && image.study !== null)?.study ?? null

/** What the verifying observer answers to, as it was named when they signed. @source PS3.3 C.17.2: type 1, LO */
const organisationOf = (organisation: string | undefined): string => { const line = dicomLine(organisation ?? ''); return line === '' ? 'not stated' : line }

/** @source PS3.3 C.17.2: a verified document names each person who takes responsibility for it */
function verification({ record, isVerified, signaturesFromFile }: StructuredReportInput): DicomContent {
  if (!isVerified || record.signature === null) return { VerificationFlag: 'UNVERIFIED' }
  const signatures = [record.signature, record.countersignature].filter((one) => one !== null).filter(({ seq }) => !signaturesFromFile.includes(seq))
  return {
    VerificationFlag: 'VERIFIED',
    VerifyingObserverSequence: signatures.map(({ name, organisation, atIso }) => ({ VerifyingObserverName: asPersonName(name), VerifyingObserverIdentificationCodeSequence: [], VerifyingOrganization: organisationOf(organisation), VerificationDateTime: utcDateTime(atIso) })),
  }
}
