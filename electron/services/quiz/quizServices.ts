import { openCaseStore } from '#electron/services/teaching/caseStore.ts'
import { openSetStore } from '#electron/services/teaching/setStore.ts'
import type { Services } from '#shared/contract/types.ts'
import { createAttemptCases, type AttemptCases } from './attemptCases.ts'
import { createAttemptServices } from './attemptServices.ts'
import { openAttemptStore } from './attemptStore.ts'
import { createPracticeServices } from './practiceServices.ts'
import type { QuizParts, QuizSurroundings } from './quizParts.ts'
import { createReviewServices, type ReviewServices } from './reviewServices.ts'
import { createResultServices } from './resultServices.ts'
import { createSetServices } from './setServices.ts'
import { setShelfOf } from './setShelf.ts'
import { shelfOf } from './teachingShelf.ts'

export type QuizServices = { readonly services: Pick<Services, Extract<keyof Services, `quiz.${string}`>>; readonly cases: AttemptCases; readonly picture: ReviewServices['picture']; readonly close: () => Promise<void> }

/** The quiz: attempts and their results, classes made of result files, and cases for practice. */
export function createQuizServices(around: QuizSurroundings): QuizServices {
  const store = openCaseStore(around.database)
  const shelf = shelfOf(store)
  const attempts = openAttemptStore(around.database)
  const cases = createAttemptCases({ journal: around.journal, source: around.source, attempts, shelf })
  const parts: QuizParts = { ...around, store, shelf, sets: setShelfOf(openSetStore(around.database), shelf), attempts, cases, nowIso: () => around.ports.clock.now().toISOString() }
  const { close, ...practice } = createPracticeServices(parts)
  const review = createReviewServices(parts)
  return { services: { ...createAttemptServices(parts), ...createSetServices(parts), ...createResultServices(parts), ...review.services, ...practice }, cases, picture: review.picture, close }
}
