import { createByteSearch } from '#shared/teaching/deidentification/byteSearch.ts'
import type { Residue } from '#shared/teaching/deidentification/findings.ts'
import type { IdentityWords } from '#shared/teaching/deidentification/identityWords.ts'
import { isDicom, quietRegionsOf, type QuietRegion } from './quietRegions.ts'
import { createTextSearch, isText, readableText } from './textSearch.ts'
import { innerParts } from './unpacked.ts'
import { patternsOf, type WordPattern } from './wordBytes.ts'

export type ResidueSearch = {
  /** Every word of the originals that is still in one file, in its name, or in what is packed inside it. */
  readonly find: (file: { readonly path: string; readonly bytes: Uint8Array }) => readonly Residue[]
}

/** Fewer bytes than this come up by chance in a picture of some megabytes. */
const LEAST_IN_PICTURES = 8
/** Files in files in files: what is deeper was put there to hide. */
const DEEPEST = 4
/** So many are enough to know that a file can't leave. */
export const MOST_FINDS = 200
/** So many bytes on either side of an ordinary word are shown. */
const AROUND = 48

/**
 * Looks for what the originals lost in any bytes: a second look that knows nothing of how the copies were made.
 */
export function createResidueSearch(words: IdentityWords): ResidueSearch {
  const patterns = patternsOf(words)
  const search = createByteSearch(patterns.map(({ bytes }) => bytes))
  const readText = createTextSearch(words)
  const isOurs = createPhrases([...words.written, ...words.readLines])
  const isFull = (found: readonly Residue[], ordinary: boolean): boolean => found.filter((one) => one.ordinary === ordinary).length >= MOST_FINDS
  const scan = (file: string, bytes: Uint8Array, found: Residue[], place: string, offset: number | null): void => {
    const quiet = quietRegionsOf(bytes)
    const isObject = isDicom(bytes)
    search.scan(bytes, (index, end) => {
      const pattern = patterns[index]
      if (pattern === undefined || isFull(found, pattern.word.ordinary) || !counts(pattern, bytes, end, quiet)) return
      const { word: { of, ordinary, inHeaders }, encoding } = pattern
      const start = end - pattern.bytes.length
      if (ordinary && ((inHeaders && isObject) || isOurs(bytes, start, end))) return
      found.push({ file, offset: offset ?? start, of: of.slice(0, 200), encoding: `${encoding}${place}`.slice(0, 40), ordinary, around: ordinary ? wordsAround(bytes, start, end) : null })
    })
  }
  const scanText = (file: string, bytes: Uint8Array, found: Residue[], place: string, offset: number | null): void => {
    const text = readableText(bytes)
    if (text === null) return
    const isObject = isDicom(bytes)
    for (const { of, ordinary, at, length, encoding, isShort } of readText(text)) {
      if (isShort && isObject) continue
      const around = new TextEncoder().encode(text.slice(Math.max(0, at - AROUND), at + length + AROUND))
      const start = new TextEncoder().encode(text.slice(Math.max(0, at - AROUND), at)).length
      const end = start + new TextEncoder().encode(text.slice(at, at + length)).length
      if (isFull(found, ordinary) || (ordinary && isOurs(around, start, end))) continue
      // Where a text begins inside an object isn't known; of a file of text it is its place in it.
      found.push({ file, offset: offset ?? (isObject ? 0 : at), of: of.slice(0, 200), encoding: `${encoding}${place}`.slice(0, 40), ordinary, around: ordinary ? wordsAround(around, 0, around.length) : null })
    }
  }
  const scanAll = (file: string, raw: Uint8Array, found: Residue[], place: string, offset: number | null, depth: number): void => {
    const bytes = isText(raw) ? withoutEscapes(raw) : raw
    scan(file, bytes, found, place, offset)
    scanText(file, bytes, found, place, offset)
    if (depth >= DEEPEST) return
    for (const inner of innerParts(bytes)) {
      const isEntry = inner.name.includes('.') || inner.name.includes('/')
      scanAll(isEntry ? `${file}/${inner.name}`.slice(0, 4096) : file, inner.bytes, found, isEntry ? place : ` in ${inner.name}`, isEntry ? null : (offset ?? inner.offset), depth + 1)
      if (isEntry) scan(file, new TextEncoder().encode(inner.name), found, ' in a file name', 0)
    }
  }
  return {
    find: ({ path, bytes }) => {
      const found: Residue[] = []
      scan(path, new TextEncoder().encode(path), found, ' in the file name', 0)
      scanAll(path, bytes, found, '', null, 0)
      return found
    },
  }
}

/** Whether a word stands in one of these texts, which is longer than it. */
function createPhrases(phrases: readonly string[]): (bytes: Uint8Array, start: number, end: number) => boolean {
  const texts = phrases.map((phrase) => plainBytes(new TextEncoder().encode(phrase)))
  return (bytes, start, end) => texts.some((text) => {
    if (text.length <= end - start) return false
    const word = plainBytes(bytes.subarray(start, end))
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
      if (start >= at && plainBytes(bytes.subarray(start - at, start - at + text.length)).equals(text)) return true
    }
    return false
  })
}

/** ASCII letters in lower case, all else as it is. */
const plainBytes = (bytes: Uint8Array): Buffer => Buffer.from(Buffer.from(bytes).toString('latin1').replace(/[A-Z]+/g, (letters) => letters.toLowerCase()), 'latin1')

/** Text with blanks in place of what a JSON file writes for an end of line: its letter is no part of the next word. */
function withoutEscapes(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(0x5c)) return bytes
  return Uint8Array.from(Buffer.from(Buffer.from(bytes).toString('latin1').replace(/\\(.)/g, (pair, letter: string) => ('nrtbf'.includes(letter) ? '  ' : pair)), 'latin1'))
}

/** What a word stands in, as far as it can be read. */
function wordsAround(bytes: Uint8Array, from: number, to: number): string {
  const piece = Buffer.from(bytes.subarray(Math.max(0, from - AROUND), Math.min(bytes.length, to + AROUND))).toString('latin1')
  return piece.replace(/[^\x20-\x7e]+/g, ' ').trim().slice(0, 200)
}

function counts({ word, bytes: pattern, stride, bigEndian }: WordPattern, bytes: Uint8Array, end: number, quiet: readonly QuietRegion[]): boolean {
  const start = end - pattern.length
  if (pattern.length < LEAST_IN_PICTURES && quiet.some(({ from, to }) => start >= from && end <= to)) return false
  if (!word.whole) return true
  return !isWordByte(bytes, start - stride, stride, bigEndian) && !isWordByte(bytes, end, stride, bigEndian)
}

/** Whether an ASCII letter or digit stands there. */
function isWordByte(bytes: Uint8Array, at: number, stride: 1 | 2, bigEndian: boolean): boolean {
  const byte = bytes[stride === 2 && bigEndian ? at + 1 : at]
  if (byte === undefined || (stride === 2 && bytes[bigEndian ? at : at + 1] !== 0)) return false
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
}
