import { textOf, type DataElement, type DataSet } from '#shared/teaching/deidentification/dataSet.ts'
import { implementationClassUid, implementationVersionName } from './dicomWriter.ts'

const longVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'])
const undefinedLength = 0xffffffff
const encoder = new TextEncoder()
const uncompressed = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.2', '1.2.840.10008.1.2.1.99'])

/** What an object is written in: compressed pictures stay as they are, everything else becomes Explicit VR Little Endian. */
export const writtenSyntax = (stated: string, dataSet: DataSet): string =>
  uncompressed.has(stated) || !dataSet.some(({ value }) => value.kind === 'fragments') ? '1.2.840.10008.1.2.1' : stated

/**
 * A Part 10 file of a whole object: a preamble of zeros, our own file meta information, text as UTF-8.
 * Nothing of the file that the object was read from goes in but the transfer syntax of a compressed picture.
 *
 * @source PS3.10 7.1; PS3.5 7.1.2, 7.5, A.2, A.4
 */
export function writeWholeObject(dataSet: DataSet, statedSyntax: string): Uint8Array {
  const body = dataSet.filter(({ tag }) => tag > '0002FFFF').flatMap(elementParts)
  const meta: DataSet = [
    { tag: '00020001', vr: 'OB', value: { kind: 'bytes', bytes: Uint8Array.of(0, 1) } },
    text('00020002', 'UI', textOf(dataSet, '00080016') ?? ''), text('00020003', 'UI', textOf(dataSet, '00080018') ?? ''),
    text('00020010', 'UI', writtenSyntax(statedSyntax, dataSet)), text('00020012', 'UI', implementationClassUid), text('00020013', 'SH', implementationVersionName),
  ]
  const metaParts = meta.flatMap(elementParts)
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, lengthOf(metaParts), true)
  const groupLength = elementParts({ tag: '00020000', vr: 'UL', value: { kind: 'bytes', bytes: length } })
  return joined([new Uint8Array(128), encoder.encode('DICM'), ...groupLength, ...metaParts, ...body])
}

const text = (tag: string, vr: string, value: string): DataElement => ({ tag, vr, value: { kind: 'text', texts: [value] } })

const lengthOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, part) => sum + part.length, 0)

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(lengthOf(parts))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function header(tag: string, vr: string, length: number): Uint8Array {
  const long = longVrs.has(vr)
  const view = new DataView(new ArrayBuffer(long ? 12 : 8))
  view.setUint16(0, Number.parseInt(tag.slice(0, 4), 16), true)
  view.setUint16(2, Number.parseInt(tag.slice(4), 16), true)
  view.setUint8(4, vr.charCodeAt(0))
  view.setUint8(5, vr.charCodeAt(1))
  if (long) view.setUint32(8, length, true)
  else view.setUint16(6, length, true)
  return new Uint8Array(view.buffer)
}

function marker(element: number, length: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8))
  view.setUint16(0, 0xfffe, true)
  view.setUint16(2, element, true)
  view.setUint32(4, length, true)
  return new Uint8Array(view.buffer)
}

function elementParts({ tag, vr, value }: DataElement): readonly Uint8Array[] {
  if (value.kind === 'fragments') {
    const items = value.fragments.flatMap((fragment) => [marker(0xe000, fragment.length + (fragment.length & 1)), ...even(fragment, 0)])
    return [header(tag, 'OB', undefinedLength), ...items, marker(0xe0dd, 0)]
  }
  if (value.kind === 'items') {
    const items = value.items.flatMap((item) => {
      const inner = item.flatMap(elementParts)
      return [marker(0xe000, lengthOf(inner)), ...inner]
    })
    return [header(tag, 'SQ', lengthOf(items)), ...items]
  }
  const parts = value.kind === 'bytes' ? even(value.bytes, 0) : even(encoder.encode(value.texts.join('\\')), vr === 'UI' ? 0 : 0x20)
  const length = lengthOf(parts)
  // A value that its own VR can't be as long as is written as unknown, which every reader takes (PS3.5 6.2.2).
  const written = length > 0xffff && !longVrs.has(vr) ? 'UN' : vr
  return [header(tag, written, length), ...parts]
}

/** PS3.5 7.1.1: values have an even number of bytes. */
const even = (bytes: Uint8Array, padding: number): readonly Uint8Array[] => (bytes.length % 2 === 0 ? [bytes] : [bytes, Uint8Array.of(padding)])
