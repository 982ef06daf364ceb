import type { QuizCase } from '#shared/contract/areas/quiz.ts'
import { repeatDueIso } from '#shared/teaching/agreement/progress.ts'
import type { Attempt } from '#shared/teaching/attempt.ts'
import { verdictOfAttempt } from '#shared/teaching/attemptVerdict.ts'
import { tagsBefore } from '#shared/teaching/caseTags.ts'
import type { TeachingCase } from '#shared/teaching/teachingCase.ts'

/** A case as a line of a learner's list, with what these attempts of his did of it. */
export function quizCaseOf({ teachingCaseId, version, number, text, identity, questions }: TeachingCase, attempts: readonly Attempt[]): QuizCase {
  const submitted = attempts.filter(({ submittedAtIso }) => submittedAtIso !== null)
  const last = submitted.toSorted((a, b) => a.number - b.number).at(-1)
  return {
    teachingCaseId, version, number, title: text.title, difficulty: text.difficulty, tags: tagsBefore(text.tags, questions), isSynthetic: identity.isSynthetic, questions: questions.map(({ kind }) => kind),
    attempts: submitted.length, openAttemptId: attempts.find(({ submittedAtIso, caseVersion }) => submittedAtIso === null && caseVersion === version)?.attemptId ?? null,
    last: last?.submittedAtIso === undefined || last.submittedAtIso === null ? null : { attemptId: last.attemptId, atIso: last.submittedAtIso, verdict: verdictOfAttempt(last) },
    repeatDueIso: repeatDueIso(submitted),
  }
}
