/** What a code stream says of itself, read before any codec touches it: a codec must never be asked for a size that the header does not have. */
export type CodestreamInfo = {
  readonly process: 'dct' | 'lossless' | 'jpegLs' | 'jpeg2000'
  readonly columns: number
  readonly rows: number
  readonly components: number
  readonly precision: number
  readonly signed: boolean
  /** The stream ends where its own marks say that it should. */
  readonly complete: boolean
  /** JPEG: an Adobe or JFIF segment states the colour space. JPEG 2000: the colour transform of the stream is on. */
  readonly statesColour: boolean
  /** Where the stream begins: JPEG 2000 frames are sometimes wrapped in a JP2 file. */
  readonly offset: number
}

const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0
const wordAt = (bytes: Uint8Array, at: number): number => (byteAt(bytes, at) << 8) | byteAt(bytes, at + 1)
const longAt = (bytes: Uint8Array, at: number): number => wordAt(bytes, at) * 0x10000 + wordAt(bytes, at + 2)

const isStartOfFrame = (marker: number): boolean =>
  marker === 0xfff7 || (marker >= 0xffc0 && marker <= 0xffcf && marker !== 0xffc4 && marker !== 0xffc8 && marker !== 0xffcc)

function processOf(marker: number): CodestreamInfo['process'] | null {
  if (marker === 0xfff7) return 'jpegLs'
  if (marker === 0xffc3) return 'lossless'
  return marker <= 0xffc2 ? 'dct' : null
}

/**
 * Reads the header of a JPEG or JPEG-LS stream. Null when it is none, or one of a process that DICOM does not use
 * (hierarchical, arithmetic).
 *
 * @source ITU-T T.81 Annex B, T.87 Annex C
 */
export function readJpegHeader(bytes: Uint8Array): CodestreamInfo | null {
  if (wordAt(bytes, 0) !== 0xffd8) return null
  let statesColour = false
  let at = 2
  while (at + 4 <= bytes.length) {
    const marker = wordAt(bytes, at)
    if (marker === 0xffff) {
      at += 1
      continue
    }
    if (marker < 0xffc0 || marker === 0xffd9 || marker === 0xffda) return null
    const length = wordAt(bytes, at + 2)
    if (marker === 0xffee && length >= 14 && longAt(bytes, at + 4) === 0x41646f62) statesColour = true
    if (isStartOfFrame(marker)) {
      const process = processOf(marker)
      if (process === null || at + 10 > bytes.length) return null
      return {
        process, precision: byteAt(bytes, at + 4), rows: wordAt(bytes, at + 5), columns: wordAt(bytes, at + 7),
        components: byteAt(bytes, at + 9), signed: false, statesColour, complete: hasEndMarker(bytes), offset: 0,
      }
    }
    if (length < 2) return null
    at += 2 + length
  }
  return null
}

/** End-of-image can not occur inside entropy-coded data: T.81 stuffs a zero byte and T.87 a zero bit after 0xFF. */
function hasEndMarker(bytes: Uint8Array): boolean {
  const end = bytes.lastIndexOf(0xd9)
  for (let at = end; at > 0; at = bytes.lastIndexOf(0xd9, at - 1)) if (bytes[at - 1] === 0xff) return true
  return false
}

/**
 * Reads the header of a JPEG 2000 code stream (with or without JP2 boxes around it) and walks its tile parts.
 *
 * @source ITU-T T.800 Annex A: SIZ A.5.1, COD A.6.1, SOT A.4.2
 */
export function readJpeg2000Header(bytes: Uint8Array): CodestreamInfo | null {
  const offset = startOfCodestream(bytes)
  if (offset === null) return null
  const size = offset + 2
  const components = wordAt(bytes, size + 38)
  if (wordAt(bytes, size + 2) < 41 || components === 0) return null
  const depth = byteAt(bytes, size + 40)
  const tiles = walkTileParts(bytes, offset)
  return {
    process: 'jpeg2000', offset, components,
    columns: longAt(bytes, size + 6) - longAt(bytes, size + 14),
    rows: longAt(bytes, size + 10) - longAt(bytes, size + 18),
    precision: (depth & 0x7f) + 1, signed: (depth & 0x80) !== 0,
    statesColour: tiles.hasColourTransform, complete: tiles.complete,
  }
}

function startOfCodestream(bytes: Uint8Array): number | null {
  if (longAt(bytes, 0) === 0xff4fff51) return 0
  if (longAt(bytes, 4) !== 0x6a502020) return null
  for (let at = bytes.indexOf(0xff, 8); at !== -1; at = bytes.indexOf(0xff, at + 1)) if (longAt(bytes, at) === 0xff4fff51) return at
  return null
}

function walkTileParts(bytes: Uint8Array, offset: number): { readonly complete: boolean; readonly hasColourTransform: boolean } {
  let hasColourTransform = false
  let tileParts = 0
  let at = offset + 2
  while (at + 2 <= bytes.length) {
    const marker = wordAt(bytes, at)
    if (marker === 0xffd9) return { complete: tileParts > 0, hasColourTransform }
    if (marker < 0xff4f) break
    if (marker === 0xff52) hasColourTransform = byteAt(bytes, at + 8) === 1
    if (marker === 0xff90) {
      const length = longAt(bytes, at + 6)
      tileParts += 1
      // A length of 0 means "to the end": only the end marker can then say that the end is there.
      if (length === 0) return { complete: hasEndMarker(bytes), hasColourTransform }
      if (length < 12 || at + length > bytes.length) return { complete: false, hasColourTransform }
      at += length
    } else {
      const length = wordAt(bytes, at + 2)
      if (length < 2) break
      at += 2 + length
    }
  }
  // Some encoders leave the end marker out: with every tile part whole, nothing is missing.
  return { complete: tileParts > 0 && at >= bytes.length - 1, hasColourTransform }
}

/** A JPEG stream without a word on its colour space is read as YBR by every decoder; this says RGB, in an Adobe segment. */
export function withRgbStatement(bytes: Uint8Array): Uint8Array {
  const adobe = [0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0]
  const stated = new Uint8Array(bytes.length + adobe.length)
  stated.set(bytes.subarray(0, 2))
  stated.set(adobe, 2)
  stated.set(bytes.subarray(2), 2 + adobe.length)
  return stated
}
