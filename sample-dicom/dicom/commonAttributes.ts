import type { DicomItem } from '#electron/services/dicom/dicomWriter.ts'
import { uidFor } from './uids.ts'

/** Who and when one case is: no such patient ever existed. Dates YYYYMMDD, times HHMMSS. */
export type SampleStudy = {
  readonly caseName: string
  readonly patientName: string
  readonly patientId: string
  readonly birthDate: string
  readonly sex: 'F' | 'M'
  readonly age: string
  readonly accession: string
  readonly date: string
  readonly time: string
  readonly description: string
}

export type SampleSeries = {
  readonly name: string
  readonly number: number
  readonly description: string
  /** HHMMSS */
  readonly time: string
}

export const seriesUidOf = (study: SampleStudy, series: SampleSeries): string => uidFor(`${study.caseName}/${series.name}`)

/** Patient, general study, general series: what every modality writes alike. PS3.3 C.7.1.1, C.7.2.1, C.7.3.1. */
export function commonAttributes(study: SampleStudy, series: SampleSeries, modality: 'CT' | 'XA' | 'OT'): DicomItem {
  return {
    PatientName: study.patientName,
    PatientID: study.patientId,
    PatientBirthDate: study.birthDate,
    PatientSex: study.sex,
    PatientAge: study.age,
    StudyInstanceUID: uidFor(study.caseName),
    StudyDate: study.date,
    StudyTime: study.time,
    StudyID: '1',
    StudyDescription: study.description,
    AccessionNumber: study.accession,
    ReferringPhysicianName: null,
    Modality: modality,
    SeriesInstanceUID: seriesUidOf(study, series),
    SeriesNumber: series.number,
    SeriesDescription: series.description,
    SeriesDate: study.date,
    SeriesTime: series.time,
    AcquisitionDate: study.date,
    AcquisitionTime: series.time,
    ContentDate: study.date,
    ContentTime: series.time,
    InstitutionName: 'Sample Hospital',
    Manufacturer: 'Axis Guide sample generator',
    BurnedInAnnotation: 'NO',
  }
}

/** The neck is no paired part, so its laterality stays empty. */
export const cervicalSpine: DicomItem = { BodyPartExamined: 'CSPINE' }
