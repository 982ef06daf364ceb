import { closeSync, createReadStream, openSync, writeFileSync } from 'node:fs'
import { mkdir, open, rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import { Unzip, UnzipInflate, type UnzipFile } from 'fflate'
import { readSums } from './archiveSums.ts'

export type UnpackedArchive = {
  readonly members: readonly { readonly path: string; readonly name: string }[]
  readonly fault: string | null
}

/** What a procedure needs of the disk while an archive is unpacked: pictures, notes, another import. */
const LEFT_FREE = 2 ** 30
class ArchiveTooLarge extends Error {}

/** PKWARE's mark of a local file header; DICOM files without preamble never begin with it. */
export async function isArchive(filePath: string): Promise<boolean> {
  const file = await open(filePath, 'r').catch(() => null)
  if (file === null) return false
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return bytesRead === 4 && buffer.toString('latin1') === 'PK\x03\x04'
  } catch {
    return false
  } finally {
    await file.close()
  }
}

/**
 * Unpacks members one after the other as the archive is read, so that neither has to fit in memory. Members get names of
 * our own: theirs may lead out of the folder. One that is not as the archive's directory says is left out.
 */
export async function unpackArchive(filePath: string, folder: string, isCancelled: () => boolean): Promise<UnpackedArchive> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const name = path.basename(filePath)
  const members: { path: string; name: string; crc: number }[] = []
  const faults: string[] = []
  const openFiles = new Set<number>()
  const { bavail, bsize } = await statfs(folder)
  let room = bavail * bsize - LEFT_FREE
  const receive = (member: UnzipFile): void => {
    if (member.name.endsWith('/')) return
    const target = path.join(folder, String(members.length))
    const file = openSync(target, 'wx', 0o600)
    openFiles.add(file)
    let crc = 0
    const finish = (): void => {
      closeSync(file)
      openFiles.delete(file)
    }
    member.ondata = (error, data, final) => {
      if (error !== null) {
        faults.push(member.name)
        finish()
        return
      }
      room -= data.length
      if (room < 0) throw new ArchiveTooLarge()
      crc = crc32(data, crc)
      writeFileSync(file, data)
      if (!final) return
      finish()
      members.push({ path: target, name: member.name, crc })
    }
    member.start()
  }
  const unzip = new Unzip(receive)
  unzip.register(UnzipInflate)
  try {
    for await (const chunk of createReadStream(filePath, { highWaterMark: 1 << 20 })) {
      if (isCancelled()) break
      unzip.push(chunk as Uint8Array)
    }
    if (!isCancelled()) unzip.push(new Uint8Array(0), true)
  } catch (error) {
    if (error instanceof ArchiveTooLarge) {
      for (const file of openFiles) closeSync(file)
      await rm(folder, { recursive: true, force: true })
      return { members: [], fault: `${name} holds more than the disk has room for. Free some space, or unpack what is needed of it with another program and import the folder.` }
    }
    faults.push(filePath)
  }
  const broken = openFiles.size > 0
  for (const file of openFiles) closeSync(file)
  const sums = isCancelled() ? null : await readSums(filePath)
  const whole = members.filter((member) => sums?.get(member.name)?.includes(member.crc) ?? true)
  for (const { path: changed } of members.filter((member) => !whole.includes(member))) await rm(changed, { force: true })
  const isDamaged = broken || faults.length > 0 || sums === null || whole.length < members.length
  return { members: whole.map(({ path: unpacked, name: shown }) => ({ path: unpacked, name: shown })), fault: isDamaged && !isCancelled() ? `${name} is damaged or locked: ${whole.length} files could be unpacked, the rest not. Copy it again, or unpack it with another program and import the folder.` : null }
}
