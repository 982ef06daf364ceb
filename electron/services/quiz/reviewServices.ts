import { readFile } from 'node:fs/promises'
import { sha256OfBytes } from '#electron/services/storage/sha256.ts'
import type { ReviewView } from '#shared/contract/areas/quiz.ts'
import type { Services, StreamServices } from '#shared/contract/types.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { AnswerLayer } from '#shared/teaching/answerLayer.ts'
import type { TeachingCase, TimelineStep } from '#shared/teaching/teachingCase.ts'
import { savingQuiz, type QuizParts } from './quizParts.ts'

export type ReviewServices = { readonly services: Pick<Services, 'quiz.review'>; readonly picture: StreamServices['teaching.picture'] }

/** Cases to look through, and the pictures of their steps. What answers a case comes after it was submitted, as ever. */
export function createReviewServices({ attempts, shelf, cases, objects, nowIso }: QuizParts): ReviewServices {
  const wasSubmitted = (teachingCaseId: string, version: number, learner?: string): boolean => attempts.list({ learner, teachingCaseId }).whole.some(({ attempt, origin }) => origin === 'here' && attempt.caseVersion === version && attempt.submittedAtIso !== null)
  return {
    services: {
      'quiz.review': async ({ teachingCaseId, version, learner }) => {
        const shelved = shelf.find(teachingCaseId, version)
        if (!shelved.ok) return shelved
        const { teachingCase } = shelved.value
        if (teachingCase.questions.length > 0 && !wasSubmitted(teachingCaseId, teachingCase.version, learner)) return err('NOT_SUBMITTED', 'This case asks questions that you have not answered. Take it first; it is looked through afterwards.')
        const answers = shelf.answersOf(teachingCase)
        cases.turnTo(teachingCase, null)
        return savingQuiz((): Result<ReviewView, never> => ok({ teachingCase, caseId: cases.openReview(teachingCase, learner, nowIso()), timeline: stepsHere(teachingCase, answers), answers }))
      },
    },
    picture: async ({ teachingCaseId, version, sha256 }) => {
      const shelved = shelf.find(teachingCaseId, version)
      const isAnswer = shelved.ok && shelf.answersOf(shelved.value.teachingCase)?.timeline.some(({ pictureSha256 }) => pictureSha256 === sha256) === true
      if (!shelved.ok || !isAnswer || cases.isAsked(teachingCaseId) || (shelved.value.teachingCase.questions.length > 0 && !wasSubmitted(teachingCaseId, shelved.value.teachingCase.version))) return err('NOT_FOUND', 'There is no such picture in this case.')
      const bytes = await readFile(objects.pathOf(sha256)).catch(() => null)
      if (bytes === null || sha256OfBytes(bytes) !== sha256) return err('UNREADABLE', 'This picture is damaged on the disk.')
      return ok({ contentType: 'image/png', byteLength: bytes.length, chunks: (async function* () { yield bytes })() })
    },
  }
}

/** The steps of a case. Of one that an earlier version released they came without the answers, and their pictures did not. */
function stepsHere({ timeline, files }: TeachingCase, answers: AnswerLayer | null): TimelineStep[] {
  const steps = timeline.length > 0 ? timeline : answers?.timeline ?? []
  const here = new Set([...files, ...answers?.files ?? []].map(({ sha256 }) => sha256))
  return steps.map((step) => (step.pictureSha256 === null || here.has(step.pictureSha256) ? step : { ...step, pictureSha256: null }))
}
