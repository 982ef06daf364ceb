import { spawnSync } from 'node:child_process'
import { inflateRawSync, inflateSync } from 'node:zlib'
import { unzipSync } from 'fflate'

/** Shorter patterns come up by chance in packed pixels. */
const LEAST_BYTES = 5
const KEY_BYTES = 4

/** Every way a string can stand in bytes that needs no knowledge of this app, and as its original's character set writes it. */
function spellings(word: string): readonly Buffer[] {
  const utf16 = Buffer.from(word, 'utf16le')
  return [Buffer.from(word, 'utf8'), utf16, Buffer.from(utf16).swap16(), ...(/^[ -\xff]*$/.test(word) ? [Buffer.from(word, 'latin1')] : []), Buffer.from(encodeURIComponent(word), 'latin1'), Buffer.from(Buffer.from(word, 'utf8').toString('hex'), 'latin1')]
}

/** ASCII letters in lower case, all else as it is. */
const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte))
function lowered(raw: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(raw.length)
  for (let at = 0; at < raw.length; at += 1) bytes[at] = LOWER[raw[at] ?? 0] ?? 0
  return bytes
}
const isFigure = (byte: number | undefined): boolean => byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || byte === 0x2e)

/** Looks for these words in bytes, in either case of letters; a word of figures alone isn't found inside a longer number. */
export function createWordLook(words: readonly string[], written: readonly Uint8Array[]): (bytes: Uint8Array) => readonly string[] {
  const patterns = new Map<number, { readonly word: string; readonly bytes: Buffer; readonly isNumber: boolean }[]>()
  const add = (word: string, raw: Uint8Array): void => {
    const bytes = lowered(raw)
    if (bytes.length < LEAST_BYTES) return
    const key = bytes.readUInt32LE(0)
    const same = patterns.get(key) ?? []
    patterns.set(key, [...same, { word, bytes, isNumber: /^[\d.]+$/.test(word) }])
  }
  for (const word of new Set(words)) for (const bytes of spellings(word)) add(word, bytes)
  for (const bytes of written) add('a name as it was written', bytes)
  return (raw) => {
    const bytes = lowered(raw)
    const found: string[] = []
    for (let at = 0; at + KEY_BYTES <= bytes.length; at += 1) {
      const candidates = patterns.get(bytes.readUInt32LE(at))
      if (candidates === undefined) continue
      for (const { word, bytes: pattern, isNumber } of candidates) {
        if (bytes.compare(pattern, 0, pattern.length, at, at + pattern.length) !== 0) continue
        if (!isNumber || (!isFigure(bytes[at - 1]) && !isFigure(bytes[at + pattern.length]))) found.push(word)
      }
    }
    return found
  }
}

const attempt = (unpack: () => Buffer): readonly Buffer[] => {
  try {
    return [unpack()]
  } catch {
    return []
  }
}

/** The bytes of a file, and everything that lies packed in them: entries of a zip, pictures of a page, streams of a PDF and what it says, a deflated object, the rows of a PNG. */
export function unpackedBytes(bytes: Uint8Array): readonly Uint8Array[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const inner: Uint8Array[] = []
  if (buffer.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) for (const [name, entry] of Object.entries(unzipSync(bytes))) inner.push(Buffer.from(name), entry)
  else if (buffer.subarray(1, 4).equals(Buffer.from('PNG'))) return [bytes, ...rowsOfPng(buffer)]
  else if (buffer.includes('%PDF-')) inner.push(...partsOfPdf(buffer.subarray(buffer.indexOf('%PDF-'))))
  else if (buffer.subarray(128, 132).equals(Buffer.from('DICM'))) {
    const stated = buffer.indexOf('1.2.840.10008.1.2.1.99')
    // The length of the group stands in its first element (PS3.10 7.1).
    if (stated !== -1 && stated < 1000) return [bytes, ...attempt(() => inflateRawSync(buffer.subarray(144 + buffer.readUInt32LE(140))))]
  } else {
    const text = buffer.toString('latin1')
    for (const [run] of text.matchAll(/[A-Za-z0-9+/]{24,}={0,2}/g)) inner.push(Buffer.from(run, 'base64'))
    // A picture's base64 spells short words by chance: it is looked through as what it stands for.
    return [Buffer.from(text.replaceAll(/[A-Za-z0-9+/]{200,}={0,2}/g, ' '), 'latin1'), ...inner.flatMap(unpackedBytes)]
  }
  return [bytes, ...inner.flatMap(unpackedBytes)]
}

function rowsOfPng(png: Buffer): readonly Buffer[] {
  const data: Buffer[] = []
  for (let at = 8; at + 12 <= png.length; at += 12 + png.readUInt32BE(at)) if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  return attempt(() => inflateSync(Buffer.concat(data)))
}

function partsOfPdf(pdf: Buffer): readonly Buffer[] {
  const text = pdf.toString('latin1')
  const streams = [...text.matchAll(/stream\r?\n/g)].filter(({ index }) => text.slice(index - 3, index) !== 'end').flatMap(({ 0: head, index }) => attempt(() => inflateSync(pdf.subarray(index + head.length))))
  const said = spawnSync('pdftotext', ['-', '-'], { input: pdf, maxBuffer: 1 << 26 })
  return said.status === 0 ? [...streams, said.stdout] : streams
}
