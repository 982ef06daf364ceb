import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import type { ImportReport } from '#shared/contract/areas/library.ts'
import { tags } from '#shared/dicom/tags.ts'

export type DirectoryReading = {
  readonly files: readonly string[]
  readonly missing: ImportReport['refused']
  /** Why the directory cannot be trusted; its folder is then searched instead. */
  readonly fault: string | null
}

/**
 * The files that a DICOMDIR names. Names on discs differ in case, and lose or gain an extension, from one system to the
 * next. Nothing outside the DICOMDIR's own folder is followed.
 *
 * @source PS3.3 F.3, PS3.10 section 8
 */
export async function readDirectoryFile(filePath: string): Promise<DirectoryReading> {
  const nothing = (why: string): DirectoryReading => ({ files: [], missing: [], fault: `The disc's directory (${path.basename(filePath)}) ${why}. The whole folder was searched instead, so nothing is lost.` })
  const bytes = await readFile(filePath).catch(() => null)
  if (bytes === null) return nothing('cannot be read')
  const reading = readHeader(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes.length)
  if (reading.kind !== 'read' || reading.broken) return nothing('is damaged')
  const names = reading.header.items(tags.DirectoryRecordSequence).flatMap((record) => {
    const parts = record.texts(tags.ReferencedFileID).flatMap((part) => part.split(/[\\/]/)).filter((part) => part !== '')
    return parts.length === 0 ? [] : [parts]
  })
  if (names.length === 0) return nothing('names no file')
  const listed = new Map<string, readonly string[]>()
  const root = path.dirname(filePath)
  const files: string[] = []
  const lost: string[] = []
  for (const parts of names) {
    const found = await resolveParts(root, parts, listed)
    if (found === null) lost.push(parts.join('/'))
    else files.push(found)
  }
  if (files.length === 0) return nothing('names only files that are not there')
  if (lost.length === 0) return { files, missing: [], fault: null }
  return {
    files, fault: `The disc's directory (${path.basename(filePath)}) names ${lost.length} of ${names.length} files that are not there. The whole folder was searched instead. Copy the disc again if images are missing.`,
    missing: lost.map((name) => ({ path: path.join(root, name), code: 'NOT_FOUND' as const, message: `${path.basename(name)} is named in the disc's directory and is not there. Copy the disc again, then import.` })),
  }
}

async function resolveParts(root: string, parts: readonly string[], listed: Map<string, readonly string[]>): Promise<string | null> {
  let folder = root
  for (const [index, part] of parts.entries()) {
    if (part === '..' || part === '.') return null
    let names = listed.get(folder)
    if (names === undefined) listed.set(folder, names = await readdir(folder).catch(() => []))
    const isLast = index === parts.length - 1
    const match = names.find((name) => name === part)
      ?? names.find((name) => name.toUpperCase() === part.toUpperCase())
      ?? (isLast ? names.find((name) => name.toUpperCase() === `${part.toUpperCase()}.DCM`) : undefined)
    if (match === undefined) return null
    folder = path.join(folder, match)
  }
  return folder
}
