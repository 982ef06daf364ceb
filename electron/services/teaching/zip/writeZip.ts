import { crc32 } from 'node:zlib'

type Entry = { readonly name: Uint8Array; readonly crc: number; readonly size: number; readonly offset: number }
/** What a ZIP without its 64-bit extension can hold. */
export const LARGEST_ZIP = 0xffffffff

export class ZipTooLarge extends Error {}

/**
 * A ZIP of files as they are (images are compressed already or compress badly), one after the other. Sizes stand before the
 * bytes, so that a reader needs no guess where a file ends. The same files give the same bytes: there is no time in it.
 *
 * @source APPNOTE.TXT 6.3.10, 4.3.7 local file header, 4.3.12 central directory, 4.3.16 end of central directory
 */
export async function* writeZip(files: AsyncIterable<{ readonly path: string; readonly bytes: Uint8Array }>): AsyncGenerator<Uint8Array> {
  const entries: Entry[] = []
  let at = 0
  for await (const { path, bytes } of files) {
    const entry = { name: new TextEncoder().encode(path), crc: crc32(bytes), size: bytes.length, offset: at }
    const head = header(0x04034b50, [20, NAMES_ARE_UTF8, 0, ...NO_TIME], entry, [entry.name.length, 0])
    entries.push(entry)
    at += head.length + entry.name.length + bytes.length
    if (at > LARGEST_ZIP || entries.length > 0xfffe) throw new ZipTooLarge('More than a ZIP holds.')
    yield head
    yield entry.name
    yield bytes
  }
  const start = at
  for (const entry of entries) {
    const head = header(0x02014b50, [20, 20, NAMES_ARE_UTF8, 0, ...NO_TIME], entry, [entry.name.length, 0, 0, 0, 0])
    const tail = new DataView(new ArrayBuffer(8))
    tail.setUint32(4, entry.offset, true)
    at += head.length + 8 + entry.name.length
    yield head
    yield new Uint8Array(tail.buffer)
    yield entry.name
  }
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, entries.length, true)
  end.setUint16(10, entries.length, true)
  end.setUint32(12, at - start, true)
  end.setUint32(16, start, true)
  yield new Uint8Array(end.buffer)
}

const NAMES_ARE_UTF8 = 0x0800
/** 1 January 1980, the first day that the format knows. */
const NO_TIME = [0, 0x21] as const

/** A signature, 16-bit fields, checksum and sizes, 16-bit fields. */
function header(signature: number, before: readonly number[], { crc, size }: Entry, after: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 + 2 * before.length + 12 + 2 * after.length))
  view.setUint32(0, signature, true)
  before.forEach((value, index) => { view.setUint16(4 + 2 * index, value, true) })
  const at = 4 + 2 * before.length
  view.setUint32(at, crc, true)
  view.setUint32(at + 4, size, true)
  view.setUint32(at + 8, size, true)
  after.forEach((value, index) => { view.setUint16(at + 12 + 2 * index, value, true) })
  return new Uint8Array(view.buffer)
}
