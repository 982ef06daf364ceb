import { emptyValue, isSingleVr, isTextVr, type DataElement, type DataSet } from '#shared/teaching/deidentification/dataSet.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { attributeOf } from './attributeDictionary.ts'
import { createTextReader, type TextReader } from './characterSets.ts'
import { inflateBody } from './dicomParserReader.ts'
import { findDataSet } from './fileMeta.ts'
import { swapBytes } from './swapBytes.ts'

export type WholeObject = {
  readonly dataSet: DataSet
  /** As the file states it. */
  readonly transferSyntaxUid: string
  readonly mediaStorageSopClassUid: string | null
  /** Specific Character Set of the whole object, term by term. */
  readonly characterSets: readonly string[]
  /** Everything before the data set: preamble and file meta information. */
  readonly head: Uint8Array
}
export type WholeObjectFault = Fault<'NOT_DICOM' | 'BROKEN_OBJECT'>

const implicitLittle = '1.2.840.10008.1.2'
const explicitBig = '1.2.840.10008.1.2.2'
const deflatedLittle = '1.2.840.10008.1.2.1.99'
const undefinedLength = 0xffffffff
const longVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'])

type Encoding = { readonly explicit: boolean; readonly little: boolean }
type Reading = { readonly bytes: Uint8Array; readonly view: DataView; readonly encoding: Encoding; at: number }

class BrokenObject extends Error {}

/**
 * Reads a whole object, element by element. What isn't a data element makes the object broken: nothing of it is guessed at,
 * because what isn't understood can't be cleaned.
 *
 * @source PS3.5 7.1, 7.5, A.1 to A.5; PS3.10 7.1
 */
export function readWholeObject(file: Uint8Array): Result<WholeObject, WholeObjectFault> {
  const start = findDataSet(file)
  if (start === null) return err('NOT_DICOM', 'This is not a DICOM file.')
  const isDeflated = start.transferSyntaxUid === deflatedLittle
  const body = isDeflated ? inflateBody(file.subarray(start.offset), true) : file.subarray(start.offset)
  if (body === null) return broken('its compressed data set can’t be unpacked')
  const encoding = { explicit: start.writtenAs !== implicitLittle, little: start.writtenAs !== explicitBig }
  const reading = { bytes: body, view: new DataView(body.buffer, body.byteOffset, body.byteLength), encoding, at: 0 }
  try {
    const dataSet = readElements(reading, body.length, createTextReader(['']), 0)
    const terms = dataSet.find(({ tag }) => tag === '00080005')?.value
    return ok({
      dataSet: withStatedVrs(dataSet, dataSet), transferSyntaxUid: start.transferSyntaxUid, mediaStorageSopClassUid: start.mediaStorageSopClassUid,
      characterSets: terms?.kind === 'text' ? terms.texts : [], head: file.subarray(0, start.offset),
    })
  } catch (thrown) {
    if (thrown instanceof BrokenObject) return broken(thrown.message)
    throw thrown
  }
}

const broken = (why: string): Result<never, WholeObjectFault> => err('BROKEN_OBJECT', `This file can’t be read to its end: ${why}. What can’t be read can’t be cleaned. Copy the file again from its source.`)

/** Deeper than any object of the standard; a file that goes on nesting is an attack or damaged. */
const deepest = 64

function readElements(reading: Reading, end: number, inherited: TextReader, depth: number): DataSet {
  if (depth > deepest) throw new BrokenObject('its sequences never end')
  const elements: DataElement[] = []
  let readText = inherited
  while (reading.at < end) {
    if (reading.at + 8 > end) throw new BrokenObject('it ends within an attribute')
    const tag = readTag(reading)
    if (tag === 'FFFEE00D') return elements
    const element = readElement(reading, tag, end, readText, depth)
    if (tag === '00080005' && element.value.kind === 'text') readText = createTextReader(element.value.texts)
    elements.push(element)
  }
  if (reading.at > end) throw new BrokenObject('an attribute is longer than what is around it')
  return elements
}

function readTag(reading: Reading): string {
  const { view, encoding: { little } } = reading
  const number = view.getUint16(reading.at, little) * 0x10000 + view.getUint16(reading.at + 2, little)
  const tag = number.toString(16).toUpperCase().padStart(8, '0')
  reading.at += 4
  // The delimiter of an item has a length of zero behind it.
  if (tag === 'FFFEE00D') reading.at += 4
  return tag
}

function readElement(reading: Reading, tag: string, end: number, readText: TextReader, depth: number): DataElement {
  const { view, bytes, encoding: { explicit, little } } = reading
  const stated = explicit ? String.fromCharCode(bytes[reading.at] ?? 0, bytes[reading.at + 1] ?? 0) : null
  if (stated !== null && !/^[A-Z]{2}$/.test(stated)) throw new BrokenObject(`attribute ${tag} has no value representation`)
  const long = stated === null || longVrs.has(stated)
  if (stated !== null) reading.at += long ? 4 : 2
  if (reading.at + (long ? 4 : 2) > end) throw new BrokenObject('it ends within an attribute')
  const length = long ? view.getUint32(reading.at, little) : view.getUint16(reading.at, little)
  reading.at += long ? 4 : 2
  const known = attributeOf(tag)?.vr ?? null
  const vr = stated === null || stated === 'UN' ? known ?? (isCreator(tag) ? 'LO' : 'UN') : stated
  if (length === undefinedLength) return readOpenEnded(reading, tag, stated ?? vr, end, readText, depth)
  if (reading.at + length > end) throw new BrokenObject(`attribute ${tag} is cut off`)
  const valueEnd = reading.at + length
  // UN of an attribute that the dictionary knows is implicit little endian inside (PS3.5 6.2.2).
  const inside = stated === 'UN' && vr !== 'UN' ? { explicit: false, little: true } : reading.encoding
  if (vr === 'SQ') return { tag, vr, value: { kind: 'items', items: readItems(reading, valueEnd, inside, readText, depth) } }
  const value = bytes.subarray(reading.at, valueEnd)
  reading.at = valueEnd
  return valued(tag, vr, value, inside.little, readText)
}

const isCreator = (tag: string): boolean => Number.parseInt(tag.slice(3, 4), 16) % 2 === 1 && /^....00[1-9A-F]/.test(tag)

function valued(tag: string, vr: string, value: Uint8Array, little: boolean, readText: TextReader): DataElement {
  if (value.length === 0) return { tag, vr, value: emptyValue(vr) }
  if (!isTextVr(vr)) return { tag, vr, value: { kind: 'bytes', bytes: little ? value : swapBytes(value, vr) } }
  const text = readText(value, vr === 'PN')
  const texts = isSingleVr(vr) ? [text] : text.split('\\')
  return { tag, vr, value: { kind: 'text', texts: texts.map((one) => (vr === 'UI' ? one.replace(/[\0 ]+$/, '') : one.replace(/[ \0]+$/, ''))) } }
}

function readOpenEnded(reading: Reading, tag: string, vr: string, end: number, readText: TextReader, depth: number): DataElement {
  if (tag === '7FE00010' && vr !== 'SQ') return { tag, vr: 'OB', value: { kind: 'fragments', fragments: readFragments(reading, end) } }
  if (vr !== 'SQ' && vr !== 'UN' && reading.encoding.explicit) throw new BrokenObject(`attribute ${tag} doesn’t say how long it is`)
  const inside = vr === 'UN' ? { explicit: false, little: true } : reading.encoding
  return { tag, vr: 'SQ', value: { kind: 'items', items: readItems(reading, null, inside, readText, depth) } }
}

function readItems(outer: Reading, end: number | null, encoding: Encoding, readText: TextReader, depth: number): readonly DataSet[] {
  const reading: Reading = { bytes: outer.bytes, view: outer.view, encoding, at: outer.at }
  const items: DataSet[] = []
  const limit = end ?? outer.bytes.length
  while (reading.at < limit) {
    if (reading.at + 8 > limit) throw new BrokenObject('a sequence is cut off')
    const marker = reading.view.getUint16(reading.at, encoding.little) * 0x10000 + reading.view.getUint16(reading.at + 2, encoding.little)
    const length = reading.view.getUint32(reading.at + 4, encoding.little)
    reading.at += 8
    if (marker === 0xfffee0dd) { outer.at = reading.at; return items }
    if (marker !== 0xfffee000) throw new BrokenObject('a sequence holds something that is no item')
    const itemEnd = length === undefinedLength ? limit : reading.at + length
    if (itemEnd > limit) throw new BrokenObject('an item is cut off')
    items.push(readElements(reading, itemEnd, readText, depth + 1))
  }
  if (end === null) throw new BrokenObject('a sequence has no end')
  outer.at = reading.at
  return items
}

function readFragments(reading: Reading, end: number): readonly Uint8Array[] {
  const fragments: Uint8Array[] = []
  while (reading.at + 8 <= end) {
    const marker = readTag(reading)
    const length = reading.view.getUint32(reading.at, reading.encoding.little)
    reading.at += 4
    if (marker === 'FFFEE0DD') return fragments
    if (marker !== 'FFFEE000' || reading.at + length > end) throw new BrokenObject('its compressed picture is cut off')
    fragments.push(reading.bytes.subarray(reading.at, reading.at + length))
    reading.at += length
  }
  throw new BrokenObject('its compressed picture is cut off')
}

/** The VR of an attribute whose dictionary entry leaves a choice, where the file didn't state one. @source PS3.5 A.1, PS3.6 */
function withStatedVrs(dataSet: DataSet, root: DataSet): DataSet {
  return dataSet.map((element) => {
    const { tag, vr, value } = element
    if (value.kind === 'items') return { ...element, value: { kind: 'items', items: value.items.map((item) => withStatedVrs(item, root)) } }
    if (vr === 'xs') return { ...element, vr: numberOf(root, '00280103') === 1 ? 'SS' : 'US' }
    if (vr === 'lt') return { ...element, vr: 'OW' }
    if (vr === 'ox' || vr === 'up' || vr === 'px') return { ...element, vr: tag === '7FE00010' && (numberOf(root, '00280100') ?? 16) <= 8 ? 'OB' : 'OW' }
    return /^[A-Z]{2}$/.test(vr) ? element : { ...element, vr: 'UN' }
  })
}

function numberOf(dataSet: DataSet, tag: string): number | null {
  const value = dataSet.find((element) => element.tag === tag)?.value
  return value?.kind === 'bytes' && value.bytes.length >= 2 ? new DataView(value.bytes.buffer, value.bytes.byteOffset).getUint16(0, true) : null
}
