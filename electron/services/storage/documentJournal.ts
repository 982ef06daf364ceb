import { z } from 'zod'
import type { Database, SqlRow } from './database.ts'
import { readColumns, readStored, wholeOnes } from './storedText.ts'

/** A document as it stands under the pointer, and the names of the steps around it. */
export type DocumentHead<D> = {
  readonly version: number
  readonly document: D
  /** When the pointer came to stand here. */
  readonly savedAtIso: string
  readonly canUndo: string | null
  readonly canRedo: string | null
}

export type EditOutcome = { readonly kind: 'saved' } | { readonly kind: 'outdated'; readonly version: number }
type Edit<D> = { readonly id: string; readonly baseVersion: number; readonly step: string; readonly document: D; readonly atIso: string }

export type DocumentJournal<D> = {
  /** Throws Damaged; the document's other versions may be whole. */
  readonly head: (id: string) => DocumentHead<D> | null
  /** Whether it was ever written, damaged or not. */
  readonly has: (id: string) => boolean
  /** Without those that are damaged. */
  readonly heads: () => ReadonlyMap<string, DocumentHead<D>>
  readonly append: (edit: Edit<D>) => EditOutcome
  /** The same, and undo does not go behind it. */
  readonly appendFinal: (edit: Edit<D>) => EditOutcome
  /** Moves the pointer one step; false when there is none to move to. */
  readonly undo: (id: string, atIso: string) => boolean
  readonly redo: (id: string, atIso: string) => boolean
}

/**
 * Versions are numbered by document and never reused, changed or dropped. `next_version` is the way redo goes: the edit
 * made last on this version. An edit after an undo points it elsewhere, which takes the old branch out of reach while its
 * rows stay. `name` begins the names of its two tables.
 */
export const documentJournalTables = (name: string): string => `CREATE TABLE ${name}_versions (
     ${name}_id TEXT NOT NULL, version INTEGER NOT NULL, previous_version INTEGER, next_version INTEGER,
     step TEXT NOT NULL, document TEXT NOT NULL, at_iso TEXT NOT NULL,
     PRIMARY KEY (${name}_id, version)) STRICT, WITHOUT ROWID;
   CREATE TABLE ${name}_heads (${name}_id TEXT PRIMARY KEY, version INTEGER NOT NULL, at_iso TEXT NOT NULL) STRICT`

const headRow = z.object({ id: z.string(), version: z.int(), at_iso: z.string(), step: z.string(), document: z.string(), previous_version: z.int().nullable(), next_version: z.int().nullable(), next_step: z.string().nullable() })

/** Whole documents in a journal; its tables must be there. `untouched`: what a document is before its first edit, as version 0; null: the first edit is its beginning, as version 1. `damaged`: what is said of one that the disk has changed. */
export function openDocumentJournal<S extends z.ZodType>(database: Database, { name, schema, untouched, damaged }: { readonly name: string; readonly schema: S; readonly untouched: z.output<S> | null; readonly damaged: string }): DocumentJournal<z.output<S>> {
  type D = z.output<S>
  const selectHeads = `
    SELECT h.${name}_id AS id, h.version, h.at_iso, v.step, v.document, v.previous_version, v.next_version, n.step AS next_step
    FROM ${name}_heads h
    JOIN ${name}_versions v ON v.${name}_id = h.${name}_id AND v.version = h.version
    LEFT JOIN ${name}_versions n ON n.${name}_id = h.${name}_id AND n.version = v.next_version`
  const oneHead = database.prepare(`${selectHeads} WHERE h.${name}_id = ?`)
  const allHeads = database.prepare(selectHeads)
  const highest = database.prepare(`SELECT MAX(version) AS version FROM ${name}_versions WHERE ${name}_id = ?`)
  const insert = database.prepare(`INSERT INTO ${name}_versions (${name}_id, version, previous_version, next_version, step, document, at_iso) VALUES (?, ?, ?, NULL, ?, ?, ?)`)
  const point = database.prepare(`UPDATE ${name}_versions SET next_version = ? WHERE ${name}_id = ? AND version = ?`)
  const move = database.prepare(`INSERT INTO ${name}_heads (${name}_id, version, at_iso) VALUES (?, ?, ?) ON CONFLICT (${name}_id) DO UPDATE SET version = excluded.version, at_iso = excluded.at_iso`)

  const toHead = (row: SqlRow): DocumentHead<D> => {
    const { version, document, at_iso, step, previous_version, next_step } = readColumns(headRow, row, damaged)
    return { version, document: readStored(schema, document, damaged), savedAtIso: at_iso, canUndo: previous_version === null ? null : step, canRedo: next_step }
  }
  const readRow = (id: string) => {
    const row = oneHead.get(id)
    return row === undefined ? null : headRow.parse(row)
  }
  const moveBy = (id: string, atIso: string, direction: 'previous_version' | 'next_version'): boolean => database.transaction(() => {
    const version = readRow(id)?.[direction] ?? null
    if (version === null) return false
    move.run(id, version, atIso)
    return true
  })
  const write = ({ id, baseVersion, step, document, atIso }: Edit<D>, isFinal: boolean): EditOutcome => database.transaction((): EditOutcome => {
    const current = readRow(id)
    if (baseVersion !== (current?.version ?? 0)) return { kind: 'outdated', version: current?.version ?? 0 }
    const isFirst = current === null
    if (isFirst && untouched !== null) insert.run(id, 0, null, '', JSON.stringify(untouched), atIso)
    const version = Number(highest.get(id)?.['version'] ?? 0) + 1
    insert.run(id, version, isFinal || (isFirst && untouched === null) ? null : baseVersion, step, JSON.stringify(document), atIso)
    point.run(version, id, baseVersion)
    move.run(id, version, atIso)
    return { kind: 'saved' }
  })

  return {
    head: (id) => {
      const row = oneHead.get(id)
      return row === undefined ? null : toHead(row)
    },
    has: (id) => oneHead.get(id) !== undefined,
    heads: () => new Map(wholeOnes(allHeads.all(), (row) => [String(row['id']), toHead(row)] as const).whole),
    append: (edit) => write(edit, false),
    appendFinal: (edit) => write(edit, true),
    undo: (id, atIso) => moveBy(id, atIso, 'previous_version'),
    redo: (id, atIso) => moveBy(id, atIso, 'next_version'),
  }
}
