/** One Huffman table as a look-up of 16 bits: code length in the high byte, symbol in the low; 0 = no such code. */
export type HuffmanTable = Uint16Array

export const damagedJpeg = (): Error => new Error('Damaged JPEG stream')
export const wordAt = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

export type JpegSegment = { readonly marker: number; readonly body: number; readonly end: number }

/**
 * Walks the marker segments of a JPEG stream. `onScan` gets each scan header and returns where its coded bytes end.
 * Every step goes forward, so the walk ends whatever the bytes are.
 *
 * @source ITU-T T.81 Annex B
 */
export function walkJpeg(bytes: Uint8Array, onSegment: (segment: JpegSegment) => void, onScan: (segment: JpegSegment) => number): void {
  let at = 2
  while (at + 4 <= bytes.length) {
    const marker = wordAt(bytes, at)
    if (marker === 0xffd9) return
    if (marker < 0xff01 || marker === 0xffff || (marker >= 0xffd0 && marker <= 0xffd7)) {
      at += 1
      continue
    }
    const segment = { marker, body: at + 4, end: at + 2 + wordAt(bytes, at + 2) }
    if (segment.end > bytes.length || segment.end < segment.body) throw damagedJpeg()
    if (marker === 0xffda) at = Math.max(segment.end, onScan(segment))
    else {
      onSegment(segment)
      at = segment.end
    }
  }
}

/** Reads a DHT segment; keys are class · 16 + destination, as written. */
export function readHuffmanTables(bytes: Uint8Array, { body, end }: JpegSegment, tables: Map<number, HuffmanTable>): void {
  let at = body
  while (at + 17 <= end) {
    const lookup = new Uint16Array(65536)
    let symbol = at + 17
    let code = 0
    for (let length = 1; length <= 16; length += 1) {
      for (let left = bytes[at + length] ?? 0; left > 0; left -= 1, symbol += 1) {
        if (symbol >= end || code + (1 << (16 - length)) > 65536) throw damagedJpeg()
        lookup.fill((length << 8) | (bytes[symbol] ?? 0), code, code + (1 << (16 - length)))
        code += 1 << (16 - length)
      }
    }
    tables.set(bytes[at] ?? 0, lookup)
    at = symbol
  }
}

export type BitReader = {
  symbol(table: HuffmanTable): number
  /** Unsigned, at most 16 bits. */
  bits(count: number): number
  /** A signed value of the given category, T.81 F.2.2.1 EXTEND. */
  extended(category: number): number
  /** Goes on behind the next restart marker. */
  restart(): void
  /** More bits were used than the scan has. */
  isPastEnd(): boolean
  position(): number
}

export function createBitReader(bytes: Uint8Array, start: number): BitReader {
  let at = start
  let buffer = 0
  let count = 0
  /** Zero bits fed after the last byte of the scan: using one of them means that bytes are missing. */
  let fed = 0
  const fill = (): void => {
    while (count <= 24) {
      const byte = bytes[at] ?? 0xff
      if (byte === 0xff && bytes[at + 1] !== 0) {
        buffer <<= 8
        fed += 8
      } else {
        buffer = (buffer << 8) | byte
        at += byte === 0xff ? 2 : 1
      }
      count += 8
    }
  }
  const take = (wanted: number): number => {
    if (count < wanted) fill()
    count -= wanted
    return (buffer >>> count) & ((1 << wanted) - 1)
  }
  return {
    symbol(table) {
      if (count < 16) fill()
      const entry = table[(buffer >>> (count - 16)) & 0xffff] ?? 0
      if (entry === 0) throw damagedJpeg()
      count -= entry >> 8
      return entry & 0xff
    },
    bits: take,
    extended(category) {
      if (category === 0) return 0
      const magnitude = take(category)
      return magnitude < 1 << (category - 1) ? magnitude - (1 << category) + 1 : magnitude
    },
    restart() {
      while (at + 1 < bytes.length && !(bytes[at] === 0xff && ((bytes[at + 1] ?? 0) & 0xf8) === 0xd0)) at += 1
      if (at + 1 >= bytes.length) throw damagedJpeg()
      at += 2
      buffer = count = fed = 0
    },
    isPastEnd: () => fed > count,
    position: () => at,
  }
}
