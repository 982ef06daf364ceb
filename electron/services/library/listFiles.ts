import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import type { ImportReport } from '#shared/contract/areas/library.ts'
import { readDirectoryFile } from './directoryFile.ts'
import { isArchive, unpackArchive } from './archive.ts'

type Refusal = ImportReport['refused'][number]
/** `shownAs` is what the report says; `temporary` bytes have no lasting place of their own and must be copied before they count. */
export type FoundFile = { readonly path: string; readonly shownAs: string; readonly temporary: boolean }
export type Listing = { readonly files: readonly FoundFile[]; readonly refused: readonly Refusal[] }

/** So many paths are looked into for archives that are not called so; beyond that the name is believed. */
const FEW_PATHS = 16

type Surroundings = { readonly unpackFolder: string; readonly temporary: boolean; readonly isCancelled: () => boolean; readonly onFound: (count: number) => void }

/** Every file that the given paths lead to, once each: folders to their depths, DICOMDIRs by their records, archives by their members. */
export async function listFiles(paths: readonly string[], around: Surroundings): Promise<Listing> {
  const files = new Map<string, FoundFile>()
  const refused: Refusal[] = []
  const seenFolders = new Set<string>()

  const add = (filePath: string): void => {
    if (!files.has(filePath)) files.set(filePath, { path: filePath, shownAs: filePath, temporary: around.temporary })
    if (files.size % 256 === 0) around.onFound(files.size)
  }
  const archive = async (filePath: string): Promise<void> => {
    const unpacked = await unpackArchive(filePath, path.join(around.unpackFolder, String(files.size)), around.isCancelled)
    for (const member of unpacked.members) files.set(member.path, { path: member.path, shownAs: `${filePath}/${member.name}`, temporary: true })
    if (unpacked.fault !== null) refused.push({ path: filePath, code: 'BROKEN_ARCHIVE', message: unpacked.fault })
  }
  const folder = async (folderPath: string): Promise<void> => {
    if (around.isCancelled()) return
    // A link back to a folder above would go on for ever.
    const real = await realpath(folderPath).catch(() => null)
    if (real === null || seenFolders.has(real)) return
    seenFolders.add(real)
    const entries = await readdir(folderPath, { withFileTypes: true }).catch(() => null)
    if (entries === null) {
      refused.push({ path: folderPath, code: 'UNREADABLE', message: `The folder ${path.basename(folderPath)} may not be opened by this user. Change its permissions or copy it, then import.` })
      return
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const entryPath = path.join(folderPath, entry.name)
      if (entry.name.includes('\uFFFD') && (await lstat(entryPath).catch(() => null)) === null) {
        refused.push({ path: entryPath, code: 'UNREADABLE', message: `${entry.name} has a name that is no text: it was written on another system. It was left out. Give it another name, then import.` })
        continue
      }
      const kind = entry.isSymbolicLink() ? await stat(entryPath).catch(() => null) : entry
      if (kind === null) continue
      if (kind.isDirectory()) await folder(entryPath)
      else if (kind.isFile()) await (/\.zip$/i.test(entry.name) && (await isArchive(entryPath)) ? archive(entryPath) : add(entryPath))
    }
  }
  const directoryFile = async (filePath: string): Promise<void> => {
    const { files: referenced, missing, fault } = await readDirectoryFile(filePath)
    for (const found of referenced) add(found)
    refused.push(...missing)
    if (fault === null) return
    refused.push({ path: filePath, code: 'BROKEN_DICOMDIR', message: fault })
    await folder(path.dirname(filePath))
  }
  const given = async (givenPath: string): Promise<void> => {
    const absolute = path.resolve(givenPath)
    const found = await stat(absolute).catch(() => null)
    if (found === null) {
      const dangling = (await lstat(absolute).catch(() => null))?.isSymbolicLink() === true
      refused.push({ path: givenPath, code: 'NOT_FOUND', message: `${path.basename(absolute)} is not there${dangling ? ': the link leads nowhere' : ''}. It may have been moved, or the disc taken out. Look for it, then import it again.` })
    } else if (found.isDirectory()) await folder(absolute)
    else if (/^DICOMDIR/i.test(path.basename(absolute))) await directoryFile(absolute)
    else if ((/\.zip$/i.test(absolute) || paths.length <= FEW_PATHS) && (await isArchive(absolute))) await archive(absolute)
    else add(absolute)
  }
  for (const one of paths) await given(one)
  around.onFound(files.size)
  return { files: [...files.values()], refused }
}
