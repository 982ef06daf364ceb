import { createBitReader, damagedJpeg, readHuffmanTables, walkJpeg, wordAt, type BitReader, type HuffmanTable, type JpegSegment } from './huffman.ts'
import type { CodedSamples } from './samples.ts'

// T.81 Figure A.6: where the coefficient that is coded k-th stands in its block.
const zigzag = new Uint8Array([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
])

type Picture = {
  readonly columns: number
  readonly rows: number
  readonly precision: number
  readonly isProgressive: boolean
  readonly quantisation: number
  readonly blocksAcross: number
  readonly blocks: number
  readonly coefficients: Int32Array
}

type Scan = {
  readonly dc: HuffmanTable | null
  readonly ac: HuffmanTable | null
  readonly start: number
  readonly end: number
  readonly high: number
  readonly low: number
}

/**
 * Decodes grey JPEG of the DCT processes with 8 or 12 bits: baseline, extended and progressive.
 *
 * Our own, because the WebAssembly of libjpeg-turbo is built for 8 bits only, and the JavaScript decoder inside
 * cornerstone's loader rounds its transform so that 12-bit values come out up to 156 beside those of DCMTK.
 * The transform here is done in floating point, exact to the last bit before rounding.
 *
 * @source ITU-T T.81 Annexes A, F and G; PS3.5 8.2.1
 */
export function decodeExtendedJpeg(bytes: Uint8Array, photometricInterpretation: string): CodedSamples {
  const tables = new Map<number, HuffmanTable>()
  const quantisations = new Map<number, Uint16Array>()
  const state: { picture: Picture | null; restartInterval: number } = { picture: null, restartInterval: 0 }
  walkJpeg(bytes, (segment) => {
    if (segment.marker === 0xffc4) readHuffmanTables(bytes, segment, tables)
    else if (segment.marker === 0xffdb) readQuantisation(bytes, segment, quantisations)
    else if (segment.marker === 0xffdd) state.restartInterval = wordAt(bytes, segment.body)
    else if (segment.marker >= 0xffc0 && segment.marker <= 0xffc2) state.picture = readFrameHeader(bytes, segment)
  }, (segment) => {
    if (state.picture === null) throw damagedJpeg()
    return decodeScan(bytes, segment, state.picture, tables, state.restartInterval)
  })
  const { picture } = state
  if (picture === null) throw damagedJpeg()
  const values = transformBlocks(picture, quantisations)
  return { values, precision: picture.precision, signed: false, planar: false, photometricInterpretation }
}

function readFrameHeader(bytes: Uint8Array, { marker, body }: JpegSegment): Picture {
  const columns = wordAt(bytes, body + 3)
  const rows = wordAt(bytes, body + 1)
  if (bytes[body + 5] !== 1) throw new Error('Only grey pictures are decoded here')
  // With one component a unit is one block, whatever sampling factors are written (T.81 A.2.2).
  const blocksAcross = Math.ceil(columns / 8)
  const blocks = blocksAcross * Math.ceil(rows / 8)
  return { columns, rows, precision: bytes[body] ?? 0, isProgressive: marker === 0xffc2, quantisation: bytes[body + 8] ?? 0, blocksAcross, blocks, coefficients: new Int32Array(blocks * 64) }
}

function readQuantisation(bytes: Uint8Array, { body, end }: JpegSegment, quantisations: Map<number, Uint16Array>): void {
  let at = body
  while (at < end) {
    const head = bytes[at] ?? 0
    const isWide = head >> 4 !== 0
    const table = new Uint16Array(64)
    for (let k = 0; k < 64; k += 1) table[zigzag[k] ?? 0] = isWide ? wordAt(bytes, at + 1 + 2 * k) : (bytes[at + 1 + k] ?? 0)
    quantisations.set(head & 15, table)
    at += isWide ? 129 : 65
  }
}

function decodeScan(bytes: Uint8Array, { body, end }: JpegSegment, picture: Picture, tables: ReadonlyMap<number, HuffmanTable>, restartInterval: number): number {
  if (bytes[body] !== 1) throw damagedJpeg()
  const selectors = bytes[body + 2] ?? 0
  const approximation = bytes[body + 5] ?? 0
  const scan: Scan = {
    dc: tables.get(selectors >> 4) ?? null, ac: tables.get(16 + (selectors & 15)) ?? null,
    start: bytes[body + 3] ?? 0, end: picture.isProgressive ? (bytes[body + 4] ?? 0) : 63, high: approximation >> 4, low: approximation & 15,
  }
  if (scan.end > 63 || scan.start > scan.end) throw damagedJpeg()
  const reader = createBitReader(bytes, end)
  const decodeBlock = blockDecoder(picture, scan, reader)
  for (let block = 0; block < picture.blocks; block += 1) {
    if (restartInterval > 0 && block > 0 && block % restartInterval === 0) {
      reader.restart()
      decodeBlock.reset()
    }
    decodeBlock.next(block * 64)
    if (reader.isPastEnd()) throw damagedJpeg()
  }
  return reader.position()
}

type BlockDecoder = { next(offset: number): void; reset(): void }

function blockDecoder(picture: Picture, scan: Scan, reader: BitReader): BlockDecoder {
  if (!picture.isProgressive) return sequentialBlocks(picture.coefficients, scan, reader)
  if (scan.start === 0) return scan.high === 0 ? firstDc(picture.coefficients, scan, reader) : refineDc(picture.coefficients, scan, reader)
  return scan.high === 0 ? firstAc(picture.coefficients, scan, reader) : refineAc(picture.coefficients, scan, reader)
}

function need(table: HuffmanTable | null): HuffmanTable {
  if (table === null) throw damagedJpeg()
  return table
}

function sequentialBlocks(coefficients: Int32Array, scan: Scan, reader: BitReader): BlockDecoder {
  const dc = need(scan.dc)
  const ac = need(scan.ac)
  let predicted = 0
  return {
    reset: () => { predicted = 0 },
    next(offset) {
      predicted += reader.extended(reader.symbol(dc) & 15)
      coefficients[offset] = predicted
      for (let k = 1; k < 64; k += 1) {
        const symbol = reader.symbol(ac)
        const category = symbol & 15
        const run = symbol >> 4
        if (category === 0) {
          if (run < 15) return
          k += 15
          continue
        }
        k += run
        if (k > 63) throw damagedJpeg()
        coefficients[offset + (zigzag[k] ?? 0)] = reader.extended(category)
      }
    },
  }
}

function firstDc(coefficients: Int32Array, scan: Scan, reader: BitReader): BlockDecoder {
  const dc = need(scan.dc)
  let predicted = 0
  return {
    reset: () => { predicted = 0 },
    next(offset) {
      predicted += reader.extended(reader.symbol(dc) & 15)
      coefficients[offset] = predicted * (1 << scan.low)
    },
  }
}

const refineDc = (coefficients: Int32Array, scan: Scan, reader: BitReader): BlockDecoder => ({
  reset: () => undefined,
  next(offset) {
    if (reader.bits(1) === 1) coefficients[offset] = (coefficients[offset] ?? 0) | (1 << scan.low)
  },
})

function firstAc(coefficients: Int32Array, scan: Scan, reader: BitReader): BlockDecoder {
  const ac = need(scan.ac)
  let endOfBandRun = 0
  return {
    reset: () => { endOfBandRun = 0 },
    next(offset) {
      if (endOfBandRun > 0) {
        endOfBandRun -= 1
        return
      }
      for (let k = scan.start; k <= scan.end; k += 1) {
        const symbol = reader.symbol(ac)
        const category = symbol & 15
        const run = symbol >> 4
        if (category === 0) {
          if (run < 15) {
            endOfBandRun = (1 << run) - 1 + reader.bits(run)
            return
          }
          k += 15
          continue
        }
        k += run
        if (k > scan.end) throw damagedJpeg()
        coefficients[offset + (zigzag[k] ?? 0)] = reader.extended(category) * (1 << scan.low)
      }
    },
  }
}

/** T.81 G.1.2.3: new coefficients of one bit, and one more bit for each that is there already. */
function refineAc(coefficients: Int32Array, scan: Scan, reader: BitReader): BlockDecoder {
  const ac = need(scan.ac)
  const step = 1 << scan.low
  let endOfBandRun = 0
  const correct = (at: number, value: number): void => {
    if (reader.bits(1) === 1 && (Math.abs(value) & step) === 0) coefficients[at] = value + (value > 0 ? step : -step)
  }
  /** Passes `zeros` empty places from k on, correcting what is not empty; returns the place after them. */
  const pass = (offset: number, from: number, zeros: number): number => {
    let left = zeros
    let k = from
    for (; k <= scan.end; k += 1) {
      const at = offset + (zigzag[k] ?? 0)
      const value = coefficients[at] ?? 0
      if (value !== 0) correct(at, value)
      else if (left === 0) break
      else left -= 1
    }
    return k
  }
  return {
    reset: () => { endOfBandRun = 0 },
    next(offset) {
      let k = scan.start
      while (endOfBandRun === 0 && k <= scan.end) {
        const symbol = reader.symbol(ac)
        const run = symbol >> 4
        if ((symbol & 15) === 0 && run < 15) {
          endOfBandRun = (1 << run) + reader.bits(run)
          break
        }
        const fresh = (symbol & 15) === 0 ? 0 : reader.bits(1) === 1 ? step : -step
        k = pass(offset, k, run)
        if (k > scan.end) break
        if (fresh !== 0) coefficients[offset + (zigzag[k] ?? 0)] = fresh
        k += 1
      }
      if (endOfBandRun > 0) {
        pass(offset, k, 64)
        endOfBandRun -= 1
      }
    },
  }
}

/** cosines[x · 8 + u] = C(u)/2 · cos((2x + 1) u π / 16), T.81 A.3.3. */
const cosines = Float64Array.from({ length: 64 }, (_, index) => {
  const u = index & 7
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * (index >> 3) + 1) * u * Math.PI) / 16)
})

function transformBlocks(picture: Picture, quantisations: ReadonlyMap<number, Uint16Array>): Uint16Array {
  const { columns, rows, precision, blocksAcross, blocks, coefficients } = picture
  const quantisation = quantisations.get(picture.quantisation)
  if (quantisation === undefined) throw damagedJpeg()
  const values = new Uint16Array(columns * rows)
  const largest = 2 ** precision - 1
  const middle = 2 ** (precision - 1)
  const between = new Float64Array(64)
  for (let block = 0; block < blocks; block += 1) {
    transformRows(coefficients, block * 64, quantisation, between)
    const top = Math.floor(block / blocksAcross) * 8
    const left = (block % blocksAcross) * 8
    const width = Math.min(8, columns - left)
    const height = Math.min(8, rows - top)
    for (let x = 0; x < width; x += 1) {
      for (let y = 0; y < height; y += 1) {
        let sum = middle
        for (let v = 0; v < 8; v += 1) sum += (between[v * 8 + x] ?? 0) * (cosines[y * 8 + v] ?? 0)
        const rounded = Math.round(sum)
        values[(top + y) * columns + left + x] = rounded < 0 ? 0 : rounded > largest ? largest : rounded
      }
    }
  }
  return values
}

/** The first half of the separable inverse transform, with the quantisation undone; rows of zeros are common and free. */
function transformRows(coefficients: Int32Array, offset: number, quantisation: Uint16Array, between: Float64Array): void {
  between.fill(0)
  for (let row = 0; row < 64; row += 8) {
    for (let u = 0; u < 8; u += 1) {
      const coefficient = coefficients[offset + row + u] ?? 0
      if (coefficient === 0) continue
      const value = coefficient * (quantisation[row + u] ?? 0)
      for (let x = 0; x < 8; x += 1) between[row + x] = (between[row + x] ?? 0) + value * (cosines[x * 8 + u] ?? 0)
    }
  }
}
