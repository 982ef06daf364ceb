import { z } from 'zod'
import type { Database, SqlRow } from '#electron/services/storage/database.ts'
import { teachingSet, type TeachingSet } from '#shared/teaching/teachingCase.ts'
import { readColumns, readStored, wholeOnes, type Whole } from '#electron/services/storage/storedText.ts'
import { hashOf } from './caseStore.ts'
import { teachingTables } from './teachingTables.ts'

/** Sets on the disk: every locked version stays, the newest one is what is worked on. */
export type SetStore = {
  readonly newest: (setId: string) => TeachingSet | null
  readonly list: () => Whole<TeachingSet>
  /** Every version that is kept, the newest first; of one set, or of all. */
  readonly versions: (setId?: string) => Whole<TeachingSet>
  /** Writes a version over the one of the same number, which must not be locked with other content. */
  readonly put: (set: TeachingSet) => void
}

export function openSetStore(database: Database): SetStore {
  database.migrate('teaching', teachingTables)
  const one = database.prepare('SELECT body FROM teaching_sets WHERE set_id = ? ORDER BY version DESC LIMIT 1')
  const all = database.prepare('SELECT body FROM teaching_sets AS s WHERE version = (SELECT max(version) FROM teaching_sets WHERE set_id = s.set_id) ORDER BY set_id')
  const every = database.prepare('SELECT body FROM teaching_sets WHERE (?1 IS NULL OR set_id = ?1) ORDER BY set_id, version DESC')
  const insert = database.prepare('INSERT INTO teaching_sets (set_id, version, body) VALUES (?, ?, ?) ON CONFLICT (set_id, version) DO UPDATE SET body = excluded.body')
  return {
    newest: (setId) => {
      const row = one.get(setId)
      return row === undefined ? null : readBody(row)
    },
    list: () => wholeOnes(all.all(), readBody),
    versions: (setId) => wholeOnes(every.all(setId ?? null), readBody),
    put: (set) => { insert.run(set.setId, set.version, JSON.stringify(set)) },
  }
}

const bodyRow = z.object({ body: z.string() })
const damaged = 'What was saved of this set was damaged on the disk, so it is not shown. Its cases are kept apart from it. Bring the data folder back from a backup, import the set again, or make it anew.'
const readBody = (row: SqlRow): TeachingSet => readStored(teachingSet, readColumns(bodyRow, row, damaged).body, damaged)

/** What a lock holds fast: everything but when it was locked and when its answers were released. */
export const setHash = ({ setId, version, title, cases }: Pick<TeachingSet, 'setId' | 'version' | 'title' | 'cases'>): string => hashOf({ setId, version, title, cases })
