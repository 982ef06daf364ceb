import type { DicomDataset, DicomItem } from '#electron/services/dicom/dicomWriter.ts'
import type { CodedConcept, ContentItem } from '#shared/dicom/contentItem.ts'
import { contentItemContent } from '#shared/reporting/structuredReport/contentItemContent.ts'
import { container, measured, modifiedBy, observing, says, words } from '#shared/reporting/structuredReport/contentItems.ts'
import { sumOf, type ProjectionExposure, type CtScan, type SampleDose } from '../case-definitions/sampleDose.ts'
import type { SampleStudy } from './commonAttributes.ts'
import { uidFor } from './uids.ts'

const doseReportStorage = '1.2.840.10008.5.1.4.1.1.88.67'
const dcm = (value: string, meaning: string): CodedConcept => ({ value, scheme: 'DCM', meaning })
const sct = (value: string, meaning: string): CodedConcept => ({ value, scheme: 'SCT', meaning })
const ucum = (value: string): CodedConcept => ({ value, scheme: 'UCUM', meaning: value })
const figure = (name: CodedConcept, value: number, unit: string): ContentItem => measured(name, value, ucum(unit), dcm('114007', 'Measurement not attempted'))
const uidref = (name: CodedConcept, uid: string): ContentItem => ({ relationship: 'CONTAINS', name, value: { kind: 'uid', uid }, children: [] })
const dateTime = (name: CodedConcept, relationship: 'CONTAINS' | 'HAS OBS CONTEXT', at: string): ContentItem => ({ relationship, name, value: { kind: 'dateTime', dateTime: at }, children: [] })
const plane = modifiedBy(dcm('113764', 'Acquisition Plane'), dcm('113622', 'Single Plane'))
const eventUid = (study: SampleStudy, at: number): string => uidFor(`${study.caseName}/irradiation/${String(at + 1)}`)

/**
 * The radiation dose report of a sample case, as its machine would write it.
 *
 * @source PS3.3 A.35.8 X-Ray Radiation Dose SR IOD; PS3.16 TID 10001, 10002, 10003, 10004 and TID 10011, 10012, 10013
 */
export function doseReportDataset(study: SampleStudy, dose: SampleDose): DicomDataset {
  const seriesUid = uidFor(`${study.caseName}/dose`)
  const lastTime = (dose.kind === 'projection' ? dose.exposures : dose.scans).at(-1)?.time ?? study.time
  return {
    ...identity(study),
    Modality: 'SR', SeriesInstanceUID: seriesUid, SeriesNumber: 99, SeriesDescription: 'RADIATION DOSE REPORT', SeriesDate: study.date, SeriesTime: lastTime, ReferencedPerformedProcedureStepSequence: [],
    Manufacturer: 'Axis Guide sample generator', ManufacturerModelName: dose.kind === 'ct' ? 'Analytic neck CT' : 'Analytic neck C-arm', DeviceSerialNumber: 'SAMPLE', SoftwareVersions: '1', InstitutionName: 'Sample Hospital',
    SOPClassUID: doseReportStorage, SOPInstanceUID: uidFor(`${seriesUid}/1`), InstanceNumber: 1, ContentDate: study.date, ContentTime: lastTime,
    CompletionFlag: 'COMPLETE', VerificationFlag: 'UNVERIFIED', PerformedProcedureCodeSequence: [],
    ...contentItemContent(dose.kind === 'projection' ? projectionTree(study, dose) : ctTree(study, dose)),
  }
}

const identity = (study: SampleStudy): DicomItem => ({
  PatientName: study.patientName, PatientID: study.patientId, PatientBirthDate: study.birthDate, PatientSex: study.sex,
  StudyInstanceUID: uidFor(study.caseName), StudyDate: study.date, StudyTime: study.time, StudyID: '1', StudyDescription: study.description, AccessionNumber: study.accession, ReferringPhysicianName: null,
})

const root = (study: SampleStudy, template: string, procedure: CodedConcept, children: readonly ContentItem[]): ContentItem => ({
  relationship: null, name: dcm('113701', 'X-Ray Radiation Dose Report'), value: { kind: 'container', template },
  children: [
    modifiedBy(dcm('121058', 'Procedure reported'), procedure, [modifiedBy(sct('363703001', 'Has Intent'), sct('261004008', 'Diagnostic Intent'))]),
    observing(dcm('121005', 'Observer Type'), { kind: 'code', code: dcm('121007', 'Device') }),
    observing(dcm('121012', 'Device Observer UID'), { kind: 'uid', uid: uidFor(`${study.caseName}/machine`) }),
    { ...observing(dcm('113705', 'Scope of Accumulation'), { kind: 'code', code: dcm('113014', 'Study') }), children: [{ ...uidref(dcm('110180', 'Study Instance UID'), uidFor(study.caseName)), relationship: 'HAS PROPERTIES' }] },
    ...children,
    says(dcm('113854', 'Source of Dose Information'), dcm('113856', 'Automated Data Collection')),
  ],
})

function projectionTree(study: SampleStudy, { exposures, fluoroscopyS }: Extract<SampleDose, { kind: 'projection' }>): ContentItem {
  const [looks, runs] = [exposures.filter(({ type }) => type === 'fluoroscopy'), exposures.filter(({ type }) => type === 'run')]
  const doseArea = (of: readonly ProjectionExposure[]): number => sumOf(of, ({ doseAreaGyM2 }) => doseAreaGyM2)
  const airKerma = (of: readonly ProjectionExposure[]): number => sumOf(of, ({ airKermaGy }) => airKermaGy)
  return root(study, '10001', dcm('113704', 'Projection X-Ray'), [
    container(dcm('113702', 'Accumulated X-Ray Dose Data'), '10002', [
      plane,
      figure(dcm('113722', 'Dose Area Product Total'), doseArea(exposures), 'Gy.m2'), figure(dcm('113725', 'Dose (RP) Total'), airKerma(exposures), 'Gy'),
      figure(dcm('113726', 'Fluoro Dose Area Product Total'), doseArea(looks), 'Gy.m2'), figure(dcm('113728', 'Fluoro Dose (RP) Total'), airKerma(looks), 'Gy'), figure(dcm('113730', 'Total Fluoro Time'), fluoroscopyS, 's'),
      figure(dcm('113727', 'Acquisition Dose Area Product Total'), doseArea(runs), 'Gy.m2'), figure(dcm('113729', 'Acquisition Dose (RP) Total'), airKerma(runs), 'Gy'), figure(dcm('113731', 'Total Number of Radiographic Frames'), sumOf(runs, ({ frames }) => frames), '1'),
      says(dcm('113780', 'Reference Point Definition'), dcm('113860', '15cm from Isocenter toward Source')),
    ]),
    ...exposures.map((exposure, at) => container(dcm('113706', 'Irradiation Event X-Ray Data'), '10003', [
      plane, uidref(dcm('113769', 'Irradiation Event UID'), eventUid(study, at)), dateTime(dcm('111526', 'DateTime Started'), 'CONTAINS', `${study.date}${exposure.time}`),
      says(dcm('113721', 'Irradiation Event Type'), exposure.type === 'run' ? dcm('113611', 'Stationary Acquisition') : sct('44491008', 'Fluoroscopy')),
      figure(dcm('122130', 'Dose Area Product'), exposure.doseAreaGyM2, 'Gy.m2'), figure(dcm('113738', 'Dose (RP)'), exposure.airKermaGy, 'Gy'),
    ])),
  ])
}

function ctTree(study: SampleStudy, { scans }: Extract<SampleDose, { kind: 'ct' }>): ContentItem {
  const at = (scan: CtScan | undefined): string => `${study.date}${scan?.time ?? study.time}`
  return root(study, '10011', sct('77477000', 'Computed Tomography X-Ray'), [
    dateTime(dcm('113809', 'Start of X-Ray Irradiation'), 'HAS OBS CONTEXT', at(scans[0])), dateTime(dcm('113810', 'End of X-Ray Irradiation'), 'HAS OBS CONTEXT', at(scans.at(-1))),
    container(dcm('113811', 'CT Accumulated Dose Data'), '10012', [
      figure(dcm('113812', 'Total Number of Irradiation Events'), scans.length, '{events}'), figure(dcm('113813', 'CT Dose Length Product Total'), sumOf(scans, ({ doseLengthMGyCm }) => doseLengthMGyCm), 'mGy.cm'),
    ]),
    ...scans.map((scan, number) => container(dcm('113819', 'CT Acquisition'), '10013', [
      ...words(dcm('125203', 'Acquisition Protocol'), scan.protocol), says(dcm('123014', 'Target Region'), sct('45048000', 'Neck')), says(dcm('113820', 'CT Acquisition Type'), sct('116152004', 'Spiral Acquisition')),
      uidref(dcm('113769', 'Irradiation Event UID'), eventUid(study, number)),
      container(dcm('113829', 'CT Dose'), null, [
        figure(dcm('113830', 'Mean CTDIvol'), scan.ctdiVolMGy, 'mGy'), says(dcm('113835', 'CTDIw Phantom Type'), dcm('113690', 'IEC Head Dosimetry Phantom')), figure(dcm('113838', 'DLP'), scan.doseLengthMGyCm, 'mGy.cm'),
      ]),
    ])),
  ])
}
