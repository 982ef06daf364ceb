import { readFile } from 'node:fs/promises'
import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import type { OverlayPlane } from '#shared/dicom/imageDescription.ts'
import { overlayTag } from '#shared/dicom/tags.ts'

/**
 * One frame of an overlay plane, a byte a pixel: 1 where something is drawn. Bits lie in words of sixteen, so a big-endian
 * file swaps them; in old files the overlay hides in an unused bit of each pixel instead.
 *
 * @source PS3.3 C.9.2, PS3.5 8.1.2 (retired form)
 */
export async function readOverlay(filePath: string, plane: OverlayPlane, frame: number, pixelFrame: () => Promise<Uint8Array | null>, bytesPerPixel: number): Promise<Uint8Array | null> {
  const bytes = await readFile(filePath).catch(() => null)
  if (bytes === null) return null
  const reading = readHeader(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), bytes.length)
  if (reading.kind !== 'read') return null
  const { header } = reading
  const pixels = plane.rows * plane.columns
  const dataTag = overlayTag(plane.group, 0x3000, 'OW')
  const data = header.bytes(dataTag)
  if (data !== null) return unpack(header.bigEndian && header.vrOf(dataTag) === 'OW' ? swapWords(data) : data, frame * pixels, pixels)
  const bit = header.number(overlayTag(plane.group, 0x0102, 'US'))
  const stored = await pixelFrame()
  if (bit === null || stored === null || bytesPerPixel > 4 || stored.length < pixels * bytesPerPixel) return null
  // The bit lies in one byte of each pixel; which one depends on the byte order.
  const byteOfBit = header.bigEndian ? bytesPerPixel - 1 - (bit >> 3) : bit >> 3
  return Uint8Array.from({ length: pixels }, (_, pixel) => ((stored[pixel * bytesPerPixel + byteOfBit] ?? 0) >> (bit & 7)) & 1)
}

function unpack(data: Uint8Array, firstBit: number, pixels: number): Uint8Array | null {
  if (data.length * 8 < firstBit + pixels) return null
  return Uint8Array.from({ length: pixels }, (_, pixel) => ((data[(firstBit + pixel) >> 3] ?? 0) >> ((firstBit + pixel) & 7)) & 1)
}

function swapWords(data: Uint8Array): Uint8Array {
  const swapped = new Uint8Array(data.length)
  for (let at = 0; at + 1 < data.length; at += 2) {
    swapped[at] = data[at + 1] ?? 0
    swapped[at + 1] = data[at] ?? 0
  }
  return swapped
}
