import { closeSync, createReadStream, openSync, writeSync } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import { Unzip, UnzipInflate, type UnzipFile } from 'fflate'

export type UnpackedArchive = {
  readonly members: readonly { readonly path: string; readonly name: string }[]
  readonly fault: string | null
}

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
 * our own: theirs may lead out of the folder.
 */
export async function unpackArchive(filePath: string, folder: string, isCancelled: () => boolean): Promise<UnpackedArchive> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const members: { path: string; name: string }[] = []
  const faults: string[] = []
  let openMembers = 0
  const receive = (member: UnzipFile): void => {
    if (member.name.endsWith('/')) return
    const target = path.join(folder, String(members.length))
    const file = openSync(target, 'wx', 0o600)
    openMembers += 1
    const finish = (): void => {
      closeSync(file)
      openMembers -= 1
    }
    member.ondata = (error, data, final) => {
      if (error !== null) {
        faults.push(member.name)
        finish()
        return
      }
      writeSync(file, data)
      if (!final) return
      finish()
      members.push({ path: target, name: member.name })
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
  } catch {
    faults.push(filePath)
  }
  const broken = faults.length > 0 || openMembers > 0
  const name = path.basename(filePath)
  return { members, fault: broken && !isCancelled() ? `${name} is damaged or locked: ${members.length} files could be unpacked, the rest not. Copy it again, or unpack it with another program and import the folder.` : null }
}
