import { z } from 'zod'
import type { Database, SqlRow } from '#electron/services/storage/database.ts'
import { isDamaged } from '#electron/services/storage/soundTexts.ts'
import type { Output } from '#shared/contract/types.ts'
import { levelName, sideWord } from '#shared/dicom/identity.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { instant } from '#shared/values.ts'

type ListedRecord = Output<'record.list'>['records'][number]
/** What the events say of a record to lists, on any computer. */
export type RecordLine = Omit<ListedRecord, 'signedFromFile'>

const row = z.object({
  record_id: z.string(), case_id: z.string(), patient_id: z.string(), patient_name: z.string(), side: sideWord, level: levelName,
  key_images: z.int(), created_at: instant, updated_at: instant, signed_at: instant.nullable(),
})

export function readRecordLine(stored: SqlRow): RecordLine {
  const { record_id, case_id, patient_id, patient_name, side, level, key_images, created_at, updated_at, signed_at } = row.parse(stored)
  return { recordId: record_id, caseId: case_id, patientId: patient_id, patientName: patient_name, side, level, keyImages: key_images, createdAtIso: created_at, updatedAtIso: updated_at, signedAtIso: signed_at }
}

/** What the events of a record add up to, by its id; null where they do not hold. */
export type StateOf = (recordId: string) => RecordState | null

/** The line of a record, of its events where the disk has changed what was drawn of them; null where those do not hold either. */
export function wholeRecordLine(stored: SqlRow, stateOf: StateOf): RecordLine | null {
  const texts = Object.values(stored).filter((value) => typeof value === 'string')
  if (row.safeParse(stored).success && !texts.some(isDamaged)) return readRecordLine(stored)
  const state = stateOf(String(stored['record_id']))
  return state === null ? null : recordLineOf(state)
}

/** The same as the events say it; its fields in the same order. */
export const recordLineOf = ({ recordId, caseId, patientId, patientName, side, level, keyImages, createdAtIso, updatedAtIso, signature }: RecordState): RecordLine => ({
  recordId, caseId, patientId, patientName, side, level, keyImages: keyImages.filter(({ removed }) => !removed).length, createdAtIso, updatedAtIso, signedAtIso: signature?.atIso ?? null,
})

/** Puts to a line whether its signature was given on this computer. */
export function openSignedFromFile(database: Database): <Line extends RecordLine>(line: Line) => Line & Pick<ListedRecord, 'signedFromFile'> {
  // In JSON the quotes of what somebody wrote are escaped: only an event itself has this kind.
  const fromFile = database.prepare(`SELECT 1 AS found FROM record_events WHERE record_id = ? AND from_file = 1 AND instr(line, '"kind":"signed"') > 0`)
  return (line) => ({ ...line, signedFromFile: fromFile.get(line.recordId) !== undefined })
}

export function isLineOf(stored: SqlRow, state: RecordState): boolean {
  return row.safeParse(stored).success && JSON.stringify(readRecordLine(stored)) === JSON.stringify(recordLineOf(state))
}
