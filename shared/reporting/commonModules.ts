import type { SideWord } from '#shared/dicom/identity.ts'
import type { KeyImage, RecordState } from '#shared/procedure/recordEvents.ts'
import type { DicomContent } from './dicomContent.ts'

/** Whose record it is, as every object of it says. */
export type RecordPatient = Pick<RecordState, 'patientId' | 'issuer' | 'patientName' | 'birthDate' | 'sex'>

/** A key image as far as it never changes: an object made of it is the same each time. */
export type SavedKeyImage = Omit<KeyImage, 'removed' | 'caption'>

/** Control characters other than TAB, LF, FF, CR have no place in a text of PS3.5 6.1.3. */
const notInText = /\p{Cc}(?<![\t\n\f\r])/gu
export const dicomText = (text: string): string => text.replace(notInText, ' ')
/**
 * A text of one line, no backslash in it, that fits a Long String: PS3.5 6.2 allows 64 characters, and there are readers
 * that count bytes.
 */
export function dicomLine(text: string): string {
  let bytes = 0
  return [...text.replace(/\p{Cc}|\\/gu, ' ').trim()].filter((character) => {
    bytes += utf8Bytes(character)
    return bytes <= 64
  }).join('')
}
function utf8Bytes(character: string): number {
  const code = character.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

/** @source PS3.3 C.7.1.1 Patient Module */
export function patientModule({ patientName, patientId, issuer, birthDate, sex }: RecordPatient): DicomContent {
  return {
    PatientName: patientName, PatientID: patientId, ...(issuer === null ? {} : { IssuerOfPatientID: issuer }),
    PatientBirthDate: birthDate?.replaceAll('-', '') ?? '', PatientSex: sex ?? '',
  }
}

/**
 * As the source says it; empty, which type 2 allows, where it says nothing.
 *
 * @source PS3.3 C.7.2.1 General Study Module
 */
export function studyModule({ studyUid, study }: Pick<KeyImage, 'studyUid' | 'study'>): DicomContent {
  return {
    StudyInstanceUID: studyUid, StudyDate: study?.studyDate ?? '', StudyTime: study?.studyTime ?? '',
    ReferringPhysicianName: study?.referringPhysicianName ?? '', StudyID: study?.studyId ?? '', AccessionNumber: study?.accessionNumber ?? '',
  }
}

/** Laterality is only allowed for a paired body part, which CSPINE is not and the lateral C1-2 joint is; so no Body Part Examined is named. */
export const lateralityOf = (side: SideWord | null): DicomContent => ({ Laterality: side === null ? '' : lateralityCode[side] })
const lateralityCode: Readonly<Record<SideWord, string>> = { LEFT: 'L', RIGHT: 'R' }

/** DA and TM of an instant in the local time of the place, as PS3.5 6.2 writes them. */
export function localDateTime(atIso: string, utcOffsetMinutes: number): { readonly date: string; readonly time: string } {
  const local = new Date(Date.parse(atIso) + utcOffsetMinutes * 60_000).toISOString()
  return { date: local.slice(0, 10).replaceAll('-', ''), time: local.slice(11, 23).replaceAll(':', '') }
}
