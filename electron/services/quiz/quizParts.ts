import type { Ports } from '#electron/ports/ports.ts'
import type { CaseJournal } from '#electron/services/case/caseJournal.ts'
import type { ImageSource } from '#electron/services/library/imageSource.ts'
import type { Database } from '#electron/services/storage/database.ts'
import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import { isStorageFailure, storageFailureReason } from '#electron/services/storage/storageFailure.ts'
import type { CaseStore } from '#electron/services/teaching/caseStore.ts'
import type { EmitEvent, Services } from '#shared/contract/types.ts'
import { err, type Fault, type Result } from '#shared/result.ts'
import type { AttemptCases } from './attemptCases.ts'
import type { AttemptStore } from './attemptStore.ts'
import type { SetShelf } from './setShelf.ts'
import type { TeachingShelf } from './teachingShelf.ts'

/** What the quiz is made of. */
export type QuizSurroundings = { readonly ports: Ports; readonly database: Database; readonly objects: ObjectStore; readonly source: ImageSource; readonly journal: CaseJournal; readonly importFiles: Services['library.import']; readonly emit: EmitEvent }
export type QuizParts = QuizSurroundings & { readonly attempts: AttemptStore; readonly store: CaseStore; readonly shelf: TeachingShelf; readonly sets: SetShelf; readonly cases: AttemptCases; readonly nowIso: () => string }

export const unknownAttempt = () => err('UNKNOWN_ATTEMPT', 'There is no such attempt here. Begin the case again.')

/** Runs a write; a disk that cannot take it is a fault. */
export function savingQuiz<T, F extends Fault>(write: () => Result<T, F>): Result<T, F | Fault<'STORAGE_FAILED'>> {
  try {
    return write()
  } catch (error) {
    if (!isStorageFailure(error)) throw error
    return err('STORAGE_FAILED', `This is not saved: ${storageFailureReason(error)}. What was saved before is safe. Free some space, then try again.`)
  }
}
