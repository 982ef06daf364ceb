import dicomParser, { type DataSet, type Element } from 'dicom-parser'
import { inflateSync } from 'fflate'
import type { DicomHeader } from '#shared/dicom/header.ts'
import { tags, type DicomTag } from '#shared/dicom/tags.ts'
import { createTextReader, type TextReader } from './characterSets.ts'
import { findDataSet } from './fileMeta.ts'

/** Where the Pixel Data element's value lies; offsets count from the file's first byte, or from the inflated data set's. */
export type PixelDataElement = { readonly tag: string; readonly offset: number; readonly length: number; readonly encapsulated: boolean; readonly vr: string | null }

export type HeaderReading = {
  readonly kind: 'read'
  readonly header: DicomHeader
  readonly transferSyntaxUid: string
  readonly transferSyntaxStated: boolean
  readonly mediaStorageSopClassUid: string | null
  readonly deflated: boolean
  /** Where the data set begins in the file. */
  readonly dataSetOffset: number
  /** Length of what offsets count in: the file, or its inflated data set. */
  readonly totalLength: number
  readonly pixelData: PixelDataElement | null
  /** True when the bytes ended before Pixel Data was found: with more of the file there may be more to read. */
  readonly cutShort: boolean
  /** True when the parser met something that is no data element. */
  readonly broken: boolean
} | { readonly kind: 'notDicom' } | { readonly kind: 'cannotInflate' }

const explicitBig = '1.2.840.10008.1.2.2'
const deflatedLittle = '1.2.840.10008.1.2.1.99'
const undefinedLength = 0xffffffff

/** The only user of dicom-parser: reads the header in the first bytes of a file, up to its Pixel Data. */
export function readHeader(bytes: Uint8Array, fileLength: number): HeaderReading {
  const start = findDataSet(bytes)
  if (start === null) return { kind: 'notDicom' }
  const deflated = start.transferSyntaxUid === deflatedLittle
  const body = deflated ? inflateBody(bytes.subarray(start.offset), bytes.length >= fileLength) : bytes.subarray(start.offset)
  if (body === null) return { kind: 'cannotInflate' }
  const syntax = start.transferSyntaxUid
  const parsed = parse(body, start.writtenAs)
  const base = deflated ? 0 : start.offset
  return {
    kind: 'read',
    header: wrap(parsed.dataSet, createTextReader(['']), start.writtenAs === explicitBig),
    transferSyntaxUid: syntax,
    transferSyntaxStated: start.stated,
    mediaStorageSopClassUid: start.mediaStorageSopClassUid,
    deflated,
    dataSetOffset: start.offset,
    totalLength: deflated ? body.length : fileLength,
    pixelData: findPixelData(parsed.dataSet, base),
    cutShort: parsed.failed && bytes.length < fileLength,
    broken: parsed.failed && bytes.length >= fileLength,
  }
}

/** The data set of a deflated file (PS3.5 A.5), or null when it is damaged or not all there yet. */
export function inflateBody(deflated: Uint8Array, complete: boolean): Uint8Array | null {
  if (!complete) return new Uint8Array(0)
  try {
    return inflateSync(deflated)
  } catch {
    return null
  }
}

/** dicom-parser throws at the first element that does not fit, and hands over what it had read until then. */
function parse(body: Uint8Array, transferSyntaxUid: string): { readonly dataSet: DataSet | null; readonly failed: boolean } {
  try {
    return { dataSet: dicomParser.parseDicom(body, { TransferSyntaxUID: transferSyntaxUid, untilTag: tags.PixelData.tag }), failed: false }
  } catch (thrown) {
    const partial = typeof thrown === 'object' && thrown !== null && 'dataSet' in thrown ? (thrown.dataSet as DataSet) : null
    return { dataSet: partial, failed: true }
  }
}

function findPixelData(dataSet: DataSet | null, base: number): PixelDataElement | null {
  for (const { tag } of [tags.PixelData, tags.FloatPixelData, tags.DoubleFloatPixelData]) {
    const element = dataSet?.elements[tag]
    if (element !== undefined) {
      const encapsulated = element.hadUndefinedLength === true
      return { tag, offset: base + element.dataOffset, length: encapsulated ? undefinedLength : element.length, encapsulated, vr: element.vr ?? null }
    }
  }
  return null
}

const noItems: readonly DicomHeader[] = []

function wrap(dataSet: DataSet | null, inherited: TextReader, bigEndian: boolean): DicomHeader {
  const elementOf = (tag: DicomTag): Element | null => dataSet?.elements[tag.tag] ?? null
  const bytesOf = (element: Element): Uint8Array | null =>
    dataSet === null || element.dataOffset + element.length > dataSet.byteArray.length || element.length === undefinedLength
      ? null : dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + element.length)
  const vrOf = (tag: DicomTag): string => {
    const stated = elementOf(tag)?.vr
    return stated === undefined || stated === 'UN' ? tag.vr : stated
  }
  const terms = elementOf(tags.SpecificCharacterSet)
  const termBytes = terms === null ? null : bytesOf(terms)
  const readText = termBytes === null ? inherited : createTextReader(String.fromCharCode(...termBytes).split('\\'))

  const texts = (tag: DicomTag): readonly string[] => {
    const element = elementOf(tag)
    const bytes = element === null ? null : bytesOf(element)
    if (bytes === null || bytes.length === 0) return []
    const text = readText(bytes, tag.vr === 'PN')
    const single = tag.vr === 'LT' || tag.vr === 'ST' || tag.vr === 'UT'
    return (single ? [text] : text.split('\\')).map((value) => value.replaceAll('\0', '').trim())
  }
  const numbers = (tag: DicomTag): readonly number[] => {
    const element = elementOf(tag)
    const bytes = element === null ? null : bytesOf(element)
    if (bytes === null || bytes.length === 0) return []
    const vr = vrOf(tag)
    const values = isText(vr) ? texts(tag).map(decimal) : binaryNumbers(bytes, vr, bigEndian)
    return values.every(Number.isFinite) ? values : []
  }
  return {
    has: (tag) => elementOf(tag) !== null,
    text: (tag) => texts(tag).find(() => true) || null,
    texts,
    number: (tag) => {
      const element = elementOf(tag)
      if (element === null) return null
      const vr = vrOf(tag)
      const value = isText(vr) ? decimal(texts(tag)[0] ?? '') : numbers(tag)[0]
      return value !== undefined && Number.isFinite(value) ? value : null
    },
    numbers,
    bytes: (tag) => {
      const element = elementOf(tag)
      return element === null ? null : bytesOf(element)
    },
    vrOf,
    items: (tag) => {
      const items = elementOf(tag)?.items
      return items === undefined ? noItems : items.flatMap((item) => item.dataSet === undefined ? [] : [wrap(item.dataSet, readText, bigEndian)])
    },
    bigEndian,
  }
}

/** A number in a text VR other than its own, as some writers have it, still is a number. */
const isText = (vr: string): boolean => binaryReaders[vr] === undefined && vr !== 'SQ' && vr !== 'AT'

/** PS3.5 6.2: DS and IS. Anything else than a plain decimal number is not a number. */
const decimal = (text: string): number => /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN

function binaryNumbers(bytes: Uint8Array, vr: string, bigEndian: boolean): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const read = binaryReaders[vr]
  if (read === undefined) return [Number.NaN]
  return Array.from({ length: Math.floor(bytes.length / read.width) }, (_, index) => read.at(view, index * read.width, !bigEndian))
}

type BinaryReader = { readonly width: number; readonly at: (view: DataView, offset: number, little: boolean) => number }
const binaryReaders: Readonly<Record<string, BinaryReader>> = {
  US: { width: 2, at: (view, offset, little) => view.getUint16(offset, little) },
  OW: { width: 2, at: (view, offset, little) => view.getUint16(offset, little) },
  SS: { width: 2, at: (view, offset, little) => view.getInt16(offset, little) },
  UL: { width: 4, at: (view, offset, little) => view.getUint32(offset, little) },
  SL: { width: 4, at: (view, offset, little) => view.getInt32(offset, little) },
  FL: { width: 4, at: (view, offset, little) => view.getFloat32(offset, little) },
  FD: { width: 8, at: (view, offset, little) => view.getFloat64(offset, little) },
  OV: { width: 8, at: (view, offset, little) => Number(view.getBigUint64(offset, little)) },
  UV: { width: 8, at: (view, offset, little) => Number(view.getBigUint64(offset, little)) },
  OB: { width: 1, at: (view, offset) => view.getUint8(offset) },
}
