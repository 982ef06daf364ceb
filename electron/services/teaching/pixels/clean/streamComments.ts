import type { Encoding } from '#shared/codecs/transferSyntaxes.ts'
import { readJpeg2000Header } from '#shared/codecs/codestream.ts'

/** A stretch of a stream that stays; what lies between the stretches goes. */
type Kept = readonly [from: number, to: number]

const wordAt = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? NaN) << 8) | (bytes[at + 1] ?? NaN)
const longAt = (bytes: Uint8Array, at: number): number => wordAt(bytes, at) * 0x10000 + wordAt(bytes, at + 2)

/**
 * A compressed frame without anything in it but the picture: comments, application segments, boxes around the code stream
 * and bytes behind its end may carry names. The pixels stay exactly as they were.
 *
 * @returns null when the stream can't be cut safely: the frame must then be decoded and written anew
 */
export function withoutComments(bytes: Uint8Array, encoding: Encoding): Uint8Array | null {
  switch (encoding) {
    case 'jpeg':
    case 'jpegLs': return withoutJpegComments(bytes)
    case 'jpeg2000':
    case 'htj2k': return withoutJpeg2000Comments(bytes)
    case 'native':
    case 'nativeBigEndian':
    // Packed bytes end where the picture is full, and what follows is not looked at by any reader.
    case 'rle': return null
  }
}

/** ITU-T T.81 Table B.1, T.87 C.1.1: frame, tables, scans, restarts, number of lines, presets. */
const isPictureMarker = (marker: number): boolean => (marker >= 0xffc0 && marker <= 0xffcf && marker !== 0xffc8) || (marker >= 0xffda && marker <= 0xffdd) || marker === 0xfff7 || marker === 0xfff8

function withoutJpegComments(bytes: Uint8Array): Uint8Array | null {
  if (wordAt(bytes, 0) !== 0xffd8) return null
  const kept: Kept[] = [[0, 2]]
  let at = 2
  while (at + 2 <= bytes.length) {
    const marker = wordAt(bytes, at)
    if (marker === 0xffff) { at += 1; continue }
    if (marker === 0xffd9) return joined(bytes, [...kept, [at, at + 2]])
    const length = wordAt(bytes, at + 2)
    if (marker < 0xffc0 || !(length >= 2) || at + 2 + length > bytes.length) return null
    const next = at + 2 + length
    if (marker === 0xffda) {
      const end = endOfScan(bytes, next)
      kept.push([at, end])
      at = end
      continue
    }
    if (isPictureMarker(marker)) kept.push([at, next])
    else if (statesColour(bytes, at, marker, length)) kept.push([at, next])
    at = next
  }
  return null
}

/** Coded data never hold a byte above 0xBF after 0xFF but for restart marks, in T.81 as in T.87. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next >= 0xc0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

/** What says how colours are coded stays where it is exactly as long as that takes: Adobe's segment, JFIF's without a thumbnail, HP's of JPEG-LS. */
function statesColour(bytes: Uint8Array, at: number, marker: number, length: number): boolean {
  const name = String.fromCharCode(...bytes.subarray(at + 4, at + 9))
  if (marker === 0xffee) return length === 14 && name === 'Adobe'
  if (marker === 0xffe0) return length === 16 && name === 'JFIF\0'
  return marker === 0xffe8 && length === 7 && name.startsWith('mrfx')
}

/** ITU-T T.800 Table A.2 and T.814: what a main header holds besides comments. */
const mainHeaderMarkers = new Set([0xff50, 0xff51, 0xff52, 0xff53, 0xff55, 0xff57, 0xff58, 0xff59, 0xff5c, 0xff5d, 0xff5e, 0xff5f, 0xff60, 0xff63])
const COM = 0xff64

function withoutJpeg2000Comments(bytes: Uint8Array): Uint8Array | null {
  const start = readJpeg2000Header(bytes)?.offset
  if (start === undefined) return null
  const kept: Kept[] = [[start, start + 2]]
  let at = start + 2
  for (; wordAt(bytes, at) !== 0xff90; at += 2 + wordAt(bytes, at + 2)) {
    const marker = wordAt(bytes, at)
    if (marker !== COM && !mainHeaderMarkers.has(marker)) return null
    if (marker !== COM) kept.push([at, at + 2 + wordAt(bytes, at + 2)])
  }
  while (wordAt(bytes, at) === 0xff90) {
    const stated = longAt(bytes, at + 6)
    // Inside coded data no two bytes make a marker, so the first end mark is the end.
    const end = stated === 0 ? endMark(bytes, at + 12) : at + stated
    if (end === null || end > bytes.length || end < at + 14 || hasCommentBefore(bytes, at + 12, end)) return null
    kept.push([at, end])
    at = end
  }
  const endsWhole = wordAt(bytes, at) === 0xffd9
  return endsWhole ? joined(bytes, [...kept, [at, at + 2]]) : null
}

function endMark(bytes: Uint8Array, from: number): number | null {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) if (bytes[at + 1] === 0xd9) return at
  return null
}

/** A comment within a tile part can't be cut out alone: lengths and pointers count over it. Nor can a header that isn't understood. */
function hasCommentBefore(bytes: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end; at += 2 + wordAt(bytes, at + 2)) {
    const marker = wordAt(bytes, at)
    if (marker === 0xff93) return false
    if (marker === COM || marker < 0xff50 || !(wordAt(bytes, at + 2) >= 2)) return true
  }
  return true
}

function joined(bytes: Uint8Array, kept: readonly Kept[]): Uint8Array {
  const whole = new Uint8Array(kept.reduce((sum, [from, to]) => sum + to - from, 0))
  let at = 0
  for (const [from, to] of kept) {
    whole.set(bytes.subarray(from, to), at)
    at += to - from
  }
  return whole
}
