import type { QuizSet } from '#shared/contract/areas/quiz.ts'
import type { Services } from '#shared/contract/types.ts'
import { ok } from '#shared/result.ts'
import type { Attempt } from '#shared/teaching/attempt.ts'
import { setRounds } from '#shared/teaching/setRounds.ts'
import type { TeachingSet } from '#shared/teaching/teachingCase.ts'
import { quizCaseOf } from './quizCaseOf.ts'
import type { QuizParts } from './quizParts.ts'
import { scoredHere } from './scoreAttempt.ts'

/** Sets as a learner takes them, and how far he came. */
export function createSetServices({ attempts, shelf, sets }: Pick<QuizParts, 'attempts' | 'shelf' | 'sets'>): Pick<Services, 'quiz.sets'> {
  const setOf = (set: TeachingSet, own: readonly Attempt[]): QuizSet => {
    const inSet = own.filter(({ setId }) => setId === set.setId).map((attempt) => scoredHere(attempt, shelf))
    const cases = set.cases.map((member): QuizSet['cases'][number] => {
      const { teachingCaseId, version } = member
      const found = sets.memberOf(member)
      if (!found.ok) return { teachingCaseId, version, state: found.error.code === 'UNKNOWN_TEACHING_CASE' ? 'missing' : 'changed', line: null }
      const ofVersion = (attempt: Attempt): boolean => attempt.teachingCaseId === teachingCaseId && attempt.caseVersion === version
      // One that was begun elsewhere and is open is gone on with here.
      const open = own.filter((attempt) => ofVersion(attempt) && attempt.submittedAtIso === null)
      return { teachingCaseId, version, state: 'ready', line: quizCaseOf(found.value.teachingCase, [...inSet.filter((attempt) => ofVersion(attempt) && attempt.submittedAtIso !== null), ...open]) }
    })
    const asked = cases.filter(({ line }) => line === null || line.questions.length > 0)
    const { setId, version, title, lockedAtIso, sha256 } = set
    return { setId, version, title, lockedAtIso, sha256, state: sets.stateOf(set), cases, done: asked.filter(({ line }) => line !== null && line.attempts > 0).length, asked: asked.length, rounds: setRounds(inSet, set.cases) }
  }
  return {
    'quiz.sets': async ({ learner }) => {
      const own = attempts.list({ learner }).whole.map(({ attempt }) => attempt)
      const { whole, damaged } = sets.list()
      return ok({ sets: whole.map((set) => setOf(set, own)), damaged })
    },
  }
}
