import { z } from 'zod'
import type { Database, SqlRow } from '#electron/services/storage/database.ts'
import { attempt as attemptSchema, type Attempt } from '#shared/teaching/attempt.ts'
import { readColumns, readStored, wholeOnes, type Whole } from '#electron/services/storage/storedText.ts'
import { quizTables } from './quizTables.ts'

export type StoredAttempt = { readonly attempt: Attempt; readonly origin: 'here' | 'imported' }
export type AttemptStore = {
  readonly find: (attemptId: string) => StoredAttempt | null
  readonly list: (which?: { readonly learner?: string | undefined; readonly teachingCaseId?: string | undefined }) => Whole<StoredAttempt>
  /** Begun here and not submitted, in the order of their beginning; without damaged ones, with which nobody can go on. */
  readonly waiting: () => readonly Attempt[]
  readonly add: (attempt: Attempt, origin: 'here' | 'imported') => void
  readonly save: (attempt: Attempt) => void
}

const bodyRow = z.object({ body: z.string(), origin: z.enum(['here', 'imported']) })
const damaged = 'This attempt was damaged on the disk, so it is neither shown nor counted. The case and other attempts are not touched. Bring the data folder back from a backup, or try the case again.'
function read(row: SqlRow): StoredAttempt {
  const { body, origin } = readColumns(bodyRow, row, damaged)
  return { attempt: readStored(attemptSchema, body, damaged), origin }
}

export function openAttemptStore(database: Database): AttemptStore {
  database.migrate('quiz', quizTables)
  const one = database.prepare('SELECT body, origin FROM quiz_attempts WHERE attempt_id = ?')
  const all = database.prepare('SELECT body, origin FROM quiz_attempts WHERE (? IS NULL OR learner = ?) AND (? IS NULL OR teaching_case_id = ?) ORDER BY number, attempt_id')
  const begun = database.prepare("SELECT body, origin FROM quiz_attempts WHERE submitted_at IS NULL AND origin = 'here'")
  const insert = database.prepare('INSERT INTO quiz_attempts (attempt_id, learner, teaching_case_id, number, submitted_at, origin, body) VALUES (?, ?, ?, ?, ?, ?, ?)')
  const update = database.prepare('UPDATE quiz_attempts SET submitted_at = ?, body = ? WHERE attempt_id = ?')
  return {
    find: (attemptId) => {
      const row = one.get(attemptId)
      return row === undefined ? null : read(row)
    },
    list: ({ learner = null, teachingCaseId = null } = {}) => wholeOnes(all.all(learner, learner, teachingCaseId, teachingCaseId), read),
    waiting: () => wholeOnes(begun.all(), read).whole.map(({ attempt }) => attempt).sort((a, b) => a.startedAtIso.localeCompare(b.startedAtIso)),
    add: (attempt, origin) => { insert.run(attempt.attemptId, attempt.learner, attempt.teachingCaseId, attempt.number, attempt.submittedAtIso, origin, JSON.stringify(attempt)) },
    save: (attempt) => { update.run(attempt.submittedAtIso, JSON.stringify(attempt), attempt.attemptId) },
  }
}
