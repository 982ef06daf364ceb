import { openExportNotes } from '#electron/services/storage/brokenExports.ts'
import { writeExport, type ExportGroup } from '#electron/services/storage/exportFiles.ts'
import { curvesToCsv } from '#shared/contrast/curveCsv.ts'
import type { Input, ServiceReply } from '#shared/contract/types.ts'
import { err, ok } from '#shared/result.ts'
import type { Ports } from '#electron/ports/ports.ts'
import { isStorageFailure, storageFailureReason } from '#electron/services/storage/storageFailure.ts'

/** A patient's name is in no file name. */
const BASE_NAME = 'axis-guide-curves'

export async function exportCurves({ access, dataDirectory }: Pick<Ports, 'access' | 'dataDirectory'>, { directory, timesMs, curves }: Input<'contrast.exportCurves'>): Promise<ServiceReply<'contrast.exportCurves'>> {
  const csv = curvesToCsv(curves.map(({ name, values }) => ({ name, curve: { timesMs, values } })))
  if (directory === undefined) return ok({ path: null, csv })
  if (!access.mayWrite(directory)) return err('NOT_PERMITTED', 'This folder may not be written from here. Choose a folder by the dialog.')
  try {
    const [[path = null] = []] = await writeExport(directory, oneFile(csv), openExportNotes(dataDirectory))
    return ok({ path, csv: null })
  } catch (error) {
    if (!isStorageFailure(error)) throw error
    return err('WRITE_FAILED', `The table was not written: ${storageFailureReason(error)}. Choose another folder, or free some space there.`)
  }
}

async function* oneFile(csv: string): AsyncGenerator<ExportGroup> {
  // A byte order mark: a spreadsheet would read names with accents wrongly without it.
  yield { baseName: BASE_NAME, files: [{ extension: '.csv', bytes: new TextEncoder().encode(`\uFEFF${csv}`) }] }
}
