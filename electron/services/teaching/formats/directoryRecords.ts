import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import type { DicomHeader } from '#shared/dicom/header.ts'
import { documentKindOf } from '#shared/dicom/sopClasses.ts'
import { tags, type DicomTag } from '#shared/dicom/tags.ts'

/** One object of a file-set: where it lies, and its header. */
export type DirectoryMember = { readonly fileId: string; readonly header: DicomHeader; readonly transferSyntaxUid: string }
export type RecordKey = { readonly tag: string; readonly vr: string; readonly value: string | number | readonly DirectoryItem[] }
export type DirectoryItem = readonly RecordKey[]
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
 * @source PS3.3 F.4 and F.5.1 to F.5.24 with their tables of keys; required keys without a value are of type 2
 */
export function directoryRecords(members: readonly DirectoryMember[]): readonly DirectoryRecord[] {
  return grouped(members, tags.PatientID).map((ofPatient) => record('PATIENT', ofPatient, [key(tags.PatientName), key(tags.PatientID)], grouped(ofPatient, tags.StudyInstanceUID).map((ofStudy) => (
    record('STUDY', ofStudy, [key(tags.StudyDate, '19000101'), key(tags.StudyTime, '000000'), key(tags.StudyDescription), key(tags.StudyInstanceUID), key(tags.StudyID, '1'), key(tags.AccessionNumber)], grouped(ofStudy, tags.SeriesInstanceUID).map((ofSeries) => (
      record('SERIES', ofSeries, [key(tags.Modality), key(tags.SeriesInstanceUID), key(tags.SeriesNumber, '0')], ofSeries.map(leaf))
    ))))
  )))
}

type Key = (header: DicomHeader) => RecordKey
/** A key that is required with a value gets `absent` where the object states none: an order, never a fact about the patient. */
const key = (tag: DicomTag, absent = ''): Key => (header) => ({ tag: tag.tag.slice(1), vr: tag.vr, value: header.text(tag) ?? absent })

function record(type: string, members: readonly DirectoryMember[], keys: readonly Key[], below: readonly DirectoryRecord[]): DirectoryRecord {
  const [first] = members
  if (first === undefined) throw new Error('A directory record stands for at least one object.')
  return { type, keys: keys.map((read) => read(first.header)), below, member: null }
}

function leaf(member: DirectoryMember): DirectoryRecord {
  const { type, keys } = leafOf(member.header.text(tags.SOPClassUID) ?? '')
  return { type, keys: [...keys.map((read) => read(member.header)), ...(type === 'SR DOCUMENT' ? verifiedAt(member.header) : [])], below: [], member }
}

const number = key(tags.InstanceNumber, '1')
const content = [key(tags.ContentDate, '19000101'), key(tags.ContentTime, '000000')]
const dateTimeTag = (tag: string, vr: string): DicomTag => ({ tag: `x${tag}`, vr })
const title: Key = (header) => sequence('0040a043', header.items(tags.ConceptNameCodeSequence).map(codeKeys))
const documentTitle: Key = (header) => ({ tag: '00420010', vr: 'ST', value: header.text(tags.DocumentTitle) ?? '' })
const sequence = (tag: string, items: readonly DirectoryItem[]): RecordKey => ({ tag, vr: 'SQ', value: items })
const codeKeys = (item: DicomHeader): DirectoryItem => [key(tags.CodeValue), key(tags.CodingSchemeDesignator), key(tags.CodeMeaning)].map((read) => read(item))

const label = key(dateTimeTag('00700080', 'CS'), 'STATE')
const described = [label, key(dateTimeTag('00700081', 'LO')), key(dateTimeTag('00700084', 'PN'))]
/** What brings frames of reference together, points in them, and what values mean: kinds of their own, with the same keys. */
const spatial: Readonly<Record<string, string>> = { '66.1': 'REGISTRATION', '66.2': 'FIDUCIAL', '66.3': 'REGISTRATION', 67: 'VALUE MAP' }

/** @source PS3.3 F.5.4 IMAGE, F.5.19 PRESENTATION, F.5.24 SR DOCUMENT, F.5.25 KEY OBJECT DOC, F.5.30 ENCAP DOC; F.5 as well REGISTRATION, FIDUCIAL and VALUE MAP */
function leafOf(sopClassUid: string): { readonly type: string; readonly keys: readonly Key[] } {
  const root = '1.2.840.10008.5.1.4.1.1.'
  if (sopClassUid === `${root}88.59`) return { type: 'KEY OBJECT DOC', keys: [number, ...content, title] }
  if (sopClassUid.startsWith(`${root}88.`)) return { type: 'SR DOCUMENT', keys: [number, key(tags.CompletionFlag, 'PARTIAL'), key(tags.VerificationFlag, 'UNVERIFIED'), ...content, title] }
  if (sopClassUid.startsWith(`${root}11.`)) {
    return { type: 'PRESENTATION', keys: [number, ...described, key(dateTimeTag('00700082', 'DA'), '19000101'), key(dateTimeTag('00700083', 'TM'), '000000'), referencedSeries] }
  }
  if (sopClassUid.startsWith(`${root}104.`)) return { type: 'ENCAP DOC', keys: [...content.map(mayBeEmpty), number, documentTitle, title, key(dateTimeTag('00420012', 'LO'))] }
  const ofSpace = spatial[sopClassUid.slice(root.length)]
  if (sopClassUid.startsWith(root) && ofSpace !== undefined) return { type: ofSpace, keys: [number, ...content, ...described] }
  if (documentKindOf(sopClassUid) !== null) return { type: 'PRIVATE', keys: [key(dateTimeTag('00041432', 'UI'), sopClassUid)] }
  return { type: 'IMAGE', keys: [number] }
}

/** When a verified report was verified last: required of it alone. @source PS3.3 F.5.24 */
function verifiedAt(header: DicomHeader): readonly RecordKey[] {
  const times = header.items(tags.VerifyingObserverSequence).flatMap((observer) => observer.text(tags.VerificationDateTime) ?? [])
  const latest = times.toSorted().at(-1)
  return latest === undefined || header.text(tags.VerificationFlag) !== 'VERIFIED' ? [] : [{ tag: '0040a030', vr: 'DT', value: latest }]
}

const mayBeEmpty = (read: Key): Key => (header) => {
  const found = read(header)
  return found.value === '19000101' || found.value === '000000' ? { ...found, value: '' } : found
}

const referencedSeries: Key = (header) => sequence('00081115', header.items(tags.ReferencedSeriesSequence).map((item): DirectoryItem => [
  sequence('00081140', item.items({ tag: 'x00081140', vr: 'SQ' }).map((image): DirectoryItem => [key(tags.ReferencedSOPClassUID)(image), key(tags.ReferencedSOPInstanceUID)(image)])), key(tags.SeriesInstanceUID)(item),
]))

/** Members with the same value, in the order in which the first of each was met. */
function grouped(members: readonly DirectoryMember[], tag: DicomTag): readonly (readonly DirectoryMember[])[] {
  const groups = new Map<string, DirectoryMember[]>()
  for (const member of members) {
    const value = member.header.text(tag) ?? ''
    groups.set(value, [...groups.get(value) ?? [], member])
  }
  return [...groups.values()]
}
