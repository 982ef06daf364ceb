import type { Database } from '#electron/services/storage/database.ts'
import { foldWords, searchWordsOf } from '#shared/procedure/searchWords.ts'
import { summaryOf } from '#shared/procedure/recordSummary.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'

/** Raised when what is drawn from a record changes: every record is then drawn anew. */
const MADE_BY = 1

export type RecordSearchIndex = {
  /** Draws a record anew; call it in the transaction that appends to it. */
  readonly put: (state: RecordState) => void
  /** Records that were never drawn, or by an older version. */
  readonly waiting: () => readonly string[]
}

/** What records are found by; needs the tables of recordTables.ts. */
export function openRecordSearchIndex(database: Database): RecordSearchIndex {
  const waiting = database.prepare('SELECT record_id FROM records WHERE record_id NOT IN (SELECT record_id FROM record_search WHERE made_by = ?)')
  const put = database.prepare(`
    INSERT INTO record_search (record_id, made_by, performed_at, words, operator, fluoroscopy_s, relief_percent, summary) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (record_id) DO UPDATE SET made_by = excluded.made_by, performed_at = excluded.performed_at, words = excluded.words, operator = excluded.operator,
      fluoroscopy_s = excluded.fluoroscopy_s, relief_percent = excluded.relief_percent, summary = excluded.summary`)
  const forget = database.prepare('DELETE FROM record_search_values WHERE record_id = ?')
  const putValue = database.prepare('INSERT INTO record_search_values (kind, value, record_id) VALUES (?, ?, ?)')
  return {
    put: (state) => {
      const { recordId } = state
      const summary = summaryOf(state)
      put.run(recordId, MADE_BY, summary.performedAtIso, searchWordsOf(state, summary, localDate(summary.performedAtIso)), foldWords(summary.operator), summary.fluoroscopyTimeS, summary.reliefPercent, JSON.stringify(summary))
      forget.run(recordId)
      for (const pattern of summary.patterns) putValue.run('pattern', pattern, recordId)
      for (const complication of summary.complications) putValue.run('complication', complication, recordId)
    },
    waiting: () => waiting.all(MADE_BY).map((row) => String(row['record_id'])),
  }
}

const localDate = (atIso: string): string => {
  const at = new Date(atIso)
  return `${String(at.getFullYear())}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}
