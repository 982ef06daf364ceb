import { z } from 'zod'
import type { Database } from '#electron/services/storage/database.ts'
import { recordTables } from './recordTables.ts'

/** What lists need to know of the records, without reading their events. */
export type RecordIndex = {
  /** The record of a case that is not signed yet, else the newest. */
  readonly recordOf: (caseId: string) => string | null
  readonly keyImagesByCase: () => ReadonlyMap<string, number>
}

const countRow = z.object({ case_id: z.string(), key_images: z.int() })

export function openRecordIndex(database: Database): RecordIndex {
  database.migrate('record', recordTables)
  const shown = database.prepare('SELECT record_id FROM records WHERE case_id = ? ORDER BY signed_at IS NULL DESC, rowid DESC LIMIT 1')
  const counts = database.prepare('SELECT case_id, SUM(key_images) AS key_images FROM records GROUP BY case_id')
  return {
    recordOf: (caseId) => {
      const row = shown.get(caseId)
      return row === undefined ? null : z.string().parse(row['record_id'])
    },
    keyImagesByCase: () => new Map(counts.all().map((row) => countRow.parse(row)).map((row) => [row.case_id, row.key_images])),
  }
}
