import { z } from 'zod'
import type { Database, SqlRow } from '#electron/services/storage/database.ts'
import { caseDocument, emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'

/** A case as it stands: the document under the pointer and the names of the steps around it. */
export type CaseHead = {
  readonly version: number
  readonly document: CaseDocument
  /** When the pointer came to stand here; null for a case nobody has edited. */
  readonly savedAtIso: string | null
  readonly canUndo: string | null
  readonly canRedo: string | null
}

export type EditOutcome = { readonly kind: 'saved' } | { readonly kind: 'outdated'; readonly version: number }

export type CaseJournal = {
  readonly head: (caseId: string) => CaseHead
  /** All cases that were ever edited, by id. */
  readonly heads: () => ReadonlyMap<string, CaseHead>
  readonly append: (edit: { readonly caseId: string; readonly baseVersion: number; readonly step: string; readonly document: CaseDocument; readonly atIso: string }) => EditOutcome
  /** Moves the pointer one step; false when there is none to move to. */
  readonly undo: (caseId: string, atIso: string) => boolean
  readonly redo: (caseId: string, atIso: string) => boolean
}

/**
 * Versions are numbered by case and never reused, changed or dropped; version 0 is the empty document. `next_version`
 * is the way redo goes: the edit made last on this version. An edit after an undo points it elsewhere, which takes the
 * old branch out of reach while its rows stay.
 */
const steps = [
  `CREATE TABLE case_versions (
     case_id TEXT NOT NULL, version INTEGER NOT NULL, previous_version INTEGER, next_version INTEGER,
     step TEXT NOT NULL, document TEXT NOT NULL, at_iso TEXT NOT NULL,
     PRIMARY KEY (case_id, version)) STRICT, WITHOUT ROWID;
   CREATE TABLE case_heads (case_id TEXT PRIMARY KEY, version INTEGER NOT NULL, at_iso TEXT NOT NULL) STRICT`,
]

const headRow = z.object({ case_id: z.string(), version: z.int(), at_iso: z.string(), step: z.string(), document: z.string(), previous_version: z.int().nullable(), next_version: z.int().nullable(), next_step: z.string().nullable() })
const selectHeads = `
  SELECT h.case_id, h.version, h.at_iso, v.step, v.document, v.previous_version, v.next_version, n.step AS next_step
  FROM case_heads h
  JOIN case_versions v ON v.case_id = h.case_id AND v.version = h.version
  LEFT JOIN case_versions n ON n.case_id = h.case_id AND n.version = v.next_version`

const untouched: CaseHead = { version: 0, document: emptyCaseDocument, savedAtIso: null, canUndo: null, canRedo: null }

export function openCaseJournal(database: Database): CaseJournal {
  database.migrate('case', steps)
  const oneHead = database.prepare(`${selectHeads} WHERE h.case_id = ?`)
  const allHeads = database.prepare(selectHeads)
  const highest = database.prepare('SELECT MAX(version) AS version FROM case_versions WHERE case_id = ?')
  const insert = database.prepare('INSERT INTO case_versions (case_id, version, previous_version, next_version, step, document, at_iso) VALUES (?, ?, ?, NULL, ?, ?, ?)')
  const point = database.prepare('UPDATE case_versions SET next_version = ? WHERE case_id = ? AND version = ?')
  const move = database.prepare('INSERT INTO case_heads (case_id, version, at_iso) VALUES (?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, at_iso = excluded.at_iso')

  const readRow = (caseId: string) => {
    const row = oneHead.get(caseId)
    return row === undefined ? null : headRow.parse(row)
  }
  const moveBy = (caseId: string, atIso: string, direction: 'previous_version' | 'next_version'): boolean => database.transaction(() => {
    const version = readRow(caseId)?.[direction] ?? null
    if (version === null) return false
    move.run(caseId, version, atIso)
    return true
  })

  return {
    head: (caseId) => {
      const row = oneHead.get(caseId)
      return row === undefined ? untouched : toHead(row)
    },
    heads: () => new Map(allHeads.all().map((row) => [headRow.parse(row).case_id, toHead(row)])),
    append: ({ caseId, baseVersion, step, document, atIso }) => database.transaction((): EditOutcome => {
      const current = readRow(caseId)
      if (baseVersion !== (current?.version ?? 0)) return { kind: 'outdated', version: current?.version ?? 0 }
      if (current === null) insert.run(caseId, 0, null, '', JSON.stringify(emptyCaseDocument), atIso)
      const version = Number(highest.get(caseId)?.['version']) + 1
      insert.run(caseId, version, baseVersion, step, JSON.stringify(document), atIso)
      point.run(version, caseId, baseVersion)
      move.run(caseId, version, atIso)
      return { kind: 'saved' }
    }),
    undo: (caseId, atIso) => moveBy(caseId, atIso, 'previous_version'),
    redo: (caseId, atIso) => moveBy(caseId, atIso, 'next_version'),
  }
}

function toHead(row: SqlRow): CaseHead {
  const { version, document, at_iso, step, previous_version, next_step } = headRow.parse(row)
  return {
    version,
    document: caseDocument.parse(JSON.parse(document)),
    savedAtIso: at_iso,
    canUndo: previous_version === null ? null : step,
    canRedo: next_step,
  }
}
