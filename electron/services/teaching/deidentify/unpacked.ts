import { gunzipSync, inflateSync, unzipSync, unzlibSync } from 'fflate'
import { pdfTexts } from './pdfText.ts'
import { isText } from './textSearch.ts'

/** What lies packed inside bytes, so that it can be looked through as well. */
export type Inner = { readonly name: string; readonly offset: number; readonly bytes: Uint8Array }

const attempt = (unpack: (bytes: Uint8Array) => Uint8Array, bytes: Uint8Array): Uint8Array | null => {
  try {
    return unpack(bytes)
  } catch {
    return null
  }
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

export function innerParts(bytes: Uint8Array): readonly Inner[] {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3) return zipEntries(bytes)
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return packed('gzip', 0, attempt(gunzipSync, bytes))
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return pngText(bytes)
  // A document inside an object begins wherever its header ends.
  const streams = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('%PDF-') ? pdfStreams(bytes) : []
  return isText(bytes) ? [...streams, ...base64Parts(latin1(bytes))] : streams
}

const packed = (name: string, offset: number, bytes: Uint8Array | null): readonly Inner[] => (bytes === null ? [] : [{ name, offset, bytes }])

function zipEntries(bytes: Uint8Array): readonly Inner[] {
  try {
    return Object.entries(unzipSync(bytes)).map(([name, entry]) => ({ name, offset: 0, bytes: entry }))
  } catch {
    return []
  }
}

/** @source PNG (ISO/IEC 15948) 11.3.4: zTXt and iTXt hold deflated text */
function pngText(bytes: Uint8Array): readonly Inner[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: Inner[] = []
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at)
    const type = latin1(bytes.subarray(at + 4, at + 8))
    if (type === 'zTXt' || type === 'iTXt' || type === 'iCCP') {
      const content = bytes.subarray(at + 8, at + 8 + length)
      for (let start = content.indexOf(0) + 1; start > 0 && start < Math.min(content.length, 200); start++) {
        const text = attempt(unzlibSync, content.subarray(start))
        if (text !== null) { found.push({ name: type, offset: at, bytes: text }); break }
      }
    }
    at += 12 + length
  }
  return found
}

/** Streams of a PDF as they read once inflated, and the strings that it writes in hexadecimal. @source ISO 32000-1 7.3.4.3, 7.3.8, 7.4.4 */
function pdfStreams(bytes: Uint8Array): readonly Inner[] {
  const text = latin1(bytes)
  const streams: Inner[] = []
  for (const match of text.matchAll(/stream\r?\n/g)) {
    if (text.slice(match.index - 3, match.index) === 'end') continue
    const from = match.index + match[0].length
    const end = text.indexOf('endstream', from)
    const content = bytes.subarray(from, end === -1 ? bytes.length : end)
    streams.push(...packed('PDF stream', from, attempt(unzlibSync, content) ?? attempt(inflateSync, content)))
  }
  const said = pdfTexts(streams.map(({ bytes: inner }) => latin1(inner))).map((page) => ({ name: 'text of PDF', offset: 0, bytes: new TextEncoder().encode(page) }))
  return [...streams, ...said, ...hexStrings(text), ...streams.flatMap(({ bytes: inner }) => hexStrings(latin1(inner)))]
}

function hexStrings(text: string): readonly Inner[] {
  return [...text.matchAll(/<([0-9A-Fa-f\s]{8,})>/g)].map(({ 1: digits = '', index }) => ({ name: 'PDF text', offset: index, bytes: Uint8Array.from(Buffer.from(digits.replace(/\s/g, ''), 'hex')) }))
}

const base64Parts = (text: string): readonly Inner[] =>
  [...text.matchAll(/[A-Za-z0-9+/_-]{16,}={0,2}/g)].map(({ 0: run, index }) => ({ name: 'base64', offset: index, bytes: Uint8Array.from(Buffer.from(run, 'base64')) }))
