import { z } from 'zod'
import type { Database, SqlRow } from '#electron/services/storage/database.ts'
import { sha256OfText } from '#electron/services/storage/sha256.ts'
import { checkChain, eventToLine, sealEvent, type ChainCheck } from '#shared/procedure/recordChain.ts'
import type { RecordEvent, RecordEventBody, RecordState } from '#shared/procedure/recordEvents.ts'
import { applyRecordEvent, reduceRecord } from '#shared/procedure/recordReducer.ts'
import { isSignature } from '#shared/procedure/recordOrder.ts'
import { isLineOf, recordLineOf, wholeRecordLine, type RecordLine } from './recordLine.ts'
import { openRecordSearchIndex } from './recordSearchIndex.ts'
import { recordTables } from './recordTables.ts'

export type NewEvent = { readonly recordId: string; readonly atIso: string; readonly actor: string; readonly body: RecordEventBody }
export type StoredRecord = {
  readonly check: ChainCheck
  readonly state: RecordState | null
  /** Sequence numbers of the signatures that came with a file: nobody has given a passphrase for them here. */
  readonly signaturesFromFile: readonly number[]
}
/** One whose chain holds and begins as a record does. */
export type SoundRecord = StoredRecord & { readonly state: RecordState }

/** The events of all records on the disk. */
export type RecordStore = {
  /** The record of a case that is not signed yet. */
  readonly openRecordOf: (caseId: string) => string | null
  readonly list: (caseId: string | null) => readonly RecordLine[]
  /** Everything stored of a record, checked; null when there is no such record. */
  readonly read: (recordId: string) => StoredRecord | null
  /** Whether the line that lists show is the one that the events make. */
  readonly listAgrees: (recordId: string, stored: StoredRecord) => boolean
  /** Appends one event after the last one. Call it inside a transaction together with the checks it depends on. */
  readonly append: (event: NewEvent, onto: StoredRecord | null) => RecordEvent
  /** Takes over events that were sealed elsewhere, after those that are here. The whole chain must have been checked; call it inside a transaction. */
  readonly adopt: (events: readonly RecordEvent[], onto: StoredRecord | null) => void
}

/** As bytes: a text that is no UTF-8 any more would end the process in the database's own code. */
const eventRow = z.object({ seq: z.int(), line: z.union([z.instanceof(ArrayBuffer), z.instanceof(Uint8Array)]), from_file: z.int() })
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const endRow = z.object({ events: z.int(), last_hash: z.string() })

export function openRecordStore(database: Database): RecordStore {
  database.migrate('record', recordTables)
  const ofCase = database.prepare('SELECT record_id FROM records WHERE case_id = ? AND signed_at IS NULL')
  const all = database.prepare('SELECT * FROM records WHERE ?1 IS NULL OR case_id = ?1 ORDER BY created_at DESC, rowid DESC')
  const oneLine = database.prepare('SELECT * FROM records WHERE record_id = ?')
  const end = database.prepare('SELECT events, last_hash FROM records WHERE record_id = ?')
  const lines = database.prepare('SELECT seq, CAST(line AS BLOB) AS line, from_file FROM record_events WHERE record_id = ? ORDER BY seq')
  const insertEvent = database.prepare('INSERT INTO record_events (record_id, seq, line, from_file) VALUES (?, ?, ?, ?)')
  const insertRecord = database.prepare(`
    INSERT INTO records (record_id, case_id, patient_id, patient_name, side, level, key_images, events, last_hash, created_at, updated_at)
    VALUES (?, ?, ?, ?, ?, ?, 0, 1, ?, ?, ?)`)
  const updateRecord = database.prepare('UPDATE records SET side = ?, level = ?, key_images = ?, events = ?, last_hash = ?, updated_at = ?, signed_at = ? WHERE record_id = ?')

  const read = (recordId: string): StoredRecord | null => {
    const known = end.get(recordId)
    if (known === undefined) return null
    const rows = lines.all(recordId).map(readEventRow)
    const check = checkEnd(checkChain(recordId, rows, sha256OfText), endRow.parse(known))
    const adopted = new Set(rows.filter(({ isFromFile }) => isFromFile).map(({ seq }) => seq))
    return { check, state: reduceRecord(check.events), signaturesFromFile: check.events.filter((event) => isSignature(event) && adopted.has(event.seq)).map(({ seq }) => seq) }
  }
  const index = openRecordSearchIndex(database)
  // Records from before they could be found: drawn once, all or none.
  const waiting = index.waiting()
  if (waiting.length > 0) database.transaction(() => {
    for (const state of waiting.map((recordId) => read(recordId)?.state ?? null)) if (state !== null) index.put(state)
  })

  /** Writes one event after `before`; what the record adds up to with it. */
  const write = (event: RecordEvent, before: RecordState | null, isFromFile: boolean): RecordState => {
    const state = applyRecordEvent(before, event)
    if (state === null) throw new Error('The first event of a record must create it.')
    const { caseId, patientId, patientName, side, level, keyImages, signedAtIso } = recordLineOf(state)
    if (before === null) insertRecord.run(event.recordId, caseId, patientId, patientName, side, level, event.hash, event.atIso, event.atIso)
    else updateRecord.run(side, level, keyImages, state.events, event.hash, event.atIso, signedAtIso, event.recordId)
    insertEvent.run(event.recordId, event.seq, eventToLine(event), isFromFile ? 1 : 0)
    index.put(state)
    return state
  }

  return {
    openRecordOf: (caseId) => {
      const row = ofCase.get(caseId)
      return row === undefined ? null : z.string().parse(row['record_id'])
    },
    list: (caseId) => all.all(caseId).flatMap((row) => wholeRecordLine(row, (recordId) => read(recordId)?.state ?? null) ?? []),
    listAgrees: (recordId, { state }) => {
      const row = oneLine.get(recordId)
      return row !== undefined && state !== null && isLineOf(row, state)
    },
    read,
    append: ({ recordId, atIso, actor, body }, onto) => {
      const previous = onto?.check.events.at(-1) ?? null
      const event = sealEvent({ recordId, seq: (previous?.seq ?? -1) + 1, atIso, actor, body }, previous, sha256OfText)
      write(event, onto?.state ?? null, false)
      return event
    },
    adopt: (events, onto) => { events.reduce<RecordState | null>((state, event) => write(event, state, true), onto?.state ?? null) },
  }
}

function readEventRow(row: SqlRow): { readonly seq: number; readonly line: string; readonly isFromFile: boolean } {
  const { seq, line, from_file } = eventRow.parse(row)
  const isFromFile = from_file !== 0
  try {
    return { seq, line: utf8.decode(line), isFromFile }
  } catch {
    return { seq, line: '', isFromFile }
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
