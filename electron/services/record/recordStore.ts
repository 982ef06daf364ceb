import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '#electron/services/storage/database.ts'
import type { Output } from '#shared/contract/types.ts'
import { instant } from '#shared/values.ts'
import { levelName, sideWord } from '#shared/dicom/identity.ts'
import { checkChain, eventToLine, sealEvent, type ChainCheck, type Sha256 } from '#shared/procedure/recordChain.ts'
import type { RecordEvent, RecordEventBody, RecordState } from '#shared/procedure/recordEvents.ts'
import { applyRecordEvent, reduceRecord } from '#shared/procedure/recordReducer.ts'
import { recordTables } from './recordTables.ts'

export type RecordLine = Output<'record.list'>['records'][number]
export type NewEvent = { readonly recordId: string; readonly atIso: string; readonly actor: string; readonly body: RecordEventBody }
export type StoredRecord = { readonly check: ChainCheck; readonly state: RecordState | null }

/** The events of all records on the disk. */
export type RecordStore = {
  readonly idOfCase: (caseId: string) => string | null
  readonly list: (caseId: string | null) => readonly RecordLine[]
  /** Everything stored of a record, checked; null when there is no such record. */
  readonly read: (recordId: string) => StoredRecord | null
  /** Appends one event after the last one. Call it inside a transaction together with the checks it depends on. */
  readonly append: (event: NewEvent, onto: StoredRecord | null) => RecordEvent
}

export const sha256OfText: Sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex')

const eventRow = z.object({ seq: z.int(), line: z.string() })
const endRow = z.object({ events: z.int(), last_hash: z.string() })
const listRow = z.object({
  record_id: z.string(), case_id: z.string(), patient_id: z.string(), patient_name: z.string(), side: sideWord, level: levelName,
  key_images: z.int(), created_at: instant, updated_at: instant,
})

export function openRecordStore(database: Database): RecordStore {
  database.migrate('record', recordTables)
  const ofCase = database.prepare('SELECT record_id FROM records WHERE case_id = ?')
  const all = database.prepare('SELECT * FROM records WHERE ?1 IS NULL OR case_id = ?1 ORDER BY created_at DESC, record_id')
  const end = database.prepare('SELECT events, last_hash FROM records WHERE record_id = ?')
  const lines = database.prepare('SELECT seq, line FROM record_events WHERE record_id = ? ORDER BY seq')
  const insertEvent = database.prepare('INSERT INTO record_events (record_id, seq, line) VALUES (?, ?, ?)')
  const insertRecord = database.prepare(`
    INSERT INTO records (record_id, case_id, patient_id, patient_name, side, level, key_images, events, last_hash, created_at, updated_at)
    VALUES (?, ?, ?, ?, ?, ?, 0, 1, ?, ?, ?)`)
  const updateRecord = database.prepare('UPDATE records SET side = ?, level = ?, key_images = ?, events = ?, last_hash = ?, updated_at = ? WHERE record_id = ?')

  return {
    idOfCase: (caseId) => {
      const row = ofCase.get(caseId)
      return row === undefined ? null : z.string().parse(row['record_id'])
    },
    list: (caseId) => all.all(caseId).map((row) => listRow.parse(row)).map((row) => ({
      recordId: row.record_id, caseId: row.case_id, patientId: row.patient_id, patientName: row.patient_name, side: row.side, level: row.level,
      keyImages: row.key_images, createdAtIso: row.created_at, updatedAtIso: row.updated_at,
    })),
    read: (recordId) => {
      const known = end.get(recordId)
      if (known === undefined) return null
      const check = checkEnd(checkChain(recordId, lines.all(recordId).map((row) => eventRow.parse(row)), sha256OfText), endRow.parse(known))
      return { check, state: reduceRecord(check.events) }
    },
    append: ({ recordId, atIso, actor, body }, onto) => {
      const previous = onto?.check.events.at(-1) ?? null
      const event = sealEvent({ recordId, seq: (previous?.seq ?? -1) + 1, atIso, actor, body }, previous, sha256OfText)
      const state = applyRecordEvent(onto?.state ?? null, event)
      if (state === null) throw new Error('The first event of a record must create it.')
      if (previous === null) {
        insertRecord.run(recordId, state.caseId, state.patientId, state.patientName, state.side, state.level, event.hash, atIso, atIso)
      } else {
        const shown = state.keyImages.filter(({ removed }) => !removed).length
        updateRecord.run(state.side, state.level, shown, state.events, event.hash, atIso, recordId)
      }
      insertEvent.run(recordId, event.seq, eventToLine(event))
      return event
    },
  }
}

/** A chain holds by itself even when its end was cut off; how long it was and how it ended is kept beside it. */
function checkEnd(check: ChainCheck, expected: z.infer<typeof endRow>): ChainCheck {
  if (!check.holds) return check
  if (check.events.length < expected.events) {
    return { holds: false, brokenAt: check.events.length, note: `Event ${String(check.events.length)} is missing.`, events: check.events }
  }
  const last = check.events[expected.events - 1]
  if (last?.hash === expected.last_hash && check.events.length === expected.events) return check
  return { holds: false, brokenAt: expected.events - (last?.hash === expected.last_hash ? 0 : 1), note: 'The end of the record is not the one that was saved.', events: check.events }
}
