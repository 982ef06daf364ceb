import type { AnswerLayer } from '#shared/teaching/answerLayer.ts'
import type { AnswerScore, Attempt, GivenAnswer } from '#shared/teaching/attempt.ts'
import { scoreAnswer } from '#shared/teaching/scoring/scoreAnswer.ts'
import type { TeachingCase } from '#shared/teaching/teachingCase.ts'

const leftOut = (questionId: string): GivenAnswer => ({ questionId, answer: null, confidence: null, elapsedMs: 0, edits: 0 })

/** Every question of the case against its key, those left out too; a question without a key is not scored. Null without answers. */
export function scoreAttempt(attempt: Attempt, teachingCase: TeachingCase, answers: AnswerLayer | null): AnswerScore[] | null {
  if (answers === null) return null
  return teachingCase.questions.flatMap((question) => {
    const key = answers.keys.find(({ questionId }) => questionId === question.questionId)
    return key === undefined ? [] : [scoreAnswer(question, key, attempt.answers.find(({ questionId }) => questionId === question.questionId) ?? leftOut(question.questionId))]
  })
}

/** The worst of an attempt's answers: what a list says of it in a word. */
export function verdictOfAttempt({ scores }: Attempt): 'accepted' | 'notYet' | 'structureHit' | 'notAssessed' | 'notScored' {
  if (scores === null) return 'notScored'
  const worst = (['structureHit', 'notYet', 'accepted'] as const).find((verdict) => scores.some((score) => score.verdict === verdict))
  return worst ?? 'notAssessed'
}
