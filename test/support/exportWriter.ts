// Begins an export of three files, says when the second is on the disk, and never ends: brokenExports.test.ts kills it there.
import { writeSync } from 'node:fs'
import { openExportNotes } from '#electron/services/storage/brokenExports.ts'
import { writeExport, type ExportGroup } from '#electron/services/storage/exportFiles.ts'

const [dataDirectory, directory] = process.argv.slice(2)
if (dataDirectory === undefined || directory === undefined) throw new Error('Where is the data folder, and where to write?')

async function* groups(): AsyncGenerator<ExportGroup> {
  for (const baseName of ['one', 'two']) yield { baseName, files: [{ extension: '.txt', bytes: new TextEncoder().encode(baseName) }] }
  writeSync(1, 'two are there\n')
  // Kept alive by a timer alone.
  await new Promise((resolve) => { setTimeout(resolve, 600_000) })
}
await writeExport(directory, groups(), openExportNotes(dataDirectory))
