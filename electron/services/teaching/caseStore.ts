import { z } from 'zod'
import type { Database, SqlRow } from '#electron/services/storage/database.ts'
import { sha256OfText } from '#electron/services/storage/sha256.ts'
import { readColumns, readStored, unlessDamaged, wholeOnes, type Whole } from '#electron/services/storage/storedText.ts'
import { canonicalJson, type JsonValue } from '#shared/procedure/canonicalJson.ts'
import { answerLayer, type AnswerLayer } from '#shared/teaching/answerLayer.ts'
import { caseRelease, teachingCase, type CaseRelease, type TeachingCase } from '#shared/teaching/teachingCase.ts'
import { Damaged } from '#shared/contract/damaged.ts'
import { teachingTables } from './teachingTables.ts'

export type CaseOrigin = 'here' | 'imported'
/** A released case, and the hash that names exactly this content. */
export type ReleasedCase = { readonly teachingCase: TeachingCase; readonly sha256: string; readonly origin: CaseOrigin }

/** Released cases on the disk, a row a version, and their answers apart from them. */
export type CaseStore = {
  /** Without a version the newest; null where there is none, 'broken' where it is not what was released. */
  readonly read: (teachingCaseId: string, version?: number) => ReleasedCase | 'broken' | null
  readonly newest: () => Whole<ReleasedCase>
  /** The answers of a version; null where it has none or they are not here. Throws Damaged. */
  readonly answers: (teachingCaseId: string, version: number) => AnswerLayer | null
  readonly hasAnswers: (teachingCaseId: string, version: number) => boolean
  /** Writes a version; it must not be there. Call it inside a transaction. */
  readonly put: (released: Pick<ReleasedCase, 'teachingCase' | 'origin'>, answers: AnswerLayer | null) => string
  readonly putAnswers: (answers: AnswerLayer) => void
  /** Who released a version; null where it was not released here. Throws Damaged. */
  readonly releaseOf: (teachingCaseId: string, version: number) => CaseRelease | null
  readonly putRelease: (teachingCaseId: string, version: number, release: CaseRelease) => void
  /** After the highest that a case or a draft has. */
  readonly nextNumber: () => number
}

/** The hash of a case or an answer layer: of its canonical JSON. */
export const hashOf = (content: unknown): string => sha256OfText(canonicalOf(content))
export const canonicalOf = (content: unknown): string => canonicalJson(plain(content))
/** What JSON keeps of a value; the types of zod know of `undefined`, which JSON does not write. */
const plain = (content: unknown): JsonValue => z.json().parse(JSON.parse(JSON.stringify(content)))

const caseRow = z.object({ body: z.string(), sha256: z.string(), origin: z.enum(['here', 'imported']) })
const bodyRow = z.object({ body: z.string() })
const damagedRelease = 'Who released this case was damaged on the disk. The case itself is not touched. Bring the data folder back from a backup.'
const damagedCase = 'This case is not as it was released: the disk has changed it. Import it again from where it was made.'
const damagedAnswers = 'The answers of this case were damaged on the disk, so nothing is scored against them. The attempt is kept. Import the answers again, or bring the data folder back from a backup.'

export function openCaseStore(database: Database): CaseStore {
  database.migrate('teaching', teachingTables)
  const one = database.prepare('SELECT * FROM teaching_cases WHERE teaching_case_id = ?1 AND (?2 IS NULL OR version = ?2) ORDER BY version DESC LIMIT 1')
  const newest = database.prepare('SELECT * FROM teaching_cases AS c WHERE version = (SELECT max(version) FROM teaching_cases WHERE teaching_case_id = c.teaching_case_id) ORDER BY number, teaching_case_id')
  const insert = database.prepare('INSERT INTO teaching_cases (teaching_case_id, version, number, sha256, body, origin) VALUES (?, ?, ?, ?, ?, ?)')
  const answers = database.prepare('SELECT body FROM teaching_answers WHERE teaching_case_id = ? AND version = ?')
  const insertAnswers = database.prepare('INSERT OR REPLACE INTO teaching_answers (teaching_case_id, version, body) VALUES (?, ?, ?)')

  const release = database.prepare('SELECT body FROM teaching_releases WHERE teaching_case_id = ? AND version = ?')
  const insertRelease = database.prepare('INSERT INTO teaching_releases (teaching_case_id, version, body) VALUES (?, ?, ?)')
  const highest = database.prepare('SELECT max(number) AS number FROM (SELECT number FROM teaching_drafts UNION ALL SELECT number FROM teaching_cases)')
  const putAnswers = (layer: AnswerLayer): void => { insertAnswers.run(layer.teachingCaseId, layer.version, canonicalOf(layer)) }
  return {
    read: (teachingCaseId, version) => {
      const row = one.get(teachingCaseId, version ?? null)
      return row === undefined ? null : unlessDamaged(() => readRow(row)) ?? 'broken'
    },
    newest: () => wholeOnes(newest.all(), readRow),
    answers: (teachingCaseId, version) => {
      const row = answers.get(teachingCaseId, version)
      return row === undefined ? null : readStored(answerLayer, readColumns(bodyRow, row, damagedAnswers).body, damagedAnswers)
    },
    hasAnswers: (teachingCaseId, version) => answers.get(teachingCaseId, version) !== undefined,
    put: ({ teachingCase: content, origin }, layer) => {
      const body = canonicalOf(content)
      const sha256 = sha256OfText(body)
      insert.run(content.teachingCaseId, content.version, content.number, sha256, body, origin)
      if (layer !== null) putAnswers(layer)
      return sha256
    },
    putAnswers,
    releaseOf: (teachingCaseId, version) => {
      const row = release.get(teachingCaseId, version)
      return row === undefined ? null : readStored(caseRelease, readColumns(bodyRow, row, damagedRelease).body, damagedRelease)
    },
    putRelease: (teachingCaseId, version, by) => { insertRelease.run(teachingCaseId, version, JSON.stringify(by)) },
    nextNumber: () => Number(highest.get()?.['number'] ?? 0) + 1,
  }
}

/** A row whose body is not what its hash says is shown to nobody. */
function readRow(row: SqlRow): ReleasedCase {
  const { body, sha256, origin } = readColumns(caseRow, row, damagedCase)
  if (sha256OfText(body) !== sha256) throw new Damaged(damagedCase)
  return { teachingCase: readStored(teachingCase, body, damagedCase), sha256, origin }
}
