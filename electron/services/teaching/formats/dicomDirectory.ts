import { implementationClassUid, implementationVersionName } from '#electron/services/dicom/dicomWriter.ts'
import { tags } from '#shared/dicom/tags.ts'
import type { DirectoryItem, RecordKey } from './directoryKeys.ts'
import type { DirectoryRecord } from './directoryRecords.ts'

const MEDIA_STORAGE_DIRECTORY = '1.2.840.10008.1.3.10'
const EXPLICIT_LITTLE = '1.2.840.10008.1.2.1'

/**
 * The DICOMDIR of a file-set.
 *
 * @source PS3.10 8.6 DICOMDIR, 7.1 file meta information; PS3.3 F.3.2.2 Directory Information: offsets count from the first
 *         byte of the file, records of one level form a chain, 0 ends it
 */
export function writeDicomDirectory(records: readonly DirectoryRecord[], { fileSetId, sopInstanceUid }: { readonly fileSetId: string; readonly sopInstanceUid: string }): Uint8Array {
  const meta = joined([
    element('00020001', 'OB', Uint8Array.of(0, 1)), text('00020002', 'UI', MEDIA_STORAGE_DIRECTORY), text('00020003', 'UI', sopInstanceUid), text('00020010', 'UI', EXPLICIT_LITTLE),
    text('00020012', 'UI', implementationClassUid), text('00020013', 'SH', implementationVersionName),
  ])
  const before = joined([new Uint8Array(128), ascii('DICM'), element('00020000', 'UL', uint32(meta.length)), meta, text('00041130', 'CS', fileSetId)])
  const flat = records.flatMap(flatten)
  // First and last root record, consistency flag, and the head of the sequence stand between; each record's length is known before its offsets are.
  const firstItem = before.length + 2 * 12 + 10 + 12
  const offsets = new Map<DirectoryRecord, number>()
  let at = firstItem
  for (const { record } of flat) {
    offsets.set(record, at)
    at += itemOf(record, 0, 0).length
  }
  const offsetOf = (record: DirectoryRecord | undefined): number => (record === undefined ? 0 : offsets.get(record) ?? 0)
  const items = flat.map(({ record, next }) => itemOf(record, offsetOf(next), offsetOf(record.below[0])))
  return joined([
    before, element('00041200', 'UL', uint32(offsetOf(records[0]))), element('00041202', 'UL', uint32(offsetOf(records.at(-1)))), element('00041212', 'US', uint16(0)),
    element('00041220', 'SQ', joined(items)),
  ])
}

type InChain = { readonly record: DirectoryRecord; readonly next: DirectoryRecord | undefined }
/** Every record before those below it, with the one that follows it on its own level. */
function flatten(record: DirectoryRecord, index: number, level: readonly DirectoryRecord[]): readonly InChain[] {
  return [{ record, next: level[index + 1] }, ...record.below.flatMap(flatten)]
}

function itemOf({ type, keys, member }: DirectoryRecord, next: number, below: number): Uint8Array {
  // Those that say what kind of record it is stand before its file (PS3.5 7.1: in the order of their tags).
  const ofRecord = keys.filter(({ tag }) => tag.startsWith('0004'))
  const file = member === null ? [] : [
    text('00041500', 'CS', member.fileId.replaceAll('/', '\\')), text('00041510', 'UI', member.header.text(tags.SOPClassUID) ?? ''),
    text('00041511', 'UI', member.header.text(tags.SOPInstanceUID) ?? ''), text('00041512', 'UI', member.transferSyntaxUid),
  ]
  return item([
    element('00041400', 'UL', uint32(next)), element('00041410', 'US', uint16(0xffff)), element('00041420', 'UL', uint32(below)), text('00041430', 'CS', type), ...keyElements(ofRecord), ...file,
    // Names may be written in any script.
    text('00080005', 'CS', 'ISO_IR 192'), ...keyElements(keys.filter((one) => !ofRecord.includes(one))),
  ])
}

const keyElements = (keys: readonly RecordKey[]): readonly Uint8Array[] => keys.toSorted((a, b) => (a.tag < b.tag ? -1 : 1)).map(({ tag, vr, value }) => (
  typeof value === 'string' ? text(tag, vr, value) : element(tag, 'SQ', joined(value.map((one: DirectoryItem) => item(keyElements(one)))))))

const item = (elements: readonly Uint8Array[]): Uint8Array => {
  const body = joined(elements)
  return joined([Uint8Array.of(0xfe, 0xff, 0x00, 0xe0), uint32(body.length), body])
}

const longVrs = new Set(['OB', 'OW', 'SQ', 'UN', 'UT'])
/** @source PS3.5 7.1.2 Explicit VR: four bytes of length for some VRs, two for the others */
function element(tag: string, vr: string, value: Uint8Array): Uint8Array {
  const head = joined([uint16(Number.parseInt(tag.slice(0, 4), 16)), uint16(Number.parseInt(tag.slice(4), 16)), ascii(vr)])
  return joined([head, ...(longVrs.has(vr) ? [uint16(0), uint32(value.length)] : [uint16(value.length)]), value])
}
const text = (tag: string, vr: string, value: string): Uint8Array => {
  const bytes = new TextEncoder().encode(value)
  return element(tag, vr, bytes.length % 2 === 0 ? bytes : joined([bytes, Uint8Array.of(vr === 'UI' ? 0 : 0x20)]))
}
const ascii = (word: string): Uint8Array => new TextEncoder().encode(word)
const uint16 = (value: number): Uint8Array => Uint8Array.of(value & 0xff, value >>> 8)
const uint32 = (value: number): Uint8Array => Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24)

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
