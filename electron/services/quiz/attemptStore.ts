import { z } from 'zod'
import type { Database, SqlRow } from '#electron/services/storage/database.ts'
import { attempt as attemptSchema, type Attempt } from '#shared/teaching/attempt.ts'
import { quizTables } from './quizTables.ts'

export type StoredAttempt = { readonly attempt: Attempt; readonly origin: 'here' | 'imported' }
export type AttemptStore = {
  readonly find: (attemptId: string) => StoredAttempt | null
  readonly list: (which?: { readonly learner?: string | undefined; readonly teachingCaseId?: string | undefined }) => readonly StoredAttempt[]
  /** Begun here and not submitted, in the order of their beginning. */
  readonly waiting: () => readonly Attempt[]
  readonly add: (attempt: Attempt, origin: 'here' | 'imported') => void
  readonly save: (attempt: Attempt) => void
}

const bodyRow = z.object({ body: z.string(), origin: z.enum(['here', 'imported']) })
function read(row: SqlRow): StoredAttempt {
  const { body, origin } = bodyRow.parse(row)
  return { attempt: attemptSchema.parse(JSON.parse(body)), origin }
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
    list: ({ learner = null, teachingCaseId = null } = {}) => all.all(learner, learner, teachingCaseId, teachingCaseId).map(read),
    waiting: () => begun.all().map((row) => read(row).attempt).sort((a, b) => a.startedAtIso.localeCompare(b.startedAtIso)),
    add: (attempt, origin) => { insert.run(attempt.attemptId, attempt.learner, attempt.teachingCaseId, attempt.number, attempt.submittedAtIso, origin, JSON.stringify(attempt)) },
    save: (attempt) => { update.run(attempt.submittedAtIso, JSON.stringify(attempt), attempt.attemptId) },
  }
}
