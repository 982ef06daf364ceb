import { randomUUID } from 'node:crypto'
import { link, mkdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { syncFolder } from '#electron/services/storage/syncFolder.ts'
import { writeDurably } from '#electron/services/storage/writeDurably.ts'
import type { WrittenFile } from '#shared/contract/areas/teaching.ts'
import type { OutputFile } from './caseFolder.ts'

/**
 * Writes files into a new folder of this name, under a temporary name first: the folder appears whole or not at all, and
 * nothing that is there is touched. One file alone is placed without a folder.
 */
export async function placeFiles(directory: string, name: string, isOneFile: boolean, files: AsyncIterable<OutputFile>): Promise<readonly WrittenFile[]> {
  await mkdir(directory, { recursive: true })
  const staging = path.join(directory, `.axis-guide-${randomUUID()}.part`)
  const written: { readonly file: OutputFile; readonly at: string }[] = []
  try {
    await mkdir(staging)
    for await (const file of files) {
      const at = path.join(staging, file.path)
      await mkdir(path.dirname(at), { recursive: true })
      await writeDurably(at, await file.bytes())
      written.push({ file, at })
    }
    const final = isOneFile ? await placeOne(staging, directory, written[0]?.file.path ?? name) : await placeFolder(staging, directory, name)
    await syncFolder(directory)
    return written.map(({ file: { path: place, kind, sopInstanceUid } }) => ({ path: isOneFile ? final : path.join(final, place), kind, ...(sopInstanceUid === undefined ? {} : { sopInstanceUid }) }))
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

async function placeFolder(staging: string, directory: string, name: string): Promise<string> {
  for (let copy = 1; ; copy += 1) {
    const final = path.join(directory, copy === 1 ? name : `${name}_${String(copy)}`)
    if (await isThere(final)) continue
    await rename(staging, final)
    return final
  }
}

async function placeOne(staging: string, directory: string, name: string): Promise<string> {
  const { name: base, ext } = path.parse(name)
  for (let copy = 1; ; copy += 1) {
    const final = path.join(directory, copy === 1 ? name : `${base}_${String(copy)}${ext}`)
    if (await isThere(final)) continue
    if (await placeUnder(path.join(staging, name), final)) return final
  }
}

/** False where the name was taken meanwhile: a link tells, and folders without links (FAT) get a rename. */
async function placeUnder(file: string, final: string): Promise<boolean> {
  try {
    await link(file, final)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    await rename(file, final)
  }
  return true
}

const isThere = (place: string): Promise<boolean> => stat(place).then(() => true, () => false)
