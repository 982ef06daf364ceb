import { randomUUID } from 'node:crypto'
import { access, link, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { makeFolder } from './makeFolder.ts'
import { errorCode } from './storageFailure.ts'
import { syncFolder } from './syncFolder.ts'
import { writeDurably } from './writeDurably.ts'
import { temporaryName, type ExportNotes } from './brokenExports.ts'

/** Files that belong together: they get the same number when their name is taken. */
export type ExportGroup = { readonly baseName: string; readonly files: readonly { readonly extension: string; readonly bytes: Uint8Array }[] }

/** A table or another text as the only file of an export. */
export async function* oneFile(baseName: string, extension: string, text: string): AsyncGenerator<ExportGroup> {
  // A byte order mark: a spreadsheet would read names with accents wrongly without it.
  yield { baseName, files: [{ extension, bytes: new TextEncoder().encode(extension === '.csv' ? `\uFEFF${text}` : text) }] }
}

/**
 * Writes groups of files into a folder: first all of them under temporary names, durably, then each under its own name.
 * A file that is there is never overwritten; when anything fails, nothing stays behind, and what a killed run left behind goes
 * at the next start. Returns the paths group by group.
 */
export async function writeExport(directory: string, groups: AsyncIterable<ExportGroup>, notes: ExportNotes): Promise<readonly (readonly string[])[]> {
  await makeFolder(directory)
  const left = new Set<string>()
  const exportId = randomUUID()
  await notes.begin(exportId, directory)
  try {
    const written: { readonly baseName: string; readonly files: readonly { readonly extension: string; readonly temporaryPath: string }[] }[] = []
    for await (const { baseName, files } of groups) {
      const group: { extension: string; temporaryPath: string }[] = []
      for (const { extension, bytes } of files) {
        const temporaryPath = path.join(directory, temporaryName(exportId, left.size))
        left.add(temporaryPath)
        await writeDurably(temporaryPath, bytes)
        group.push({ extension, temporaryPath })
      }
      written.push({ baseName, files: group })
    }
    const named: string[][] = []
    for (const { baseName, files } of written) {
      const free = await freeBaseName(directory, baseName, files.map(({ extension }) => extension))
      named.push(await Promise.all(files.map(async ({ extension, temporaryPath }) => {
        const finalPath = path.join(directory, `${free}${extension}`)
        await moveToNewName(temporaryPath, finalPath)
        left.add(finalPath)
        return finalPath
      })))
    }
    await syncFolder(directory)
    return named
  } catch (error) {
    for (const leftPath of left) await rm(leftPath, { force: true })
    throw error
  } finally {
    await notes.end(exportId)
  }
}

async function freeBaseName(directory: string, baseName: string, extensions: readonly string[]): Promise<string> {
  for (let copy = 1; ; copy += 1) {
    const candidate = copy === 1 ? baseName : `${baseName} (${String(copy)})`
    const taken = await Promise.all(extensions.map((extension) => exists(path.join(directory, `${candidate}${extension}`))))
    if (!taken.includes(true)) return candidate
  }
}

const exists = (filePath: string): Promise<boolean> => access(filePath).then(() => true, () => false)

/** A hard link fails where a name is taken, a rename would replace it. Folders without links (FAT) reserve the name first. */
async function moveToNewName(temporaryPath: string, finalPath: string): Promise<void> {
  try {
    await link(temporaryPath, finalPath)
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error
    await (await open(finalPath, 'wx')).close()
    await rename(temporaryPath, finalPath)
    return
  }
  await rm(temporaryPath)
}
