import { deflateSync } from 'fflate'

export type Syntax = 'implicitLittle' | 'explicitLittle' | 'explicitBig' | 'deflated'
export const syntaxUid: Readonly<Record<Syntax, string>> = {
  implicitLittle: '1.2.840.10008.1.2', explicitLittle: '1.2.840.10008.1.2.1', explicitBig: '1.2.840.10008.1.2.2', deflated: '1.2.840.10008.1.2.1.99',
}
/** Values as they are written: text for text VRs, numbers for binary ones, bytes as they are, items for sequences. */
export type Value = string | number | readonly number[] | Uint8Array | readonly Element[][]
/** Tag as eight hexadecimal digits, in the order in which the file is to hold them. */
export type Element = readonly [tag: string, vr: string, value: Value]

const longVrs = new Set(['OB', 'OW', 'OF', 'OD', 'OV', 'SQ', 'UN', 'UT', 'UC', 'UR'])
const widths: Readonly<Record<string, number>> = { US: 2, SS: 2, UL: 4, SL: 4, FL: 4, FD: 8, AT: 4 }
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

function bytesOf(vr: string, value: Value, syntax: Syntax): Uint8Array {
  const little = syntax !== 'explicitBig'
  if (value instanceof Uint8Array) return value
  if (typeof value === 'string') return latin1(value.length % 2 === 0 ? value : value + (vr === 'UI' ? '\0' : ' '))
  if (vr === 'SQ') return concat((value as readonly Element[][]).map((item) => itemBytes(dataSetBytes(item, syntax), little)))
  const numbers = typeof value === 'number' ? [value] : (value as readonly number[])
  const width = widths[vr] ?? 2
  const view = new DataView(new ArrayBuffer(numbers.length * width))
  for (const [index, one] of numbers.entries()) {
    const at = index * width
    if (vr === 'FL') view.setFloat32(at, one, little)
    else if (vr === 'FD') view.setFloat64(at, one, little)
    else if (vr === 'AT') {
      view.setUint16(at, one >>> 16, little)
      view.setUint16(at + 2, one & 0xffff, little)
    } else if (width === 4) view.setInt32(at, one | 0, little)
    else view.setUint16(at, one & 0xffff, little)
  }
  return new Uint8Array(view.buffer)
}

function itemBytes(body: Uint8Array, little: boolean): Uint8Array {
  const head = new DataView(new ArrayBuffer(8))
  head.setUint16(0, 0xfffe, little)
  head.setUint16(2, 0xe000, little)
  head.setUint32(4, body.length, little)
  return concat([new Uint8Array(head.buffer), body])
}

function elementBytes([tag, vr, value]: Element, syntax: Syntax, undefinedLength = false): Uint8Array {
  const little = syntax !== 'explicitBig'
  const body = bytesOf(vr, value, syntax)
  const explicit = syntax !== 'implicitLittle'
  const long = explicit && longVrs.has(vr)
  const head = new DataView(new ArrayBuffer(long ? 12 : 8))
  head.setUint16(0, Number.parseInt(tag.slice(0, 4), 16), little)
  head.setUint16(2, Number.parseInt(tag.slice(4), 16), little)
  const length = undefinedLength ? 0xffffffff : body.length
  if (explicit) {
    head.setUint8(4, vr.charCodeAt(0))
    head.setUint8(5, vr.charCodeAt(1))
    if (long) head.setUint32(8, length, little)
    else head.setUint16(6, length, little)
  } else head.setUint32(4, length, little)
  return concat([new Uint8Array(head.buffer), body])
}

export const dataSetBytes = (elements: readonly Element[], syntax: Syntax): Uint8Array => concat(elements.map((element) => elementBytes(element, syntax)))

/** Pixel data cut into items; the first item is the offset table. */
export function encapsulatedPixelData(table: readonly number[], fragments: readonly Uint8Array[], delimited = true): Uint8Array {
  const tableBytes = bytesOf('UL', table, 'explicitLittle')
  const parts = [tableBytes, ...fragments].map((part) => itemBytes(part, true))
  const delimiter = Uint8Array.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0])
  return elementBytes(['7fe00010', 'OB', concat(delimited ? [...parts, delimiter] : parts)], 'explicitLittle', true)
}

export type FileOptions = {
  readonly syntax?: Syntax
  /** Names another transfer syntax than the one written. */
  readonly transferSyntaxUid?: string
  readonly preamble?: boolean
  readonly meta?: boolean
  /** Bytes after the data set, as they are. */
  readonly tail?: Uint8Array
}

/** A Part 10 file, or one of the broken kinds that are found in the field. */
export function fileBytes(elements: readonly Element[], options: FileOptions = {}): Uint8Array {
  const { syntax = 'explicitLittle', preamble = true, meta = true, tail = new Uint8Array(0) } = options
  const written = dataSetBytes(elements, syntax === 'deflated' ? 'explicitLittle' : syntax)
  const body = syntax === 'deflated' ? deflateSync(concat([written, tail])) : concat([written, tail])
  const rest = dataSetBytes([['00020010', 'UI', options.transferSyntaxUid ?? syntaxUid[syntax]]], 'explicitLittle')
  const group = dataSetBytes([['00020000', 'UL', rest.length]], 'explicitLittle')
  return concat([preamble ? concat([new Uint8Array(128), latin1('DICM')]) : new Uint8Array(0), meta ? concat([group, rest]) : new Uint8Array(0), body])
}

export type SliceFields = {
  readonly seriesUid?: string; readonly sopInstanceUid?: string; readonly rows?: number; readonly columns?: number; readonly zMm?: number
  readonly instanceNumber?: number; readonly patientId?: string; readonly patientName?: string; readonly birthDate?: string; readonly pixels?: Uint8Array; readonly sopClassUid?: string
  /** Replaces elements by tag, or adds them; a null takes one out. */
  readonly change?: Readonly<Record<string, readonly [vr: string, value: Value] | null>>
}

/** One axial CT slice, complete as a scanner would send it. */
export function ctSlice(fields: SliceFields = {}): Element[] {
  const { rows = 8, columns = 8, zMm = 0, instanceNumber = 1 } = fields
  const base: readonly Element[] = [
    ['00080005', 'CS', 'ISO_IR 100'], ['00080008', 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'], ['00080016', 'UI', fields.sopClassUid ?? '1.2.840.10008.5.1.4.1.1.2'], ['00080018', 'UI', fields.sopInstanceUid ?? `1.2.3.4.${instanceNumber}`],
    ['00080020', 'DA', '20260102'], ['00080022', 'DA', '20260102'], ['00080030', 'TM', '101500'], ['00080032', 'TM', '101530.25'], ['00080060', 'CS', 'CT'], ['0008103e', 'LO', 'Neck 1.0'],
    ['00100010', 'PN', fields.patientName ?? 'Test^Phantom'], ['00100020', 'LO', fields.patientId ?? 'P1'], ['00100030', 'DA', fields.birthDate ?? '19700101'], ['00100040', 'CS', 'F'],
    ['0020000d', 'UI', '1.2.3.1'], ['0020000e', 'UI', fields.seriesUid ?? '1.2.3.2'], ['00200011', 'IS', '3'], ['00200013', 'IS', String(instanceNumber)], ['00200032', 'DS', `-10\\-20\\${zMm}`], ['00200037', 'DS', '1\\0\\0\\0\\1\\0'], ['00200052', 'UI', '1.2.3.9'],
    ['00280002', 'US', 1], ['00280004', 'CS', 'MONOCHROME2'], ['00280010', 'US', rows], ['00280011', 'US', columns], ['00280030', 'DS', '0.5\\0.5'], ['00280100', 'US', 16], ['00280101', 'US', 16], ['00280102', 'US', 15], ['00280103', 'US', 1],
    ['00281050', 'DS', '40\\300'], ['00281051', 'DS', '400\\1500'], ['00281052', 'DS', '-1024'], ['00281053', 'DS', '1'], ['7fe00010', 'OW', fields.pixels ?? new Uint8Array(rows * columns * 2).fill(instanceNumber)],
  ]
  const change = fields.change ?? {}
  const kept = base.flatMap((element): Element[] => {
    const found = change[element[0]]
    return found === undefined ? [element] : found === null ? [] : [[element[0], found[0], found[1]]]
  })
  const added = Object.entries(change).flatMap(([tag, found]): Element[] => (found === null || base.some((element) => element[0] === tag) ? [] : [[tag, found[0], found[1]]]))
  return [...kept, ...added].sort((a, b) => (a[0] < b[0] ? -1 : 1))
}
