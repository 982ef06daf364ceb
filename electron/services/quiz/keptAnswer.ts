import { hashOf } from '#electron/services/teaching/caseStore.ts'
import { isOnPath, isTimeOver, LATE_MS, type Attempt, type SaidAnswer } from '#shared/teaching/attempt.ts'
import type { Question } from '#shared/teaching/questions.ts'

/**
 * An attempt with what was said of one question. Its time and its edits go on over all sittings: a timed question runs from the
 * first look at it, so that nobody gets a fresh clock by leaving. Null: the time was over, and the answer would be another one.
 */
export function keptAnswer({ attempt, question, said, documentVersion, nowIso }: { readonly attempt: Attempt; readonly question: Question; readonly said: SaidAnswer; /** Of the attempt's own document. */ readonly documentVersion: number; readonly nowIso: string }): Attempt | null {
  const earlier = attempt.answers.find(({ questionId }) => questionId === said.questionId)
  const openedAtIso = earlier?.openedAtIso ?? nowIso
  const isChanged = hashOf(earlier?.answer ?? null) !== hashOf(said.answer)
  const goneMs = Math.max(said.elapsedMs, earlier?.elapsedMs ?? 0, question.seconds === null ? 0 : Date.parse(nowIso) - Date.parse(openedAtIso))
  const limitMs = (question.seconds ?? Infinity) * 1000
  const wasOver = earlier !== undefined && isTimeOver(question, earlier.elapsedMs)
  if (isChanged && (wasOver || goneMs > limitMs + LATE_MS)) return null
  const countedTo = attempt.editsCountedTo ?? documentVersion
  const drawn = Math.max(0, documentVersion - countedTo)
  const chosen = isChanged && !isOnPath(question.kind) && earlier?.answer !== null && earlier !== undefined ? 1 : 0
  const given = { ...said, elapsedMs: Math.min(goneMs, limitMs), edits: (earlier?.edits ?? 0) + drawn + chosen, openedAtIso }
  return { ...attempt, editsCountedTo: Math.max(countedTo, documentVersion), answers: [...attempt.answers.filter(({ questionId }) => questionId !== said.questionId), given] }
}
