import { open, type FileHandle } from 'node:fs/promises'

const END = Buffer.from('PK\x05\x06', 'latin1')
const LOCATOR_BYTES = 20
const NOT_SAID = 0xffffffff
const UTF8_NAMES = 2048

/**
 * The sums of an archive's members by their names, of its central directory; null where it has none that is whole. Of two members
 * with one name both sums are kept.
 *
 * @source APPNOTE.TXT 6.3.10, 4.3.12 (central directory), 4.3.14 to 4.3.16 (its end, of 64 bits too)
 */
export async function readSums(filePath: string): Promise<ReadonlyMap<string, readonly number[]> | null> {
  const file = await open(filePath, 'r').catch(() => null)
  if (file === null) return null
  try {
    return sumsIn(await readDirectory(file))
  } catch {
    return null
  } finally {
    await file.close()
  }
}

async function readDirectory(file: FileHandle): Promise<Buffer> {
  const { size } = await file.stat()
  const tail = await readAt(file, Math.max(0, size - 65_557 - LOCATOR_BYTES), Math.min(size, 65_557 + LOCATOR_BYTES))
  const endAt = tail.lastIndexOf(END)
  if (endAt < 0) throw new Error('An archive without an end.')
  const length = tail.readUInt32LE(endAt + 12), start = tail.readUInt32LE(endAt + 16)
  if (length !== NOT_SAID && start !== NOT_SAID) return readAt(file, start, length)
  const wide = await readAt(file, Number(tail.readBigUInt64LE(endAt - LOCATOR_BYTES + 8)), 56)
  return readAt(file, Number(wide.readBigUInt64LE(48)), Number(wide.readBigUInt64LE(40)))
}

function sumsIn(directory: Buffer): ReadonlyMap<string, readonly number[]> {
  const sums = new Map<string, number[]>()
  for (let at = 0; at + 46 <= directory.length;) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw new Error('A directory that breaks off.')
    const nameLength = directory.readUInt16LE(at + 28)
    const isUtf8 = (directory.readUInt16LE(at + 8) & UTF8_NAMES) !== 0
    const name = directory.toString(isUtf8 ? 'utf8' : 'latin1', at + 46, at + 46 + nameLength)
    sums.set(name, [...sums.get(name) ?? [], directory.readUInt32LE(at + 16)])
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return sums
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position)
  if (bytesRead !== length) throw new Error('An archive that is shorter than it says.')
  return buffer
}
