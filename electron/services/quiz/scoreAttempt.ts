import type { AnswerLayer } from '#shared/teaching/answerLayer.ts'
import type { AnswerScore, Attempt, GivenAnswer } from '#shared/teaching/attempt.ts'
import { scoreAnswer } from '#shared/teaching/scoring/scoreAnswer.ts'
import type { TeachingCase } from '#shared/teaching/teachingCase.ts'
import type { TeachingShelf } from './teachingShelf.ts'

const leftOut = (questionId: string): GivenAnswer => ({ questionId, answer: null, confidence: null, elapsedMs: 0, edits: 0 })

/** Every question of the case against its key, those left out too; a question without a key is not scored. Null without answers. */
export function scoreAttempt(attempt: Attempt, teachingCase: TeachingCase, answers: AnswerLayer | null): AnswerScore[] | null {
  if (answers === null) return null
  return teachingCase.questions.flatMap((question) => {
    const key = answers.keys.find(({ questionId }) => questionId === question.questionId)
    return key === undefined ? [] : [scoreAnswer(question, key, attempt.answers.find(({ questionId }) => questionId === question.questionId) ?? leftOut(question.questionId))]
  })
}

/**
 * A submitted attempt with its scores, where the answers of the very case that it was made of are here: they may have come later, or
 * the attempt from another computer. A case for practice is the same wherever its request was asked.
 */
export function scoredHere(attempt: Attempt, shelf: Pick<TeachingShelf, 'find' | 'answersOf'>): Attempt {
  if (attempt.scores !== null || attempt.submittedAtIso === null) return attempt
  const shelved = shelf.find(attempt.teachingCaseId, attempt.caseVersion)
  if (!shelved.ok) return attempt
  const { teachingCase, sha256 } = shelved.value
  if (sha256 !== attempt.caseSha256 && teachingCase.identity.checkedBy !== 'generator') return attempt
  return { ...attempt, scores: scoreAttempt(attempt, teachingCase, shelf.answersOf(teachingCase)) }
}
