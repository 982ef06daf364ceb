import { openExportNotes } from '#electron/services/storage/brokenExports.ts'
import { oneFile, writeExport } from '#electron/services/storage/exportFiles.ts'
import { hashOf } from '#electron/services/teaching/caseStore.ts'
import type { Whole } from '#electron/services/storage/storedText.ts'
import { openAccounts } from '#electron/services/user/accounts.ts'
import { isStorageFailure, storageFailureReason } from '#electron/services/storage/storageFailure.ts'
import type { Output, Services } from '#shared/contract/types.ts'
import { jsonOrNull } from '#shared/jsonOrNull.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { Attempt } from '#shared/teaching/attempt.ts'
import { classTable } from '#shared/teaching/classTable.ts'
import { viewOfClass, type ClassCase, type ClassSet } from '#shared/teaching/classView.ts'
import { resultFile, resultFileHead, RESULT_FORMAT_VERSION, type ResultFile } from '#shared/teaching/resultFile.ts'
import { savingQuiz, type QuizParts } from './quizParts.ts'
import { scoredHere } from './scoreAttempt.ts'

export type ResultServices = Pick<Services, 'quiz.exportResults' | 'quiz.importResults' | 'quiz.class' | 'quiz.classTable'>
type Report = Output<'quiz.importResults'>
type Refusal = Report['refused'][number]

/** Results as files, and a class made of them: there is no server in between. */
export function createResultServices(parts: QuizParts): ResultServices {
  const { attempts, shelf, sets, emit, nowIso } = parts
  const submittedOf = (learner?: string): Whole<Attempt> => {
    const { whole, damaged } = attempts.list({ learner })
    return { whole: whole.map(({ attempt }) => attempt).filter(({ submittedAtIso }) => submittedAtIso !== null), damaged }
  }
  const inClass = (teachingCaseIds: readonly string[] | undefined): readonly Attempt[] => submittedOf().whole.filter(({ teachingCaseId }) => teachingCaseIds?.includes(teachingCaseId) ?? true)
  /** Every version that somebody answered: its questions and keys may be others than the newest one's. */
  const casesOf = (of: readonly Attempt[]): readonly ClassCase[] => [...new Map(of.map((attempt) => [`${attempt.teachingCaseId} ${String(attempt.caseVersion)}`, attempt])).values()].flatMap(({ teachingCaseId, caseVersion }) => {
    const shelved = shelf.find(teachingCaseId, caseVersion)
    if (!shelved.ok) return []
    const { version, number, questions } = shelved.value.teachingCase
    return [{ teachingCaseId, version, number, questions, keys: shelf.answersOf(shelved.value.teachingCase)?.keys ?? [] }]
  }).toSorted((a, b) => a.number - b.number || a.version - b.version)
  const setsHere = (): readonly ClassSet[] => sets.list().whole
  /** Who takes a case, or might, must not read in a table what experts say of it. */
  const mayKnow = (reader: string | undefined) => {
    if (reader === undefined) return () => false
    const accounts = openAccounts(parts.database).list().whole.filter(({ name, retiredAtIso }) => name === reader && retiredAtIso === null)
    if (accounts.some(({ role }) => role === 'educator')) return () => true
    const submitted = new Set(submittedOf(reader).whole.map(({ teachingCaseId }) => teachingCaseId))
    return (teachingCaseId: string): boolean => {
      if (submitted.has(teachingCaseId)) return true
      const shelved = shelf.find(teachingCaseId)
      const release = shelved.ok ? parts.store.releaseOf(teachingCaseId, shelved.value.teachingCase.version) : null
      return accounts.length > 0 && release !== null && [release.preparedBy, release.releasedBy].includes(reader)
    }
  }

  return {
    'quiz.exportResults': async ({ learner, directory }) => {
      const own = submittedOf(learner).whole
      if (own.length === 0) return err('NOTHING_TO_WRITE', 'No attempt was submitted under this name. Submit one, then write the results.')
      const content = { format: 'axisresult' as const, formatVersion: RESULT_FORMAT_VERSION, learner, writtenAtIso: nowIso(), attempts: own.map((attempt) => ({ ...attempt, scores: null })) }
      const file: ResultFile = { ...content, sha256: hashOf(content) }
      return writtenTo(parts, directory, `results-${fileWord(learner)}`, '.axisresult', `${JSON.stringify(file, null, 1)}\n`)
    },
    'quiz.importResults': async ({ files }) => savingQuiz((): Result<Report, never> => {
      const report: Report = { imported: [], refused: [] }
      parts.database.transaction(() => {
        for (const { name, text } of files) {
          const read = readResultFile(name, text)
          if (!read.ok) {
            report.refused.push(read.refusal)
            continue
          }
          const fresh = read.file.attempts.filter(({ attemptId }) => attempts.find(attemptId) === null)
          for (const attempt of fresh) attempts.add(attempt, 'imported')
          report.imported.push({ name, learner: read.file.learner, attempts: fresh.length, present: read.file.attempts.length - fresh.length })
        }
      })
      emit({ name: 'quiz.changed', payload: { teachingCaseId: null } })
      return ok(report)
    }),
    'quiz.class': async ({ teachingCaseIds, reader }) => {
      const of = inClass(teachingCaseIds).map((attempt) => scoredHere(attempt, shelf))
      return ok({ ...viewOfClass(of, casesOf(of), setsHere(), mayKnow(reader)), damaged: attempts.list().damaged })
    },
    'quiz.classTable': async ({ teachingCaseIds, reader, directory }) => {
      const of = inClass(teachingCaseIds).map((attempt) => scoredHere(attempt, shelf))
      const written = await writtenTo(parts, directory, 'class', '.csv', classTable(of, casesOf(of), setsHere(), mayKnow(reader)))
      return written
    },
  }
}

/** What a file holds, or why it is not taken. */
export function readResultFile(name: string, text: string): { readonly ok: true; readonly file: ResultFile } | { readonly ok: false; readonly refusal: Refusal } {
  const refused = (code: Refusal['code'], message: string) => ({ ok: false as const, refusal: { name, code, message } })
  const value = jsonOrNull(text)
  const head = resultFileHead.safeParse(value)
  if (!head.success || head.data.format !== 'axisresult') return refused('NOT_A_RESULT', `${name} is no result file. Choose files that end in .axisresult.`)
  if (head.data.formatVersion !== RESULT_FORMAT_VERSION) return refused('OTHER_VERSION', `${name} was written by another version of Axis Guide (format ${String(head.data.formatVersion)}; this one reads ${String(RESULT_FORMAT_VERSION)}). Write it again with this version.`)
  const parsed = resultFile.safeParse(value)
  if (!parsed.success) return refused('BROKEN', `${name} is not whole: parts are missing or are not what they should be. Ask for it again.`)
  const { sha256, ...content } = parsed.data
  if (hashOf(content) !== sha256) return refused('CHANGED_AFTER', `${name} was changed after it was written: its contents do not have its hash. Ask for it again.`)
  const { attempts, learner } = parsed.data
  if (attempts.some((one) => one.learner !== learner)) return refused('BROKEN', `${name} holds attempts of more than one learner. Ask for it again.`)
  if (attempts.some(({ submittedAtIso }) => submittedAtIso === null) || new Set(attempts.map(({ attemptId }) => attemptId)).size < attempts.length) return refused('BROKEN', `${name} holds an attempt that was not submitted, or one twice. Ask for it again.`)
  return { ok: true, file: parsed.data }
}

/** Names become parts of file names: letters, digits and hyphens are left. */
const fileWord = (name: string): string => name.normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').toLowerCase() || 'learner'

type Written = Result<Output<'quiz.exportResults'>, Fault<'NOT_PERMITTED' | 'WRITE_FAILED'>>
async function writtenTo({ ports }: QuizParts, directory: string | undefined, baseName: string, extension: string, text: string): Promise<Written> {
  const fileName = `${baseName}${extension}`
  if (directory === undefined) return ok({ path: null, fileName, text })
  if (!ports.access.mayWrite(directory)) return err('NOT_PERMITTED', 'This folder was not chosen by the user, so nothing may be written to it. Choose a folder first.')
  try {
    const [[path = null] = []] = await writeExport(directory, oneFile(baseName, extension, text), openExportNotes(ports.dataDirectory))
    return ok({ path, fileName, text: null })
  } catch (error) {
    if (!isStorageFailure(error)) throw error
    return err('WRITE_FAILED', `The file was not written: ${storageFailureReason(error)}. Choose another folder, or free some space there.`)
  }
}
