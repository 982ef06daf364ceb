import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { decode } from 'fast-png'
import { unzipSync } from 'fflate'

/** Everything that can be read in bytes. */
export type Read = { readonly text: string; /** SHA-256 of each part as it lies there. */ readonly hashes: ReadonlySet<string>; readonly holds: (bytes: Uint8Array) => boolean }

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]), PDF = Buffer.from('%PDF-'), ZIP = Buffer.from('PK\x03\x04', 'latin1'), STREAM = Buffer.from('stream')
const begins = (bytes: Buffer, with_: Buffer): boolean => bytes.subarray(0, with_.length).equals(with_)

/**
 * A file, what is packed in it, and what is packed in that: members of a ZIP, streams of a PDF, pictures of a page, greys of a
 * PNG. DICOM text and pixels lie open in their object. A reader of its own: none of the app's.
 */
export function readEveryByte(file: Uint8Array): Read {
  const parts = partsOf(Buffer.from(file))
  return { text: parts.map((part) => part.toString('latin1')).join('\n'), hashes: new Set(parts.map((part) => createHash('sha256').update(part).digest('hex'))), holds: (bytes) => parts.some((part) => part.includes(Buffer.from(bytes))) }
}

function partsOf(bytes: Buffer): readonly Buffer[] {
  if (begins(bytes, ZIP)) return Object.entries(unzipSync(bytes)).flatMap(([name, member]) => [Buffer.from(name), ...partsOf(Buffer.from(member))])
  if (begins(bytes, PNG)) return [bytes, Buffer.from(decode(bytes).data.buffer)]
  if (begins(bytes, PDF)) return [bytes, ...streamsOf(bytes)]
  if (!begins(bytes, Buffer.from('<!doctype html>'))) return [bytes]
  const pictures = [...bytes.toString('latin1').matchAll(/data:image\/png;base64,([A-Za-z0-9+/=]+)/g)].map(([, base64 = '']) => Buffer.from(base64, 'base64'))
  // What base64 spells by chance is no word.
  return [Buffer.from(bytes.toString('latin1').replace(/(data:image\/png;base64,)[A-Za-z0-9+/=]+/g, '$1'), 'latin1'), ...pictures.flatMap(partsOf)]
}

function streamsOf(pdf: Buffer): readonly Buffer[] {
  const found: Buffer[] = []
  for (let at = pdf.indexOf(STREAM); at !== -1; at = pdf.indexOf(STREAM, at + 1)) {
    const from = at + STREAM.length + (pdf[at + STREAM.length] === 0x0d ? 2 : 1)
    try {
      found.push(inflateSync(pdf.subarray(from)))
    } catch {
      // The word itself, or a stream that is not packed: its bytes are part of the file.
      continue
    }
  }
  return found
}
