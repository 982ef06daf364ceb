/** Where a data set begins and how it is written, before any of it is parsed. */
export type DataSetStart = {
  readonly offset: number
  readonly transferSyntaxUid: string
  /** Which of the three uncompressed syntaxes the elements are written in: as the bytes show it, where the header contradicts them. */
  readonly writtenAs: string
  /** False when the file does not say it and the bytes were judged instead. */
  readonly stated: boolean
  readonly mediaStorageSopClassUid: string | null
}

const implicitLittle = '1.2.840.10008.1.2'
const explicitLittle = '1.2.840.10008.1.2.1'
const explicitBig = '1.2.840.10008.1.2.2'
const deflatedLittle = '1.2.840.10008.1.2.1.99'
const uncompressed = new Set([implicitLittle, explicitLittle, explicitBig])
const longVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'])

/**
 * Finds the data set of a Part 10 file, or of one without preamble or without meta information, which old archives write.
 * Null when the bytes are not DICOM. Group length is not believed: the meta group ends where another group begins.
 *
 * @source PS3.10 section 7.1
 */
export function findDataSet(bytes: Uint8Array): DataSetStart | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const hasPrefix = ascii(bytes, 128, 4) === 'DICM'
  const metaOffset = hasPrefix ? 132 : 0
  const meta = readMetaGroup(bytes, view, metaOffset)
  if (meta.elements === 0 && !hasPrefix && judgeEncoding(bytes, view, 0, true) === null) return null
  const seen = judgeEncoding(bytes, view, meta.end, false)
  const stated = meta.transferSyntaxUid
  if (stated === null && seen === null && !hasPrefix) return null
  const transferSyntaxUid = stated === null || (uncompressed.has(stated) && seen !== null) ? (seen ?? implicitLittle) : stated
  return {
    offset: meta.end, transferSyntaxUid, stated: stated !== null, mediaStorageSopClassUid: meta.sopClassUid,
    writtenAs: transferSyntaxUid === deflatedLittle ? explicitLittle : seen ?? (uncompressed.has(transferSyntaxUid) ? transferSyntaxUid : explicitLittle),
  }
}

type MetaGroup = { readonly end: number; readonly elements: number; readonly transferSyntaxUid: string | null; readonly sopClassUid: string | null }

function readMetaGroup(bytes: Uint8Array, view: DataView, start: number): MetaGroup {
  let at = start
  let elements = 0
  let transferSyntaxUid: string | null = null
  let sopClassUid: string | null = null
  while (at + 8 <= bytes.length && view.getUint16(at, true) === 2) {
    const element = view.getUint16(at + 2, true)
    const vr = ascii(bytes, at + 4, 2)
    const explicit = /^[A-Z]{2}$/.test(vr)
    const long = explicit && longVrs.has(vr)
    if (long && at + 12 > bytes.length) break
    const length = !explicit ? view.getUint32(at + 4, true) : long ? view.getUint32(at + 8, true) : view.getUint16(at + 6, true)
    const valueAt = at + (long ? 12 : 8)
    if (valueAt + length > bytes.length) break
    if (element === 0x0010) transferSyntaxUid = uidText(bytes, valueAt, length)
    if (element === 0x0002) sopClassUid = uidText(bytes, valueAt, length)
    at = valueAt + length
    elements += 1
  }
  return { end: at, elements, transferSyntaxUid, sopClassUid }
}

/** How the element at `at` is written, or null when nothing there looks like one. `strict`: at the very start of a file. */
function judgeEncoding(bytes: Uint8Array, view: DataView, at: number, strict: boolean): string | null {
  if (at + 8 > bytes.length) return null
  const little = view.getUint16(at, true)
  const big = view.getUint16(at, false)
  const explicit = /^(AE|AS|AT|CS|DA|DS|DT|FD|FL|IS|LO|LT|OB|OD|OF|OL|OV|OW|PN|SH|SL|SQ|SS|ST|SV|TM|UC|UI|UL|UN|UR|US|UT|UV)$/.test(ascii(bytes, at + 4, 2))
  const firstGroups = strict ? [8] : [4, 8, 16, 24, 32, 40]
  if (explicit && (firstGroups.includes(little) || !strict) && little < 0x100) return explicitLittle
  if (explicit && firstGroups.includes(big)) return explicitBig
  if (!explicit && firstGroups.includes(little) && view.getUint32(at + 4, true) < (strict ? 1024 : 0x10000000)) return implicitLittle
  return null
}

const ascii = (bytes: Uint8Array, at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length))
const uidText = (bytes: Uint8Array, at: number, length: number): string | null => {
  const uid = ascii(bytes, at, Math.min(length, 64)).replace(/[\0 ]+$/, '')
  return uid === '' ? null : uid
}
