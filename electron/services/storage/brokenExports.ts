import { readdirSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { jsonOrNull } from '#shared/jsonOrNull.ts'

/** Exports under way: a note of each in the data folder, so that the next start knows what a killed one left behind, and where. */
export type ExportNotes = {
  readonly begin: (exportId: string, directory: string) => Promise<void>
  readonly end: (exportId: string) => Promise<void>
}

const note = z.object({ directory: z.string() })
const NOTE_NAME = /^([0-9a-f-]{36})\.json$/
const folderOf = (dataDirectory: string): string => path.join(dataDirectory, 'exporting')

/** A temporary file of an export carries the export's own id: no other program's file, nor another computer's export, has such a name. */
export const temporaryName = (exportId: string, at: number): string => `.axis-guide-${exportId}-${String(at)}.part`
const isTemporaryOf = (exportId: string, name: string): boolean => name.startsWith(`.axis-guide-${exportId}-`) && name.endsWith('.part')

export function openExportNotes(dataDirectory: string): ExportNotes {
  const fileOf = (exportId: string): string => path.join(folderOf(dataDirectory), `${exportId}.json`)
  return {
    begin: async (exportId, directory) => {
      await mkdir(folderOf(dataDirectory), { recursive: true })
      const file = await open(fileOf(exportId), 'wx')
      try {
        await file.writeFile(JSON.stringify({ directory }))
        await file.sync()
      } finally {
        await file.close()
      }
    },
    end: (exportId) => rm(fileOf(exportId), { force: true }),
  }
}

/**
 * Takes away the temporary files of exports that an earlier run did not end. What is to be cleared is listed before this
 * returns, so that no export of this run is taken for one. A folder that is out of reach is looked at again at the next start.
 */
export function clearBrokenExports(dataDirectory: string): Promise<void> {
  const broken = notesIn(folderOf(dataDirectory))
  return (async () => {
    for (const exportId of broken) await clearOne(folderOf(dataDirectory), exportId)
  })()
}

function notesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).flatMap((name) => NOTE_NAME.exec(name)?.[1] ?? [])
  } catch {
    return []
  }
}

async function clearOne(folder: string, exportId: string): Promise<void> {
  const file = path.join(folder, `${exportId}.json`)
  try {
    const said = note.safeParse(jsonOrNull(await readFile(file, 'utf8')))
    // A note that was cut off while it was written: its export had not begun.
    if (said.success) {
      for (const name of await readdir(said.data.directory)) if (isTemporaryOf(exportId, name)) await rm(path.join(said.data.directory, name), { force: true })
    }
    await rm(file, { force: true })
  } catch {
    // Whatever was in the way, the note stays: the next start tries again.
  }
}
