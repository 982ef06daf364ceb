import { uidOfName } from '#electron/services/record/recordUids.ts'
import type { DicomHeader } from '#shared/dicom/header.ts'
import { documentKindOf } from '#shared/dicom/sopClasses.ts'
import { tags, type DicomTag } from '#shared/dicom/tags.ts'

export type RecordKey = { readonly tag: string; readonly vr: string; readonly value: string | readonly DirectoryItem[] }
export type DirectoryItem = readonly RecordKey[]
/** What a directory record copies from its object; null where it is required only of some objects, and not of this one. */
export type Key = (header: DicomHeader) => RecordKey | null
type RequiredKey = (header: DicomHeader) => RecordKey

/** A key that is required with a value gets `absent` where the object states none: an order, never a fact about the patient. */
export const key = (tag: DicomTag, absent = ''): RequiredKey => (header) => ({ tag: tag.tag.slice(1), vr: tag.vr, value: header.text(tag) ?? absent })
export const keysOf = (keys: readonly Key[], header: DicomHeader): readonly RecordKey[] => keys.flatMap((read) => read(header) ?? [])

const tagOf = (tag: string, vr: string): DicomTag => ({ tag: `x${tag}`, vr })
const sequence = (tag: DicomTag, items: readonly DirectoryItem[]): RecordKey => ({ tag: tag.tag.slice(1), vr: 'SQ', value: items })
const all = (keys: readonly RequiredKey[], header: DicomHeader): DirectoryItem => keys.map((read) => read(header))

const number = key(tags.InstanceNumber, '1')
const created = [key(tags.ContentDate, '19000101'), key(tags.ContentTime, '000000')]
const code = [key(tags.CodeValue), key(tags.CodingSchemeDesignator), key(tags.CodeMeaning)]
const title: Key = (header) => sequence(tags.ConceptNameCodeSequence, header.items(tags.ConceptNameCodeSequence).map((item) => all(code, item)))
const [contentLabel, contentDescription, contentCreator] = [tagOf('00700080', 'CS'), key(tagOf('00700081', 'LO')), key(tagOf('00700084', 'PN'))]
/** What an object that is no picture is called. @source PS3.3 Table 10-12 Content Identification Macro */
const called = (absent: string): readonly Key[] => [number, key(contentLabel, absent), contentDescription, contentCreator]

const verifiedAt: Key = (header) => {
  const at = header.items(tags.VerifyingObserverSequence).flatMap((observer) => observer.text(tags.VerificationDateTime) ?? []).toSorted().at(-1)
  return at === undefined ? null : { tag: tags.VerificationDateTime.tag.slice(1), vr: 'DT', value: at }
}
/** The codes that modify the title, where there are some: without them a document is listed as what it is not. */
const titleModifiers: Key = (header) => {
  const modifiers = header.items(tags.ContentSequence).filter((item) => item.text(tags.RelationshipType) === 'HAS CONCEPT MOD' && item.text(tags.ValueType) === 'CODE')
  return modifiers.length === 0 ? null : sequence(tags.ContentSequence, modifiers.map((item) => [
    ...all([key(tags.RelationshipType), key(tags.ValueType)], item),
    ...[tags.ConceptNameCodeSequence, tags.ConceptCodeSequence].map((tag) => sequence(tag, item.items(tag).map((one) => all(code, one)))),
  ]))
}
const referencedSeries = (header: DicomHeader): readonly DirectoryItem[] => header.items(tags.ReferencedSeriesSequence).map((item): DirectoryItem => [
  sequence(tagOf('00081140', 'SQ'), item.items(tagOf('00081140', 'SQ')).map((image) => all([key(tags.ReferencedSOPClassUID), key(tags.ReferencedSOPInstanceUID)], image))), key(tags.SeriesInstanceUID)(item),
])
const presented: Key = (header) => (header.has(tags.ReferencedSeriesSequence) ? sequence(tags.ReferencedSeriesSequence, referencedSeries(header)) : null)
const blending = tagOf('00700402', 'SQ')
/** A blending state names its series below, one item for what lies under and one for what lies over it. */
const blended: Key = (header) => (header.has(blending) ? sequence(blending, header.items(blending).map((item) => [...all([key(tags.StudyInstanceUID)], item), sequence(tags.ReferencedSeriesSequence, referencedSeries(item))])) : null)

const mayBeEmpty = (read: RequiredKey): Key => (header) => {
  const found = read(header)
  return found.value === '19000101' || found.value === '000000' ? { ...found, value: '' } : found
}

const root = '1.2.840.10008.5.1.4.1.1.'
type Leaf = { readonly type: string; readonly keys: readonly Key[] }
/** Classes that go with pictures in a case and are none themselves. */
const exactly: Readonly<Record<string, Leaf>> = {
  [`${root}88.59`]: { type: 'KEY OBJECT DOC', keys: [number, ...created, title, titleModifiers] },
  [`${root}66.1`]: { type: 'REGISTRATION', keys: [...created, ...called('REGISTRATION')] },
  [`${root}66.2`]: { type: 'FIDUCIAL', keys: [...created, ...called('FIDUCIALS')] },
  [`${root}66.3`]: { type: 'REGISTRATION', keys: [...created, ...called('REGISTRATION')] },
  [`${root}67`]: { type: 'VALUE MAP', keys: [...created, ...called('VALUE_MAP')] },
  // These have frames and pixels, whatever they mean.
  [`${root}66.4`]: { type: 'IMAGE', keys: [number] }, [`${root}30`]: { type: 'IMAGE', keys: [number] },
}
const beginning: readonly (readonly [string, Leaf])[] = [
  [`${root}88.`, { type: 'SR DOCUMENT', keys: [number, key(tags.CompletionFlag, 'PARTIAL'), key(tags.VerificationFlag, 'UNVERIFIED'), ...created, verifiedAt, title, titleModifiers] }],
  [`${root}11.`, { type: 'PRESENTATION', keys: [key(tagOf('00700082', 'DA'), '19000101'), key(tagOf('00700083', 'TM'), '000000'), ...called('STATE'), presented, blended] }],
  [`${root}104.`, { type: 'ENCAP DOC', keys: [...created.map(mayBeEmpty), number, key(tags.DocumentTitle), title, key(tagOf('00420012', 'LO'))] }],
]

/**
 * The record of an object, and the keys that it has to have.
 *
 * @source PS3.3 F.4 and F.5.4 IMAGE, F.5.19 PRESENTATION, F.5.24 SR DOCUMENT, F.5.25 KEY OBJECT DOC, F.5.28 REGISTRATION, F.5.29
 *         FIDUCIAL, F.5.32 VALUE MAP, F.5.33 ENCAP DOC; F.6.1 PRIVATE, whose UID says whose record it is, not what class lies behind it
 */
export function leafOf(sopClassUid: string): Leaf {
  const known = exactly[sopClassUid] ?? beginning.find(([prefix]) => sopClassUid.startsWith(prefix))?.[1]
  if (known !== undefined) return known
  if (documentKindOf(sopClassUid) === null) return { type: 'IMAGE', keys: [number] }
  return { type: 'PRIVATE', keys: [() => ({ tag: '00041432', vr: 'UI', value: uidOfName(`directory record of ${sopClassUid}`) })] }
}
