import type { Ports } from '#electron/ports/ports.ts'
import type { ImageSource } from '#electron/services/library/imageSource.ts'
import { openRecordIndex } from '#electron/services/record/recordIndex.ts'
import type { Database } from '#electron/services/storage/database.ts'
import { isStorageFailure, storageFailureReason } from '#electron/services/storage/storageFailure.ts'
import type { CaseSnapshot } from '#shared/contract/areas/case.ts'
import type { EmitEvent, Services } from '#shared/contract/types.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { openCaseJournal } from './caseJournal.ts'
import { listCases } from './caseList.ts'

export type CaseServices = Pick<Services, 'case.list' | 'case.get' | 'case.edit' | 'case.undo' | 'case.redo'>
type CaseParts = { readonly ports: Pick<Ports, 'clock'>; readonly database: Database; readonly source: ImageSource; readonly emit: EmitEvent; /** Attempts have a document of their own. */ readonly isAttempt?: (caseId: string) => boolean }

/** Cases: whole documents in a journal, each durable before it is answered. */
export function createCaseServices({ ports, database, source, emit, isAttempt = () => false }: CaseParts): CaseServices {
  const journal = openCaseJournal(database)
  const records = openRecordIndex(database)

  const snapshot = (caseId: string): Result<CaseSnapshot, never> => ok({ caseId, ...journal.head(caseId), recordId: records.recordOf(caseId) })
  /** A record that was brought back opens without its images. */
  const isKnown = (caseId: string): boolean => source.summaries().some((series) => series.caseId === caseId) || records.recordOf(caseId) !== null || isAttempt(caseId) || journal.has(caseId)
  const unknown = () => err('UNKNOWN_CASE', 'This case is not in the library. Its images may have been imported on another computer. Import them, then open the case again.')
  /** Runs a write and answers with what is now on the disk. */
  const change = <Code extends string>(caseId: string, write: () => Fault<Code> | null): Result<CaseSnapshot, Fault<Code | 'STORAGE_FAILED'>> => {
    let refusal: Fault<Code> | null
    try {
      refusal = write()
    } catch (error) {
      if (!isStorageFailure(error)) throw error
      return err('STORAGE_FAILED', `This step is not saved: ${storageFailureReason(error)}. What was saved before is safe. Free some space, then repeat the step.`)
    }
    if (refusal !== null) return { ok: false, error: refusal }
    emit({ name: 'case.changed', payload: { caseId } })
    return snapshot(caseId)
  }
  const nowIso = (): string => ports.clock.now().toISOString()

  return {
    'case.list': async () => {
      const heads = journal.heads()
      const keyImages = records.keyImagesByCase()
      return ok({ cases: [...listCases(source.summaries(), (caseId) => heads.get(caseId)?.document ?? null, (caseId) => keyImages.get(caseId) ?? 0)] })
    },
    'case.get': async ({ caseId }) => (isKnown(caseId) ? snapshot(caseId) : unknown()),
    'case.edit': async ({ caseId, baseVersion, step, document }) => {
      if (!isKnown(caseId)) return unknown()
      return change(caseId, () => {
        const outcome = journal.append({ caseId, baseVersion, step, document, atIso: nowIso() })
        if (outcome.kind === 'saved') return null
        return { code: 'OUTDATED' as const, message: `This step was made from version ${String(baseVersion)}; the case is at version ${String(outcome.version)} by now. Nothing was overwritten. Look at the case as it is, then repeat the step.` }
      })
    },
    'case.undo': async ({ caseId }) => (isKnown(caseId)
      ? change(caseId, () => (journal.undo(caseId, nowIso()) ? null : { code: 'NOTHING_TO_UNDO' as const, message: 'There is no step to take back. The case is as it was before its first edit.' }))
      : unknown()),
    'case.redo': async ({ caseId }) => (isKnown(caseId)
      ? change(caseId, () => (journal.redo(caseId, nowIso()) ? null : { code: 'NOTHING_TO_REDO' as const, message: 'There is no step to repeat. An edit after an undo begins a new line of steps.' }))
      : unknown()),
  }
}
