import { createBitReader, damagedJpeg, readHuffmanTables, walkJpeg, wordAt, type HuffmanTable } from './huffman.ts'
import type { CodedSamples } from './samples.ts'

type Scan = { readonly components: readonly number[]; readonly tables: readonly HuffmanTable[]; readonly predictor: number; readonly pointTransform: number }
type Picture = { readonly columns: number; readonly rows: number; readonly samples: number; readonly precision: number; readonly values: Uint8Array | Uint16Array }

/**
 * Decodes JPEG lossless (process 14, every predictor, restart intervals, one scan or one a component, 2 to 16 bits).
 *
 * Our own, because the packages at hand lose the last pixel of some frames and know neither 16-bit colour nor colour
 * in separate scans. Throws on damage; every loop is bounded by the picture or by the bytes.
 *
 * @source ITU-T T.81 Annex H; PS3.5 8.2.1
 */
export function decodeLosslessJpeg(bytes: Uint8Array, photometricInterpretation: string): CodedSamples {
  const tables = new Map<number, HuffmanTable>()
  const componentIds: number[] = []
  const state: { picture: Picture | null; restartInterval: number; scanned: number } = { picture: null, restartInterval: 0, scanned: 0 }
  walkJpeg(bytes, (segment) => {
    if (segment.marker === 0xffc4) readHuffmanTables(bytes, segment, tables)
    else if (segment.marker === 0xffdd) state.restartInterval = wordAt(bytes, segment.body)
    else if (segment.marker === 0xffc3) state.picture = readFrameHeader(bytes, segment.body, componentIds)
  }, ({ body, end }) => {
    if (state.picture === null) throw damagedJpeg()
    const scan = readScanHeader(bytes, body, componentIds, tables)
    state.scanned += scan.components.length
    return decodeScan(bytes, end, state.picture, scan, state.restartInterval)
  })
  const { picture, scanned } = state
  if (picture === null || scanned !== picture.samples) throw damagedJpeg()
  return { values: picture.values, precision: picture.precision, signed: false, planar: false, photometricInterpretation }
}

function readFrameHeader(bytes: Uint8Array, body: number, componentIds: number[]): Picture {
  const precision = bytes[body] ?? 0
  const rows = wordAt(bytes, body + 1)
  const columns = wordAt(bytes, body + 3)
  const samples = bytes[body + 5] ?? 0
  if (precision < 2 || precision > 16) throw damagedJpeg()
  for (let index = 0; index < samples; index += 1) {
    const entry = body + 6 + index * 3
    componentIds.push(bytes[entry] ?? 0)
    if (bytes[entry + 1] !== 0x11) throw new Error('Subsampled JPEG lossless is not supported')
  }
  const length = rows * columns * samples
  return { columns, rows, samples, precision, values: precision <= 8 ? new Uint8Array(length) : new Uint16Array(length) }
}

function readScanHeader(bytes: Uint8Array, body: number, componentIds: readonly number[], tables: ReadonlyMap<number, HuffmanTable>): Scan {
  const count = bytes[body] ?? 0
  const components: number[] = []
  const chosen: HuffmanTable[] = []
  for (let index = 0; index < count; index += 1) {
    const component = componentIds.indexOf(bytes[body + 1 + index * 2] ?? -1)
    const table = tables.get((bytes[body + 2 + index * 2] ?? 0) >> 4)
    if (component < 0 || table === undefined) throw damagedJpeg()
    components.push(component)
    chosen.push(table)
  }
  const predictor = bytes[body + 1 + count * 2] ?? 0
  if (count === 0 || predictor < 1 || predictor > 7) throw damagedJpeg()
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
        const table = scan.tables[index]
        if (table === undefined) throw damagedJpeg()
        const category = reader.symbol(table)
        // Category 16 is one difference without further bits (T.81 H.1.2.2).
        const difference = category >= 16 ? 32768 : reader.extended(category)
        let predicted = first
        if (column === 0) {
          if (!isFirstRow) predicted = values[here - stride] ?? 0
        } else if (isFirstRow) predicted = values[here - samples] ?? 0
        else predicted = predict(scan.predictor, values[here - samples] ?? 0, values[here - stride] ?? 0, values[here - stride - samples] ?? 0)
        values[here] = predicted + difference
      }
    }
    if (reader.isPastEnd()) throw damagedJpeg()
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
