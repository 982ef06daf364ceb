import { open, type FileHandle } from 'node:fs/promises'
import { inflateRawSync } from 'node:zlib'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

export type ZipFault = Fault<'NOT_A_ZIP' | 'ENTRY_REFUSED'>
export type ZipEntry = { readonly path: string; readonly bytes: number; readonly packedBytes: number; readonly method: 0 | 8; readonly offset: number }
/** A ZIP by its central directory. Nothing is unpacked that was not asked for, and never more than its directory says. */
export type OpenZip = { readonly entries: readonly ZipEntry[]; readonly read: (entry: ZipEntry) => Promise<Uint8Array | null>; readonly close: () => Promise<void> }

/** Only names that we write: no way up, no drive, no leading slash, no backslash. */
const OUR_NAME = /^([A-Za-z0-9_-]{1,64}\/){0,8}[A-Za-z0-9_-]{1,64}(\.[A-Za-z0-9]{1,8})?$/
const MOST_ENTRIES = 60_000

const notAZip = () => err('NOT_A_ZIP', 'This is not a whole teaching file: its directory is missing or damaged. Copy it again from its source.')

/** @source APPNOTE.TXT 6.3.10, 4.3.12 and 4.3.16 */
export async function openZip(filePath: string): Promise<Result<OpenZip, ZipFault>> {
  const file = await open(filePath, 'r').catch(() => null)
  if (file === null) return notAZip()
  const entries = await readDirectory(file).catch(() => notAZip())
  if (!entries.ok) {
    await file.close()
    return entries
  }
  return ok({ entries: entries.value, read: (entry) => readEntry(file, entry).catch(() => null), close: () => file.close() })
}

async function readDirectory(file: FileHandle): Promise<Result<readonly ZipEntry[], ZipFault>> {
  const { size } = await file.stat()
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557))
  const endAt = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (endAt < 0 || endAt + 22 > tail.length) return notAZip()
  const count = tail.readUInt16LE(endAt + 10)
  const length = tail.readUInt32LE(endAt + 12)
  const start = tail.readUInt32LE(endAt + 16)
  if (count > MOST_ENTRIES || start + length > size) return notAZip()
  const directory = await readAt(file, start, length)
  const entries: ZipEntry[] = []
  let at = 0
  while (entries.length < count) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) return notAZip()
    const nameLength = directory.readUInt16LE(at + 28)
    const path = directory.toString('utf8', at + 46, at + 46 + nameLength)
    const method = directory.readUInt16LE(at + 10)
    if (!OUR_NAME.test(path)) return err('ENTRY_REFUSED', 'A file in it has a name that leads elsewhere. Nothing was taken in. Do not use this file; ask its sender.')
    if (method !== 0 && method !== 8) return err('ENTRY_REFUSED', 'A file in it is packed in a way that is not known here. Nothing was taken in. Ask its sender for it as Axis Guide wrote it.')
    entries.push({ path, method, packedBytes: directory.readUInt32LE(at + 20), bytes: directory.readUInt32LE(at + 24), offset: directory.readUInt32LE(at + 42) })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  if (new Set(entries.map(({ path }) => path.toLowerCase())).size < entries.length) return err('ENTRY_REFUSED', 'Two files in it have the same name. Nothing was taken in. Ask its sender for a whole one.')
  return ok(entries)
}

/** Null where the bytes are not there, or unpack to more or less than the directory says: a bomb stops at the size that was stated. */
async function readEntry(file: FileHandle, { offset, packedBytes, bytes, method }: ZipEntry): Promise<Uint8Array | null> {
  const head = await readAt(file, offset, 30)
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) return null
  const packed = await readAt(file, offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28), packedBytes)
  if (packed.length !== packedBytes) return null
  const whole = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) })
  return whole.length === bytes ? new Uint8Array(whole.buffer, whole.byteOffset, whole.length) : null
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { size } = await file.stat()
  // What a directory states must not make us ask for memory that the file cannot fill.
  const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - position)))
  let filled = 0
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}
