import type { CodedSamples } from './samples.ts'

type Scan = { readonly components: readonly number[]; readonly tables: readonly Uint16Array[]; readonly predictor: number; readonly pointTransform: number }
type Picture = { readonly columns: number; readonly rows: number; readonly samples: number; readonly precision: number; readonly values: Uint8Array | Uint16Array }

const damaged = (): Error => new Error('Damaged JPEG lossless stream')
const word = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

/**
 * Decodes JPEG lossless (process 14, every predictor, restart intervals, one scan or one a component, 2 to 16 bits).
 *
 * Our own, because the packages at hand lose the last pixel of some frames and know neither 16-bit colour nor colour
 * in separate scans. Throws on damage; every loop is bounded by the picture or by the bytes.
 *
 * @source ITU-T T.81 Annex H; PS3.5 8.2.1
 */
export function decodeLosslessJpeg(bytes: Uint8Array, photometricInterpretation: string): CodedSamples {
  const tables = new Map<number, Uint16Array>()
  const componentIds: number[] = []
  let picture: Picture | null = null
  let restartInterval = 0
  let scanned = 0
  let at = 2
  while (at + 4 <= bytes.length) {
    const marker = word(bytes, at)
    if (marker === 0xffd9) break
    if ((marker & 0xff00) !== 0xff00 || marker === 0xffff || (marker >= 0xffd0 && marker <= 0xffd7)) {
      at += 1
      continue
    }
    const body = at + 4
    const end = at + 2 + word(bytes, at + 2)
    if (end > bytes.length || end < body) throw damaged()
    at = end
    if (marker === 0xffc4) readTables(bytes, body, end, tables)
    else if (marker === 0xffdd) restartInterval = word(bytes, body)
    else if (marker === 0xffc3) picture = readFrameHeader(bytes, body, componentIds)
    else if (marker === 0xffda) {
      if (picture === null) throw damaged()
      const scan = readScanHeader(bytes, body, componentIds, tables)
      at = decodeScan(bytes, end, picture, scan, restartInterval)
      scanned += scan.components.length
    }
  }
  if (picture === null || scanned !== picture.samples) throw damaged()
  return { values: picture.values, precision: picture.precision, signed: false, planar: false, photometricInterpretation }
}

function readFrameHeader(bytes: Uint8Array, body: number, componentIds: number[]): Picture {
  const precision = bytes[body] ?? 0
  const rows = word(bytes, body + 1)
  const columns = word(bytes, body + 3)
  const samples = bytes[body + 5] ?? 0
  if (precision < 2 || precision > 16) throw damaged()
  for (let index = 0; index < samples; index += 1) {
    const entry = body + 6 + index * 3
    componentIds.push(bytes[entry] ?? 0)
    if (bytes[entry + 1] !== 0x11) throw new Error('Subsampled JPEG lossless is not supported')
  }
  const length = rows * columns * samples
  return { columns, rows, samples, precision, values: precision <= 8 ? new Uint8Array(length) : new Uint16Array(length) }
}

/** Huffman tables as one look-up of 16 bits: code length in the high byte, category in the low; 0 = no such code. */
function readTables(bytes: Uint8Array, body: number, end: number, tables: Map<number, Uint16Array>): void {
  let at = body
  while (at + 17 <= end) {
    const id = bytes[at] ?? 0
    const lookup = new Uint16Array(65536)
    let symbol = at + 17
    let code = 0
    for (let length = 1; length <= 16; length += 1) {
      for (let left = bytes[at + length] ?? 0; left > 0; left -= 1, symbol += 1) {
        if (symbol >= end || code + (1 << (16 - length)) > 65536) throw damaged()
        lookup.fill((length << 8) | (bytes[symbol] ?? 0), code, code + (1 << (16 - length)))
        code += 1 << (16 - length)
      }
    }
    tables.set(id, lookup)
    at = symbol
  }
}

function readScanHeader(bytes: Uint8Array, body: number, componentIds: readonly number[], tables: ReadonlyMap<number, Uint16Array>): Scan {
  const count = bytes[body] ?? 0
  const components: number[] = []
  const chosen: Uint16Array[] = []
  for (let index = 0; index < count; index += 1) {
    const component = componentIds.indexOf(bytes[body + 1 + index * 2] ?? -1)
    const table = tables.get((bytes[body + 2 + index * 2] ?? 0) >> 4)
    if (component < 0 || table === undefined) throw damaged()
    components.push(component)
    chosen.push(table)
  }
  const predictor = bytes[body + 1 + count * 2] ?? 0
  if (count === 0 || predictor < 1 || predictor > 7) throw damaged()
  return { components, tables: chosen, predictor, pointTransform: (bytes[body + 3 + count * 2] ?? 0) & 15 }
}

/** Decodes one scan into the picture and returns where its bytes end. */
function decodeScan(bytes: Uint8Array, start: number, picture: Picture, scan: Scan, restartInterval: number): number {
  const { columns, rows, samples, precision, values } = picture
  if (restartInterval % columns !== 0) throw new Error('Restart intervals of part rows are not JPEG lossless')
  const restartRows = restartInterval / columns
  const stride = columns * samples
  const reader = createBitReader(bytes, start)
  const first = 1 << (precision - scan.pointTransform - 1)
  let isFirstRow = true
  for (let row = 0; row < rows; row += 1) {
    if (restartRows > 0 && row > 0 && row % restartRows === 0) {
      reader.restart()
      isFirstRow = true
    }
    for (let column = 0, pixel = row * stride; column < columns; column += 1, pixel += samples) {
      for (let index = 0; index < scan.components.length; index += 1) {
        const here = pixel + (scan.components[index] ?? 0)
        const difference = reader.difference(scan.tables[index])
        let predicted = first
        if (column === 0) {
          if (!isFirstRow) predicted = values[here - stride] ?? 0
        } else if (isFirstRow) predicted = values[here - samples] ?? 0
        else predicted = predict(scan.predictor, values[here - samples] ?? 0, values[here - stride] ?? 0, values[here - stride - samples] ?? 0)
        values[here] = predicted + difference
      }
    }
    if (reader.isPastEnd()) throw damaged()
    isFirstRow = false
  }
  if (scan.pointTransform > 0) raise(values, scan, samples)
  return reader.position()
}

function predict(predictor: number, left: number, above: number, aboveLeft: number): number {
  switch (predictor) {
    case 1: return left
    case 2: return above
    case 3: return aboveLeft
    case 4: return left + above - aboveLeft
    case 5: return left + ((above - aboveLeft) >> 1)
    case 6: return above + ((left - aboveLeft) >> 1)
    default: return (left + above) >> 1
  }
}

function raise(values: Uint8Array | Uint16Array, scan: Scan, samples: number): void {
  for (const component of scan.components) {
    for (let at = component; at < values.length; at += samples) values[at] = (values[at] ?? 0) << scan.pointTransform
  }
}

type BitReader = {
  /** The next coded difference, modulo 65536 as T.81 H.1.2.1 asks. */
  difference(table: Uint16Array | undefined): number
  restart(): void
  isPastEnd(): boolean
  position(): number
}

function createBitReader(bytes: Uint8Array, start: number): BitReader {
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
  return {
    difference(table) {
      if (count < 16) fill()
      const entry = table === undefined ? 0 : (table[(buffer >>> (count - 16)) & 0xffff] ?? 0)
      if (entry === 0) throw damaged()
      count -= entry >> 8
      const category = entry & 0xff
      if (category === 0) return 0
      if (category >= 16) return 32768
      if (count < category) fill()
      count -= category
      const magnitude = (buffer >>> count) & ((1 << category) - 1)
      return magnitude < 1 << (category - 1) ? magnitude - (1 << category) + 1 : magnitude
    },
    restart() {
      while (at + 1 < bytes.length && !(bytes[at] === 0xff && ((bytes[at + 1] ?? 0) & 0xf8) === 0xd0)) at += 1
      if (at + 1 >= bytes.length) throw damaged()
      at += 2
      buffer = count = fed = 0
    },
    isPastEnd: () => fed > count,
    position: () => at,
  }
}
