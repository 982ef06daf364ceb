import { createHash } from 'node:crypto'
import type { Database, SqlRow } from '#electron/services/storage/database.ts'
import { isDamaged } from '#electron/services/storage/soundTexts.ts'
import type { PatientIdentity } from '#shared/dicom/identity.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { Instance } from './instance.ts'

export const libraryMigrations = [`
  CREATE TABLE library_instances (
    sop_uid TEXT PRIMARY KEY, series_uid TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT, byte_length INTEGER NOT NULL, modified_ms REAL NOT NULL,
    copy_state TEXT NOT NULL CHECK (copy_state IN ('none', 'wanted', 'done', 'failed')), header TEXT NOT NULL
  ) STRICT;
  CREATE INDEX library_instances_by_series ON library_instances (series_uid);
  CREATE INDEX library_instances_wanted ON library_instances (copy_state) WHERE copy_state = 'wanted';
  CREATE TABLE library_series (series_uid TEXT PRIMARY KEY, summary TEXT NOT NULL) STRICT;
  CREATE TABLE library_stale (series_uid TEXT PRIMARY KEY) STRICT;
  CREATE TABLE library_cases (case_id TEXT PRIMARY KEY, base TEXT NOT NULL, name TEXT NOT NULL, birth_date TEXT) STRICT;
  CREATE INDEX library_cases_by_base ON library_cases (base);
  CREATE TABLE library_thumbnails (series_uid TEXT PRIMARY KEY, png BLOB NOT NULL) STRICT;
`,
// Lines of a series list from before the study was read: it is not known, which is not the same as empty.
"UPDATE library_series SET summary = json_set(summary, '$.study', json('null')) WHERE json_type(summary, '$.study') IS NULL;",
]

export type CopyState = 'none' | 'wanted' | 'done' | 'failed'
export type StoredInstance = {
  readonly sopUid: string
  readonly seriesUid: string
  readonly path: string
  readonly sha256: string | null
  readonly byteLength: number
  readonly modifiedMs: number
  readonly copyState: CopyState
  readonly instance: Instance
}
export type NewInstance = Omit<StoredInstance, 'sopUid' | 'seriesUid'>

export type LibraryTables = ReturnType<typeof openLibraryTables>

/** What the library keeps; bytes of images never lie in the database. */
export function openLibraryTables(database: Database) {
  database.migrate('library', libraryMigrations)
  const columns = 'sop_uid, series_uid, path, sha256, byte_length, modified_ms, copy_state, header'
  // A row that cannot be read any more is not known, and gives way to the object that is imported again.
  const insert = database.prepare(`INSERT OR REPLACE INTO library_instances (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const markStale = database.prepare('INSERT OR IGNORE INTO library_stale (series_uid) VALUES (?)')
  const bySop = database.prepare(`SELECT ${columns} FROM library_instances WHERE sop_uid = ?`)
  const bySeries = database.prepare(`SELECT ${columns} FROM library_instances WHERE series_uid = ?`)
  const countInSeries = database.prepare('SELECT count(*) AS n FROM library_instances WHERE series_uid = ?')
  const anyOfSeries = database.prepare(`SELECT ${columns} FROM library_instances WHERE series_uid = ? LIMIT 1`)
  return {
    instance: (sopUid: string): StoredInstance | null => readRow(bySop.get(sopUid)),
    ofSeries: (seriesUid: string): readonly StoredInstance[] => bySeries.all(seriesUid).flatMap((row) => readRow(row) ?? []),
    /** How many objects of a series were written, those among them that cannot be read any more. */
    countOf: (seriesUid: string): number => Number(countInSeries.get(seriesUid)?.['n']),
    anyOf: (seriesUid: string): StoredInstance | null => readRow(anyOfSeries.get(seriesUid)),
    add: ({ path, sha256, byteLength, modifiedMs, copyState, instance }: NewInstance): void => {
      insert.run(instance.sopInstanceUid, instance.seriesUid, path, sha256, byteLength, modifiedMs, copyState, JSON.stringify(instance))
      markStale.run(instance.seriesUid)
    },
    /** The same object as another file has it. */
    replace: ({ path, sha256, byteLength, modifiedMs, copyState, instance }: NewInstance): void => {
      database.prepare('UPDATE library_instances SET path = ?, sha256 = ?, byte_length = ?, modified_ms = ?, copy_state = ?, header = ? WHERE sop_uid = ?').run(path, sha256, byteLength, modifiedMs, copyState, JSON.stringify(instance), instance.sopInstanceUid)
      markStale.run(instance.seriesUid)
    },
    relink: (sopUid: string, path: string, modifiedMs: number): void => {
      database.prepare('UPDATE library_instances SET path = ?, modified_ms = ? WHERE sop_uid = ?').run(path, modifiedMs, sopUid)
    },
    wantCopy: (sopUid: string): void => { database.prepare("UPDATE library_instances SET copy_state = 'wanted' WHERE sop_uid = ? AND copy_state IN ('none', 'failed')").run(sopUid) },
    copied: (sopUid: string, sha256: string): void => { database.prepare("UPDATE library_instances SET copy_state = 'done', sha256 = ? WHERE sop_uid = ?").run(sha256, sopUid) },
    copyFailed: (sopUid: string): void => { database.prepare("UPDATE library_instances SET copy_state = 'failed' WHERE sop_uid = ?").run(sopUid) },
    isCopied: (seriesUid: string): boolean => database.prepare('SELECT 1 FROM library_instances WHERE series_uid = ? AND sha256 IS NULL LIMIT 1').get(seriesUid) === undefined,
    nextToCopy: (count: number): readonly StoredInstance[] => database.prepare(`SELECT ${columns} FROM library_instances WHERE copy_state = 'wanted' LIMIT ?`).all(count).flatMap((row) => readRow(row) ?? []),
    copyCounts: (): { readonly wanted: number; readonly failed: number } => {
      const count = (state: CopyState): number => Number(database.prepare('SELECT count(*) AS n FROM library_instances WHERE copy_state = ?').get(state)?.['n'])
      return { wanted: count('wanted'), failed: count('failed') }
    },
    stale: (): readonly string[] => database.prepare('SELECT series_uid FROM library_stale').all().map((row) => String(row['series_uid'])),
    /** One that was damaged on the disk is made again of its objects. */
    summaries: (): readonly SeriesSummary[] => database.prepare('SELECT series_uid, summary FROM library_series').all().flatMap((row) => {
      const summary = wholeJson<SeriesSummary>(row['summary'])
      if (summary === null) markStale.run(String(row['series_uid']))
      return summary ?? []
    }),
    saveSummary: (summary: SeriesSummary): void => {
      database.prepare('INSERT INTO library_series (series_uid, summary) VALUES (?, ?) ON CONFLICT (series_uid) DO UPDATE SET summary = excluded.summary').run(summary.seriesUid, JSON.stringify(summary))
      database.prepare('DELETE FROM library_stale WHERE series_uid = ?').run(summary.seriesUid)
      database.prepare('DELETE FROM library_thumbnails WHERE series_uid = ?').run(summary.seriesUid)
    },
    thumbnail: (seriesUid: string): Uint8Array | null => {
      const png = database.prepare('SELECT png FROM library_thumbnails WHERE series_uid = ?').get(seriesUid)?.['png']
      return png instanceof Uint8Array ? png : null
    },
    saveThumbnail: (seriesUid: string, png: Uint8Array): void => { database.prepare('INSERT OR REPLACE INTO library_thumbnails (series_uid, png) VALUES (?, ?)').run(seriesUid, png) },
    caseOf: (patient: PatientIdentity, studyUid: string): string => caseOf(database, patient, studyUid),
  }
}

/** Texts are written only here, so their JSON has the shape that it was written with, or none: null where the disk has changed it. */
function wholeJson<T>(stored: SqlRow[string] | undefined): T | null {
  const text = String(stored)
  if (isDamaged(text)) return null
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}

/** Null where the disk has changed it. */
function readRow(row: SqlRow | undefined): StoredInstance | null {
  if (row === undefined) return null
  const instance = wholeJson<Instance>(row['header'])
  if (instance === null || [row['series_uid'], row['path']].some((text) => isDamaged(String(text)))) return null
  return {
    sopUid: String(row['sop_uid']), seriesUid: String(row['series_uid']), path: String(row['path']), sha256: row['sha256'] === null ? null : String(row['sha256']),
    byteLength: Number(row['byte_length']), modifiedMs: Number(row['modified_ms']), copyState: row['copy_state'] as CopyState, instance,
  }
}

const hash = (...parts: readonly (string | null)[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
const plainName = (name: string): string => name.toUpperCase().replace(/[\^\s=]+/g, ' ').trim()

/**
 * The case of a patient. One number with two names and two birth dates is two people (a reused or emergency number):
 * they are kept apart. A changed name alone (marriage, spelling) is not.
 */
function caseOf(database: Database, patient: PatientIdentity, studyUid: string): string {
  const name = plainName(patient.patientName)
  const base = patient.patientId !== '' ? hash('id', patient.issuer, patient.patientId) : name !== '' ? hash('name', name, patient.birthDate) : hash('study', studyUid)
  const known = database.prepare('SELECT case_id, name, birth_date FROM library_cases WHERE base = ? ORDER BY rowid').all(base)
  const same = known.find((row) => {
    const birthDate = row['birth_date'] === null ? null : String(row['birth_date'])
    const differentDate = birthDate !== null && patient.birthDate !== null && birthDate !== patient.birthDate
    return !(differentDate && String(row['name']) !== name)
  })
  if (same !== undefined) return String(same['case_id'])
  const caseId = known.length === 0 ? base : hash(base, name, patient.birthDate)
  database.prepare('INSERT OR IGNORE INTO library_cases (case_id, base, name, birth_date) VALUES (?, ?, ?, ?)').run(caseId, base, name, patient.birthDate)
  return caseId
}
