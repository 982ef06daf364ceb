import { inflateSync } from 'node:zlib'

/** The chain of a record inside its PDF: one line an event, as it is kept. */
export const CHAIN_NAME = 'record.jsonl'

export type EmbeddedFile = { readonly name: string; readonly bytes: Uint8Array }

/** More than any record holds, less than would endanger the process. */
const LARGEST_BYTES = 2 ** 30
const LONGEST_DICTIONARY = 4096

/**
 * The files inside a PDF that this app wrote: objects by its cross-reference table, each embedded stream whole and as long as it
 * says. Null for any other PDF and for one that was cut or changed in its structure; what the files say is checked by whoever reads them.
 *
 * @source ISO 32000-1, 7.5.4 Cross-reference table, 7.11.4 Embedded file streams
 */
export function embeddedFiles(pdf: Uint8Array): readonly EmbeddedFile[] | null {
  const objects = readObjects(pdf)
  if (objects === null) return null
  const files: EmbeddedFile[] = []
  for (const { dictionary } of objects.values()) {
    if (!dictionary.includes('/Type /Filespec')) continue
    const name = /\/UF \(([^()\\]*)\)/.exec(dictionary)?.[1]
    const stream = objects.get(Number(/\/EF <<\s*\/F (\d+) 0 R/.exec(dictionary)?.[1]))
    const bytes = stream === undefined ? null : readStream(pdf, stream)
    if (name === undefined || bytes === null) return null
    files.push({ name, bytes })
  }
  return files
}

/**
 * The keywords of such a PDF; null where it has none.
 *
 * @source ISO 32000-1, 14.3.3 Document information dictionary
 */
export function keywordsOf(pdf: Uint8Array): string | null {
  const objects = readObjects(pdf)
  const textOfObject = (number: string | undefined): string => objects?.get(Number(number))?.dictionary ?? ''
  const information = textOfObject(/\/Info (\d+) 0 R/.exec(textOf(pdf, pdf.length - LONGEST_DICTIONARY, LONGEST_DICTIONARY))?.[1])
  return /\(([^()\\]*)\)/.exec(textOfObject(/\/Keywords (\d+) 0 R/.exec(information)?.[1]))?.[1] ?? null
}

type PdfObject = { readonly dictionary: string; readonly streamAt: number | null }

function readObjects(pdf: Uint8Array): ReadonlyMap<number, PdfObject> | null {
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(textOf(pdf, pdf.length - 64, 64))?.[1])
  if (!Number.isInteger(table) || table >= pdf.length) return null
  const head = /^xref\s+0 (\d+)\s+/.exec(textOf(pdf, table, 32))
  if (head === null) return null
  const objects = new Map<number, PdfObject>()
  for (let number = 1; number < Number(head[1]); number += 1) {
    const offset = Number(/^(\d{10}) \d{5} n/.exec(textOf(pdf, table + head[0].length + 20 * number, 20))?.[1])
    const object = Number.isInteger(offset) ? readObject(pdf, offset, number) : null
    if (object === null) return null
    objects.set(number, object)
  }
  return objects
}

function readObject(pdf: Uint8Array, offset: number, number: number): PdfObject | null {
  const text = textOf(pdf, offset, LONGEST_DICTIONARY)
  if (!text.startsWith(`${String(number)} 0 obj`)) return null
  const stream = /\bstream\r?\n/.exec(text)
  const end = text.indexOf('endobj')
  const isStream = stream !== null && (end === -1 || stream.index < end)
  return { dictionary: text.slice(0, isStream ? stream.index : end === -1 ? text.length : end), streamAt: isStream ? offset + stream.index + stream[0].length : null }
}

function readStream(pdf: Uint8Array, { dictionary, streamAt }: PdfObject): Uint8Array | null {
  const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1])
  if (streamAt === null || !dictionary.includes('/Type /EmbeddedFile') || !Number.isInteger(length) || streamAt + length > pdf.length) return null
  const stored = pdf.subarray(streamAt, streamAt + length)
  if (!dictionary.includes('/Filter /FlateDecode')) return stored
  try {
    return new Uint8Array(inflateSync(stored, { maxOutputLength: LARGEST_BYTES }))
  } catch {
    return null
  }
}

const textOf = (pdf: Uint8Array, at: number, length: number): string => Buffer.from(pdf.buffer, pdf.byteOffset + Math.max(0, at), Math.max(0, Math.min(length, pdf.length - Math.max(0, at)))).toString('latin1')
