import type { AttemptResult, AttemptView } from '#shared/contract/areas/quiz.ts'
import type { Services } from '#shared/contract/types.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { asReadBefore } from '#shared/teaching/caseTags.ts'
import type { Attempt } from '#shared/teaching/attempt.ts'
import type { TeachingCase } from '#shared/teaching/teachingCase.ts'
import { keptAnswer } from './keptAnswer.ts'
import { quizCaseOf } from './quizCaseOf.ts'
import { savingQuiz, unknownAttempt, type QuizParts } from './quizParts.ts'
import { scoreAttempt, scoredHere } from './scoreAttempt.ts'
import type { ShelfFault } from './teachingShelf.ts'

export type AttemptServices = Pick<Services, 'quiz.cases' | 'quiz.begin' | 'quiz.attempt' | 'quiz.nameSide' | 'quiz.answer' | 'quiz.submit' | 'quiz.result' | 'quiz.attempts'>
type Found = { readonly attempt: Attempt; readonly teachingCase: TeachingCase }

/** Attempts at cases: begun, answered, submitted. Nothing here reads an answer layer but what follows a submission. */
export function createAttemptServices(parts: QuizParts): AttemptServices {
  const { ports, attempts, shelf, sets, cases, emit, nowIso } = parts
  /** Whoever is shown an attempt sees the images of its case as this attempt has them. */
  const show = ({ attempt, teachingCase }: Found): AttemptView => {
    cases.turnTo(teachingCase, attempt)
    return { attempt, teachingCase: asShown(attempt, teachingCase), caseId: cases.caseIdOf(attempt.attemptId), isOpen: cases.isOpen(attempt.attemptId), hasAnswers: shelf.hasAnswers(teachingCase), set: sets.named(attempt) }
  }
  const find = (attemptId: string): Result<Found, ShelfFault | Fault<'UNKNOWN_ATTEMPT'>> => {
    const stored = attempts.find(attemptId)
    if (stored === null || stored.origin !== 'here') return unknownAttempt()
    const shelved = shelf.find(stored.attempt.teachingCaseId, stored.attempt.caseVersion)
    return shelved.ok ? ok({ attempt: scoredHere(stored.attempt, shelf), teachingCase: shelved.value.teachingCase }) : shelved
  }
  const findOpen = (attemptId: string): Result<Found, ShelfFault | Fault<'UNKNOWN_ATTEMPT' | 'SUBMITTED'>> => {
    const found = find(attemptId)
    if (found.ok && found.value.attempt.submittedAtIso !== null) return err('SUBMITTED', 'This attempt was submitted; its answers stay as they are. Try again as a new attempt.')
    return found
  }
  const save = (found: Found): Result<AttemptView, Fault<'STORAGE_FAILED'>> => savingQuiz((): Result<AttemptView, never> => {
    attempts.save(found.attempt)
    return ok(show(found))
  })
  const sideFirst = () => err('SIDE_NOT_NAMED', 'The side was not named yet. Name it, then the images open.')
  const resultOf = (found: Found): AttemptResult => ({ view: show(found), answers: shelf.answersOf(found.teachingCase) })

  return {
    'quiz.cases': async ({ learner }) => {
      const { whole, damaged } = shelf.newest()
      return ok({ cases: whole.map(({ teachingCase }) => quizCaseOf(teachingCase, attempts.list({ learner, teachingCaseId: teachingCase.teachingCaseId }).whole.map(({ attempt }) => scoredHere(attempt, shelf)))), damaged })
    },
    'quiz.begin': async ({ teachingCaseId, version, setId, learner }) => {
      const shelved = setId === undefined ? shelf.find(teachingCaseId, version) : sets.take(setId, teachingCaseId)
      if (!shelved.ok) return shelved
      const { teachingCase, sha256 } = shelved.value
      if (version !== undefined && version !== teachingCase.version) return err('NOT_IN_SET', 'The set holds another version of this case. Open the set again.')
      if (teachingCase.questions.length === 0) return err('NO_QUESTIONS', 'Nothing is asked about this case. Look at it in review instead.')
      const before = attempts.list({ learner, teachingCaseId }).whole
      const earlier = before.map(({ attempt }) => attempt)
      const open = before.find(({ attempt: { submittedAtIso, caseVersion }, origin }) => origin === 'here' && submittedAtIso === null && caseVersion === teachingCase.version)?.attempt
      // Whoever goes on with it from a set makes it a part of that: no case has two attempts that are open, so its clock runs once.
      if (open !== undefined) return setId === undefined || setId === open.setId ? ok(show({ attempt: open, teachingCase })) : save({ attempt: { ...open, setId }, teachingCase })
      const attempt: Attempt = {
        schemaVersion: 1, attemptId: ports.newId(), learner, teachingCaseId, caseVersion: teachingCase.version, caseSha256: sha256, setId: setId ?? null,
        number: Math.max(0, ...earlier.map(({ number }) => number)) + 1, sideNamed: null, startedAtIso: nowIso(), submittedAtIso: null, answers: [], scores: null,
      }
      return savingQuiz((): Result<AttemptView, never> => {
        attempts.add(attempt, 'here')
        emit({ name: 'quiz.changed', payload: { teachingCaseId } })
        return ok(show({ attempt, teachingCase }))
      })
    },
    'quiz.attempt': async ({ attemptId }) => {
      const found = find(attemptId)
      return found.ok ? ok(show(found.value)) : found
    },
    'quiz.nameSide': async ({ attemptId, side }) => {
      const found = findOpen(attemptId)
      if (!found.ok) return found
      const { attempt, teachingCase } = found.value
      if (cases.isOpen(attemptId)) return ok(show(found.value))
      const isAsked = asksSide(teachingCase)
      if (side === null) {
        if (!isAsked) return sideFirst()
        return savingQuiz((): Result<AttemptView, never> => {
          cases.open(attemptId, null, nowIso())
          return ok(show(found.value))
        })
      }
      const named = { ...attempt, sideNamed: attempt.sideNamed ?? { side, atIso: nowIso() } }
      if (teachingCase.side !== null && !isAsked && side !== teachingCase.side) {
        const kept = save({ attempt: named, teachingCase })
        return kept.ok ? err('SIDE_DISAGREES', `The case is not of the ${side} side. Read its history again, then name the side. That ${named.sideNamed.side} was named first stays in this attempt.`) : kept
      }
      return savingQuiz((): Result<AttemptView, never> => {
        parts.database.transaction(() => {
          attempts.save(named)
          cases.open(attemptId, side, nowIso())
        })
        return ok(show({ attempt: named, teachingCase }))
      })
    },
    'quiz.answer': async ({ attemptId, given }) => {
      const found = findOpen(attemptId)
      if (!found.ok) return found
      const { attempt, teachingCase } = found.value
      if (!cases.isOpen(attemptId)) return sideFirst()
      const question = teachingCase.questions.find(({ questionId }) => questionId === given.questionId)
      if (question === undefined) return err('UNKNOWN_QUESTION', 'This question is not one of the case. Begin the case again.')
      if (given.answer !== null && given.answer.kind !== question.kind) return err('OTHER_KIND', 'The answer is not of the kind that was asked for. Answer the question as it stands.')
      const kept = keptAnswer({ attempt, question, said: given, documentVersion: parts.journal.head(cases.caseIdOf(attemptId)).version, nowIso: nowIso() })
      if (kept === null) return err('TIME_OVER', 'The time for this question was over before. The answer stays as it stood then; say how sure you are, and go on.')
      return save({ attempt: kept, teachingCase })
    },
    'quiz.submit': async ({ attemptId }) => {
      const found = findOpen(attemptId)
      if (!found.ok) return found
      const { attempt, teachingCase } = found.value
      if (!cases.isOpen(attemptId)) return sideFirst()
      if (attempt.answers.some(({ answer, confidence }) => answer !== null && confidence === null)) return err('NO_CONFIDENCE', 'How sure you are was not said of every answer. Say it before the answers are shown.')
      // Submitted first, then scored: what is revealed can no longer be answered.
      const submitted: Attempt = { ...attempt, submittedAtIso: nowIso() }
      const scored: Attempt = { ...submitted, scores: scoreAttempt(submitted, teachingCase, shelf.answersOf(teachingCase)) }
      const saved = save({ attempt: scored, teachingCase })
      if (!saved.ok) return saved
      emit({ name: 'quiz.changed', payload: { teachingCaseId: teachingCase.teachingCaseId } })
      return ok(resultOf({ attempt: scored, teachingCase }))
    },
    'quiz.result': async ({ attemptId }) => {
      const found = find(attemptId)
      if (!found.ok) return found
      if (found.value.attempt.submittedAtIso === null) return err('NOT_SUBMITTED', 'This attempt was not submitted. Its answers are shown afterwards.')
      return ok(resultOf(found.value))
    },
    'quiz.attempts': async ({ learner, teachingCaseId }) => {
      const { whole, damaged } = attempts.list({ learner, teachingCaseId })
      return ok({ attempts: whole.map(({ attempt }) => scoredHere(attempt, shelf)).filter(({ submittedAtIso }) => submittedAtIso !== null), damaged })
    },
  }
}

const asksSide = ({ questions }: TeachingCase): boolean => questions.some(({ kind }) => kind === 'whichSide')
/** A side that is asked for is told with the answers, as are tags that tell one. */
function asShown({ submittedAtIso }: Attempt, teachingCase: TeachingCase): TeachingCase {
  if (submittedAtIso !== null) return teachingCase
  return { ...asReadBefore(teachingCase), ...(asksSide(teachingCase) && { side: null }) }
}
