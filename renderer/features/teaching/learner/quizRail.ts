import type { StageName, StageState } from '#renderer/features/case/index.ts'
import { isOnPath } from '#shared/teaching/attempt.ts'
import { useQuiz } from './quizStore.ts'
import { useReview } from './reviewStore.ts'

const notHere: StageState = { state: 'locked', words: 'in review' }

/** What the stage rail says of an attempt; null where there is none. No stage is gone to: the questions lead. */
export function useQuizRail(): Readonly<Record<StageName, StageState>> | null {
  const { view, result } = useQuiz()
  const reviewed = useReview((state) => state.view?.teachingCase ?? null)
  if (view === null) return reviewed === null ? null : { study: { state: 'done', words: [reviewed.side, reviewed.level].filter((word) => word !== null).join(' ') }, plan: notHere, contrast: notHere, record: notHere, teach: { state: 'open', words: 'review' } }
  const { teachingCase, attempt, isOpen } = view
  const side = teachingCase.side ?? attempt.sideNamed?.side ?? null
  const part = (isAsked: boolean, words: string): StageState => (!isAsked ? { state: 'locked', words: 'not in this quiz' } : result === null ? { state: isOpen ? 'todo' : 'locked', words: isOpen ? 'to answer' : 'after side' } : { state: 'done', words })
  const asksPath = teachingCase.questions.some(({ kind }) => isOnPath(kind))
  return {
    study: isOpen ? { state: 'done', words: side === null ? 'side is asked' : `${side} ${teachingCase.level ?? ''}` } : { state: 'todo', words: teachingCase.questions.some(({ kind }) => kind === 'whichSide') ? 'side is asked' : 'name the side' },
    plan: part(asksPath, 'your path'), contrast: part(teachingCase.questions.some(({ kind }) => !isOnPath(kind)), 'your answers'), record: { state: 'locked', words: 'not in this quiz' },
    teach: { state: 'open', words: `attempt ${String(attempt.number)}` },
  }
}
