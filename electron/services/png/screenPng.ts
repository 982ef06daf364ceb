import { inflateSync } from 'node:zlib'
import type { RgbPicture } from '#shared/reporting/secondaryCapture.ts'
import { readPngChunks, readPngSize, type PngChunk } from './pngStructure.ts'

/** Where a header says how pixels are kept: bits a sample, colour type, compression, filtering, interlacing. */
const KEPT_AT = 8
const OPAQUE = 255

/**
 * A PNG as screens make them, eight bits a sample, in colour, line after line: unpacked by the host and in one piece of memory,
 * several times as fast as in script. Null for every other kind, and for one that is damaged.
 *
 * @source ISO/IEC 15948 (PNG), 9 Filtering, 11.2.2 IHDR
 */
export function unpackScreenPng(bytes: Uint8Array): RgbPicture | null {
  const [size, chunks] = [readPngSize(bytes), readPngChunks(bytes)]
  if (size === null || chunks === null || chunks.some(({ type }) => type === 'tRNS')) return null
  const channels = plainChannels(chunks)
  if (channels === null) return null
  const width = size.columns * channels
  const lines = inflated(chunks, size.rows * (1 + width))
  if (lines === null || !unfilter(lines, width, channels)) return null
  const samples = lines.subarray(0, size.rows * width)
  return { ...size, samples: channels === 3 ? samples : onBlack(samples) }
}

function plainChannels([header]: readonly PngChunk[]): 3 | 4 | null {
  const [depth, colour, compression, filtering, interlacing] = header?.content.subarray(KEPT_AT) ?? []
  if (depth !== 8 || compression !== 0 || filtering !== 0 || interlacing !== 0) return null
  return colour === 2 ? 3 : colour === 6 ? 4 : null
}

function inflated(chunks: readonly PngChunk[], length: number): Uint8Array | null {
  try {
    const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ content }) => content))
    // A little more room than is needed: a full buffer would be followed by another of its size.
    const lines = inflateSync(packed, { chunkSize: length + 64, maxOutputLength: length + 64 })
    return lines.length === length ? lines : null
  } catch {
    return null
  }
}

/** Undoes in place what each line says was done to it, and moves the lines together; false where a line says what does not exist. */
function unfilter(lines: Uint8Array, width: number, back: number): boolean {
  let above: Uint8Array = new Uint8Array(width)
  for (let from = 0, to = 0; from < lines.length; from += width + 1, to += width) {
    const filter = lines[from]
    lines.copyWithin(to, from + 1, from + 1 + width)
    const line = lines.subarray(to, to + width)
    switch (filter) {
      case 0: break
      case 1: for (let at = back; at < width; at += 1) line[at] = byte(line, at) + byte(line, at - back); break
      case 2: for (let at = 0; at < width; at += 1) line[at] = byte(line, at) + byte(above, at); break
      case 3: for (let at = 0; at < width; at += 1) line[at] = byte(line, at) + (((at < back ? 0 : byte(line, at - back)) + byte(above, at)) >> 1); break
      case 4: unfilterPaeth(line, above, back); break
      default: return false
    }
    above = line
  }
  return true
}

// Every place is inside the line by the bounds of the loops.
const byte = (line: Uint8Array, at: number): number => line[at] as number

/** The hot loop of every export: what stands to the left is kept in hand, for each sample of a pixel in turn. */
function unfilterPaeth(line: Uint8Array, above: Uint8Array, back: number): void {
  for (let first = 0; first < back; first += 1) {
    let left = 0
    let corner = 0
    for (let at = first; at < line.length; at += back) {
      const up = byte(above, at)
      const toLeft = Math.abs(up - corner)
      const toUp = Math.abs(left - corner)
      const toCorner = Math.abs(left + up - corner - corner)
      left = (byte(line, at) + (toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner)) & 0xff
      line[at] = left
      corner = up
    }
  }
}

/** Pixels of four samples as pixels of three, in place: what is transparent lies on black. */
function onBlack(samples: Uint8Array): Uint8Array {
  let to = 0
  for (let from = 0; from < samples.length; from += 4, to += 3) {
    const alpha = byte(samples, from + 3)
    for (let colour = 0; colour < 3; colour += 1) samples[to + colour] = alpha === OPAQUE ? byte(samples, from + colour) : Math.round((byte(samples, from + colour) * alpha) / OPAQUE)
  }
  return samples.subarray(0, to)
}
