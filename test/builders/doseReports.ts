import { writeDicomFile, type DicomItem } from '#electron/services/dicom/dicomWriter.ts'
import type { CodedConcept, ContentItem } from '#shared/dicom/contentItem.ts'
import { container, modifiedBy } from '#shared/reporting/structuredReport/contentItems.ts'
import { contentItemContent } from '#shared/reporting/structuredReport/contentItemContent.ts'

const dcm = (value: string, meaning = value): CodedConcept => ({ value, scheme: 'DCM', meaning })
export const DOSE_REPORT_CLASS = '1.2.840.10008.5.1.4.1.1.88.67'

/** A figure as a report writes it, whatever its unit. */
export const num = (code: string, value: number | null, unit: string): ContentItem => ({
  relationship: 'CONTAINS', name: dcm(code), children: [],
  value: { kind: 'number', value, stated: null, unit: { value: unit, scheme: 'UCUM', meaning: unit }, qualifier: value === null ? dcm('114007', 'Measurement not attempted') : null },
})
const uidref = (code: string, uid: string): ContentItem => ({ relationship: 'CONTAINS', name: dcm(code), value: { kind: 'uid', uid }, children: [] })

/** Totals of one plane: 113622 single, 113620 A, 113621 B, 113890 all. @source PS3.16 TID 10002, TID 10004 */
export const planeTotals = (plane: string, figures: readonly ContentItem[]): ContentItem => container(dcm('113702'), '10002', [modifiedBy(dcm('113764'), dcm(plane)), ...figures])
/** @source PS3.16 TID 10003 */
export const irradiation = (uid: string): ContentItem => container(dcm('113706'), '10003', [uidref('113769', uid)])
/** @source PS3.16 TID 10012 */
export const ctTotals = (figures: readonly ContentItem[]): ContentItem => container(dcm('113811'), '10012', figures)
/** @source PS3.16 TID 10013 */
export const ctScan = (uid: string, figures: readonly ContentItem[]): ContentItem => container(dcm('113819'), '10013', [uidref('113769', uid), ...(figures.length === 0 ? [] : [container(dcm('113829'), null, figures)])])

export const doseTree = (children: readonly ContentItem[], title = '113701'): ContentItem => ({ relationship: null, name: dcm(title, 'X-Ray Radiation Dose Report'), value: { kind: 'container', template: '10001' }, children })

/** A file of a report, in a study of a patient who never existed. */
export function doseReportFile(tree: ContentItem, sopInstanceUid: string, differences: DicomItem = {}): Uint8Array {
  return writeDicomFile({
    PatientName: 'SAMPLE^ANNA', PatientID: 'AX-0001', PatientBirthDate: '19680314', PatientSex: 'F', StudyInstanceUID: '1.2.3', StudyDate: '20261122', StudyTime: '100000', StudyID: '1', AccessionNumber: null, ReferringPhysicianName: null,
    Modality: 'SR', SeriesInstanceUID: '1.2.3.88', SeriesNumber: 99, ReferencedPerformedProcedureStepSequence: [], Manufacturer: 'SAMPLE', ManufacturerModelName: 'SAMPLE', DeviceSerialNumber: '1', SoftwareVersions: '1',
    SOPClassUID: DOSE_REPORT_CLASS, SOPInstanceUID: sopInstanceUid, InstanceNumber: 1, ContentDate: '20261122', ContentTime: '100000', CompletionFlag: 'COMPLETE', VerificationFlag: 'UNVERIFIED', PerformedProcedureCodeSequence: [],
    ...contentItemContent(tree), ...differences,
  })
}
