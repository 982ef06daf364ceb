import { crc32 } from 'node:zlib'

export type PngSize = { readonly columns: number; readonly rows: number }
export type PngChunk = { readonly type: string; readonly content: Uint8Array }

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const
const CHUNK_FRAME_BYTES = 12
const IHDR_BYTES = 13
/** The largest picture a screen makes, with room; also the largest a DICOM image object may have rows or columns. */
const LARGEST_SIDE = 32_768

/**
 * The chunks of a PNG, each of them whole, from its header to its end; null when the bytes are anything else, or when one of
 * them was lost. Each chunk carries a checksum, so this notices a cut or flipped picture without decoding it.
 *
 * @source ISO/IEC 15948 (PNG), 5 Datastream structure
 */
export function readPngChunks(bytes: Uint8Array): readonly PngChunk[] | null {
  if (!signature.every((byte, index) => bytes[index] === byte)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: PngChunk[] = []
  let at: number = signature.length
  while (at + CHUNK_FRAME_BYTES <= bytes.length) {
    const end = at + CHUNK_FRAME_BYTES + view.getUint32(at)
    if (end > bytes.length || view.getUint32(end - 4) !== crc32(bytes.subarray(at + 4, end - 4))) return null
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    chunks.push({ type, content: bytes.subarray(at + 8, end - 4) })
    if (type === 'IEND') return end === bytes.length ? chunks : null
    at = end
  }
  return null
}

/** The size of a PNG whose every chunk is whole and that has pixels; null when the bytes are anything else. */
export function readPngSize(bytes: Uint8Array): PngSize | null {
  const chunks = readPngChunks(bytes)
  const header = chunks?.[0]
  if (chunks === null || header?.type !== 'IHDR' || header.content.length !== IHDR_BYTES || !chunks.some(({ type }) => type === 'IDAT')) return null
  const view = new DataView(header.content.buffer, header.content.byteOffset, IHDR_BYTES)
  const size = { columns: view.getUint32(0), rows: view.getUint32(4) }
  return isSide(size.columns) && isSide(size.rows) ? size : null
}

const isSide = (length: number): boolean => length >= 1 && length <= LARGEST_SIDE
