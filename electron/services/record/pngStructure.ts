import { crc32 } from 'node:zlib'

export type PngSize = { readonly columns: number; readonly rows: number }

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const
const CHUNK_FRAME_BYTES = 12
const IHDR_BYTES = 13
/** The largest picture a screen makes, with room; also the largest a DICOM image object may have rows or columns. */
const LARGEST_SIDE = 32_768

/**
 * The size of a PNG whose every chunk is whole; null when the bytes are anything else, or when one of them was lost.
 * Each chunk carries a checksum, so this notices a cut or flipped picture without decoding it.
 *
 * @source ISO/IEC 15948 (PNG), 5 Datastream structure
 */
export function readPngSize(bytes: Uint8Array): PngSize | null {
  if (!signature.every((byte, index) => bytes[index] === byte)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at: number = signature.length
  let size: PngSize | null = null
  let hasPixels = false
  while (at + CHUNK_FRAME_BYTES <= bytes.length) {
    const length = view.getUint32(at)
    const end = at + CHUNK_FRAME_BYTES + length
    if (end > bytes.length || view.getUint32(end - 4) !== crc32(bytes.subarray(at + 4, end - 4))) return null
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (size === null) {
      if (type !== 'IHDR' || length !== IHDR_BYTES) return null
      size = { columns: view.getUint32(at + 8), rows: view.getUint32(at + 12) }
      if (!isSide(size.columns) || !isSide(size.rows)) return null
    }
    if (type === 'IDAT') hasPixels = true
    if (type === 'IEND') return hasPixels && end === bytes.length ? size : null
    at = end
  }
  return null
}

const isSide = (length: number): boolean => length >= 1 && length <= LARGEST_SIDE
