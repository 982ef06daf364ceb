import { inflateSync } from 'node:zlib'

const WOFF = 0x774f4646
const HEADER = 44
const ENTRY = 20

/**
 * A font out of its web container as the font it is: tables unpacked at once by the host, where a reader of fonts would do it in
 * script and take most of a second for Korean.
 *
 * @source W3C WOFF 1.0, sections 3 to 5; OpenType, Organization of an OpenType font
 */
export function woffToFont(woff: Uint8Array): Uint8Array {
  const from = new DataView(woff.buffer, woff.byteOffset, woff.byteLength)
  if (woff.length < HEADER || from.getUint32(0) !== WOFF) throw new Error('This is not a font in a WOFF container.')
  const count = from.getUint16(12)
  const tables = Array.from({ length: count }, (_, at) => {
    const entry = HEADER + at * ENTRY
    const [offset, packed, length] = [from.getUint32(entry + 4), from.getUint32(entry + 8), from.getUint32(entry + 12)]
    const stored = woff.subarray(offset, offset + packed)
    return { tag: from.getUint32(entry), checksum: from.getUint32(entry + 16), bytes: packed < length ? new Uint8Array(inflateSync(stored)) : stored }
  })
  const begin = 12 + 16 * count
  const font = new Uint8Array(begin + tables.reduce((sum, { bytes }) => sum + padded(bytes.length), 0))
  const to = new DataView(font.buffer)
  to.setUint32(0, from.getUint32(4))
  to.setUint16(4, count)
  const power = Math.floor(Math.log2(count))
  to.setUint16(6, 16 * 2 ** power)
  to.setUint16(8, power)
  to.setUint16(10, 16 * (count - 2 ** power))
  let offset = begin
  for (const [at, { tag, checksum, bytes }] of tables.entries()) {
    const entry = 12 + 16 * at
    to.setUint32(entry, tag)
    to.setUint32(entry + 4, checksum)
    to.setUint32(entry + 8, offset)
    to.setUint32(entry + 12, bytes.length)
    font.set(bytes, offset)
    offset += padded(bytes.length)
  }
  return font
}

const padded = (length: number): number => (length + 3) & ~3
