import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isStorageFailure } from '#electron/services/storage/storageFailure.ts'
import type { SheetKind } from '#shared/reporting/sheets/sheetTemplates.ts'

/** The text that a site has written for a sheet is there and cannot be read: no other text is handed to a patient in its place. */
export class SheetUnreadable extends Error {}

/** What a site has written for its patients, as plain files of the data folder, for whoever likes an editor. */
export type SheetTexts = {
  /** Null where the site has written none; a SheetUnreadable is thrown where it has and the disk does not give it. */
  readonly read: (kind: SheetKind) => Promise<string | null>
  readonly write: (kind: SheetKind, text: string) => Promise<void>
  readonly remove: (kind: SheetKind) => Promise<void>
}

const names: Readonly<Record<SheetKind, string>> = { before: 'the sheet for before the injection', after: 'the sheet for after the injection' }

export function openSheetTexts(dataDirectory: string): SheetTexts {
  const fileOf = (kind: SheetKind): string => path.join(dataDirectory, 'sheets', `${kind}.txt`)
  return {
    read: async (kind) => {
      try {
        return await readFile(fileOf(kind), 'utf8')
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : ''
        if (code === 'ENOENT') return null
        if (!isStorageFailure(error)) throw error
        throw new SheetUnreadable(`The text that was written here for ${names[kind]} cannot be read: ${code === 'EACCES' || code === 'EPERM' ? 'its file may not be read' : `the disk does not answer as it should (${code})`}. The shipped text is not used in its place. Put the file sheets/${kind}.txt of the data folder right; take it away only if the shipped text is wanted.`)
      }
    },
    write: async (kind, text) => {
      await mkdir(path.dirname(fileOf(kind)), { recursive: true })
      await writeFile(`${fileOf(kind)}.part`, text, 'utf8')
      await rename(`${fileOf(kind)}.part`, fileOf(kind))
    },
    remove: (kind) => rm(fileOf(kind), { force: true }),
  }
}
