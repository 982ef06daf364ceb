import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import type { DicomHeader } from '#shared/dicom/header.ts'
import { tags, type DicomTag } from '#shared/dicom/tags.ts'
import { key, keysOf, leafOf, type Key, type RecordKey } from './directoryKeys.ts'

/** One object of a file-set: where it lies, and its header. */
export type DirectoryMember = { readonly fileId: string; readonly header: DicomHeader; readonly transferSyntaxUid: string }
/** A directory record with those below it; a leaf names its file. */
export type DirectoryRecord = { readonly type: string; readonly keys: readonly RecordKey[]; readonly below: readonly DirectoryRecord[]; readonly member: DirectoryMember | null }

/** The member that bytes are, or null for what is no DICOM object. */
export function readMember(fileId: string, bytes: Uint8Array): DirectoryMember | null {
  const whole = readHeader(bytes, bytes.length)
  // A header holds on to the bytes that it was read from: those of the pixels are let go.
  const reading = whole.kind === 'read' && whole.pixelData !== null && !whole.deflated ? readHeader(bytes.slice(0, whole.pixelData.offset), bytes.length) : whole
  if (reading.kind !== 'read' || reading.header.text(tags.SOPInstanceUID) === null) return null
  return { fileId, header: reading.header, transferSyntaxUid: reading.transferSyntaxUid }
}

/**
 * Patients, studies, series and objects as the directory of a file-set lists them.
 *
 * @source PS3.3 F.4 and F.5.1 to F.5.3 with their tables of keys; required keys without a value are of type 2
 */
export function directoryRecords(members: readonly DirectoryMember[]): readonly DirectoryRecord[] {
  return grouped(members, tags.PatientID).map((ofPatient) => record('PATIENT', ofPatient, [key(tags.PatientName), key(tags.PatientID)], grouped(ofPatient, tags.StudyInstanceUID).map((ofStudy) => (
    record('STUDY', ofStudy, [key(tags.StudyDate, '19000101'), key(tags.StudyTime, '000000'), key(tags.StudyDescription), key(tags.StudyInstanceUID), key(tags.StudyID, '1'), key(tags.AccessionNumber)], grouped(ofStudy, tags.SeriesInstanceUID).map((ofSeries) => (
      record('SERIES', ofSeries, [key(tags.Modality), key(tags.SeriesInstanceUID), key(tags.SeriesNumber, '0')], ofSeries.map(leaf))
    ))))
  )))
}

function record(type: string, members: readonly DirectoryMember[], keys: readonly Key[], below: readonly DirectoryRecord[]): DirectoryRecord {
  const [first] = members
  if (first === undefined) throw new Error('A directory record stands for at least one object.')
  return { type, keys: keysOf(keys, first.header), below, member: null }
}

function leaf(member: DirectoryMember): DirectoryRecord {
  const { type, keys } = leafOf(member.header.text(tags.SOPClassUID) ?? '')
  return { type, keys: keysOf(keys, member.header), below: [], member }
}

/** Members with the same value, in the order in which the first of each was met. */
function grouped(members: readonly DirectoryMember[], tag: DicomTag): readonly (readonly DirectoryMember[])[] {
  const groups = new Map<string, DirectoryMember[]>()
  for (const member of members) {
    const value = member.header.text(tag) ?? ''
    groups.set(value, [...groups.get(value) ?? [], member])
  }
  return [...groups.values()]
}
