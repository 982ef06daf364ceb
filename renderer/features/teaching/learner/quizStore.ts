import { create } from 'zustand'
import { client, faultText } from '#renderer/api/index.ts'
import { leaveCase, openCase, sinceNow, useSession } from '#renderer/features/case/index.ts'
import { showList } from '#renderer/features/library/index.ts'
import { showSeries } from '#renderer/features/fluoroscopy/index.ts'
import { showPlanLayout } from '#renderer/features/planning/index.ts'
import type { AttemptResult, AttemptView } from '#shared/contract/areas/quiz.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { isOnPath, isTimeOver, type GivenAnswer } from '#shared/teaching/attempt.ts'
import type { Question } from '#shared/teaching/questions.ts'
import type { SideWord } from '#shared/dicom/identity.ts'
import { useChosenSet } from './chosenSet.ts'
import { pathAnswer } from './pathAnswer.ts'

type Quiz = {
  readonly view: AttemptView | null
  /** After submitting, and not before. */
  readonly result: AttemptResult | null
  readonly at: number
  readonly areAnswersHidden: boolean
  /** The learner's own path, over the experts'. */
  readonly isOwnHidden: boolean
  readonly fault: string | null
  readonly isBusy: boolean
  /** Since when the question stands, and what had gone by before. */
  readonly clock: { readonly sinceMs: number; readonly beforeMs: number }
  readonly savedAtIso: string | null
}
const nothing: Quiz = { view: null, result: null, at: 0, areAnswersHidden: false, isOwnHidden: false, fault: null, isBusy: false, clock: { sinceMs: 0, beforeMs: 0 }, savedAtIso: null }

/** The attempt on the screen. */
export const useQuiz = create<Quiz>(() => nothing)
// Whoever opens a patient, or closes the case, has left the attempt; it is kept as it stands.
useSession.subscribe(({ caseId }, before) => {
  const state = useQuiz.getState()
  if (state.view === null || caseId === before.caseId || caseId === state.view.caseId) return
  const wasOpen = before.caseId === state.view.caseId
  if (wasOpen) void keepNow(before.document)
  // Its own case may not be open yet: the side is asked for first.
  else if (caseId === null) return
  useQuiz.setState(nothing)
})

export const questionAt = ({ view, at }: Pick<Quiz, 'view' | 'at'>): Question | null => view?.teachingCase.questions[at] ?? null
export const givenTo = (view: AttemptView, questionId: string): GivenAnswer => view.attempt.answers.find((one) => one.questionId === questionId) ?? { questionId, answer: null, confidence: null, elapsedMs: 0, edits: 0 }
/** A clock that is over stands. */
export const elapsedMs = ({ clock, ...state }: Pick<Quiz, 'clock' | 'view' | 'at'>): number => Math.min(clock.beforeMs + performance.now() - clock.sinceMs, (questionAt(state)?.seconds ?? Infinity) * 1000)
/** Its time was over: the answer stays as it stood then. */
export const isClosed = (state: Pick<Quiz, 'view' | 'at'>): boolean => {
  const question = questionAt(state)
  return state.view !== null && question !== null && isTimeOver(question, givenTo(state.view, question.questionId).elapsedMs)
}

/** Whoever has left an attempt meanwhile is not led back into it. */
const isOnScreen = ({ attempt }: AttemptView): boolean => useQuiz.getState().view?.attempt.attemptId === attempt.attemptId

/** The attempt's own case, and the stage whose views fit the question. */
async function showQuestion(view: AttemptView, at: number): Promise<void> {
  const question = view.teachingCase.questions[at]
  if (question === undefined) return
  showSeries(view.caseId, question.seriesUid)
  // A path that was handed in is looked at along itself, one that is to be drawn on the planes of the scan.
  if (isOnPath(question.kind)) showPlanLayout(question.kind === 'drawPath' && view.attempt.submittedAtIso !== null ? 'needle' : 'planes')
  const opening = openCase(view.caseId, isOnPath(question.kind) ? 'plan' : 'contrast')
  const isHere = sinceNow()
  await opening
  // Left before its case was open.
  if (!isHere() && isOnScreen(view) && useSession.getState().caseId !== view.caseId) useQuiz.setState(nothing)
  if (!isHere() || !isOnScreen(view)) return
  useQuiz.setState({ at, fault: null, clock: { sinceMs: performance.now(), beforeMs: givenTo(view, question.questionId).elapsedMs } })
  if (view.attempt.submittedAtIso === null) await openQuestion(question)
}

/** From its first look a question has its time; what has gone by, also while nobody sat here, is told where it is kept. */
async function openQuestion({ questionId }: Question): Promise<void> {
  const isKept = await saveGiven({})
  const { view, ...state } = useQuiz.getState()
  if (isKept && view !== null && questionAt({ view, ...state })?.questionId === questionId) useQuiz.setState({ clock: { sinceMs: performance.now(), beforeMs: givenTo(view, questionId).elapsedMs } })
}

async function adopt(view: AttemptView): Promise<void> {
  useQuiz.setState({ ...nothing, view })
  useChosenSet.setState({ setId: view.set === null ? null : view.set.setId })
  if (view.isOpen) await showQuestion(view, Math.max(0, view.teachingCase.questions.findIndex(({ questionId }) => givenTo(view, questionId).confidence === null)))
}

/** With a set the attempt is a part of it. */
export async function beginCase(teachingCaseId: string, learner: string, setId: string | null): Promise<string | null> {
  const isHere = sinceNow()
  await lastSaved
  const reply = await client.call('quiz.begin', { teachingCaseId, learner, ...(setId === null ? {} : { setId }) })
  if (!reply.ok) return faultText(reply.error)
  if (!isHere()) return null
  if (!await leaveCase()) return 'The case that is open is not saved. Save it, then begin.'
  await adopt(reply.value)
  return null
}

/** After a restart: the attempt whose case was open. */
export async function resumeAttempt(attemptId: string): Promise<void> {
  const reply = await client.call('quiz.attempt', { attemptId })
  if (!reply.ok) return leaveQuiz()
  if (reply.value.attempt.submittedAtIso === null) return adopt(reply.value)
  await showResult(attemptId)
}

export async function showResult(attemptId: string): Promise<string | null> {
  const isHere = sinceNow()
  const reply = await client.call('quiz.result', { attemptId })
  if (!reply.ok) return faultText(reply.error)
  if (!isHere()) return null
  useQuiz.setState({ ...nothing, view: reply.value.view })
  await showQuestion(reply.value.view, 0)
  if (isOnScreen(reply.value.view)) useQuiz.setState({ result: reply.value })
  return null
}

export async function leaveQuiz(): Promise<void> {
  void keepNow()
  if (!await leaveCase()) return
  useQuiz.setState(nothing)
  showList('teaching')
}

export async function nameSide(side: SideWord | null): Promise<void> {
  const { view } = useQuiz.getState()
  if (view === null) return
  const reply = await client.call('quiz.nameSide', { attemptId: view.attempt.attemptId, side })
  if (!isOnScreen(view)) return
  if (!reply.ok) return useQuiz.setState({ fault: faultText(reply.error) })
  await adopt(reply.value)
}

type Said = Partial<Pick<GivenAnswer, 'answer' | 'confidence'>>
type Sitting = Pick<Quiz, 'view' | 'at' | 'result' | 'clock'>
let lastSaved: Promise<boolean> = Promise.resolve(true)
/** The attempt as it was kept last: a save that waited for another one must not undo it. */
let kept: AttemptView | null = null

/** Saves what is said so far; it is on the disk when this returns true. One after the other: each is whole, and would undo the one that is under way. */
export function saveGiven(change: Said): Promise<boolean> {
  // Whoever leaves has left when the save comes to its turn.
  const sitting = useQuiz.getState(), goneMs = Math.round(elapsedMs(sitting))
  return (lastSaved = lastSaved.catch(() => false).then(() => keepGiven(change, sitting, goneMs)))
}

async function keepGiven(change: Said, sitting: Sitting, goneMs: number): Promise<boolean> {
  const question = questionAt(sitting)
  if (sitting.view === null || question === null || sitting.result !== null) return false
  const { questionId } = question, { attemptId } = sitting.view.attempt
  const { answer, confidence } = givenTo(kept?.attempt.attemptId === attemptId ? kept : sitting.view, questionId)
  const reply = await client.call('quiz.answer', { attemptId, given: { questionId, answer, confidence, ...change, elapsedMs: goneMs } })
  const isHere = useQuiz.getState().view?.attempt.attemptId === attemptId
  if (!reply.ok) {
    // Its time ran out elsewhere, as in a computer that slept: the answer stays as it stood, and the question closes.
    if (reply.error.code === 'TIME_OVER' && change.answer !== undefined) return keepGiven(change.confidence === undefined ? {} : { confidence: change.confidence }, sitting, goneMs)
    if (isHere) useQuiz.setState({ fault: faultText(reply.error) })
    return false
  }
  kept = reply.value
  if (isHere) useQuiz.setState({ view: reply.value, fault: null, savedAtIso: new Date().toISOString() })
  return true
}

/** The answer and the time as they stand are kept; an answer whose time is over is closed with it. */
export async function keepNow(document = useSession.getState().document): Promise<void> {
  const state = useQuiz.getState()
  if (state.view?.isOpen === true && !state.isBusy && state.result === null && !isClosed(state)) await saveGiven(drawnNow(state, document))
}

/** A path is what was drawn; every other answer was saved as it was given. */
function drawnNow(state: Pick<Quiz, 'view' | 'at'>, document: CaseDocument | null): Partial<Pick<GivenAnswer, 'answer'>> {
  const question = questionAt(state)
  return question === null || !isOnPath(question.kind) || isClosed(state) ? {} : { answer: pathAnswer(document, question) }
}

/** The answer as it stands goes to the disk; then the next question, or the whole attempt is handed in. */
export async function goOn(): Promise<void> {
  const state = useQuiz.getState()
  const question = questionAt(state)
  if (state.view === null || question === null || state.isBusy || state.result !== null) return
  useQuiz.setState({ isBusy: true })
  try {
    const isKept = await saveGiven(drawnNow(state, useSession.getState().document))
    const { view } = useQuiz.getState()
    if (!isKept || view === null || !isOnScreen(state.view)) return
    if (state.at + 1 < view.teachingCase.questions.length) return await showQuestion(view, state.at + 1)
    const reply = await client.call('quiz.submit', { attemptId: view.attempt.attemptId })
    if (!isOnScreen(view)) return
    if (!reply.ok) return useQuiz.setState({ fault: faultText(reply.error) })
    await showQuestion(reply.value.view, 0)
    if (isOnScreen(view)) useQuiz.setState({ view: reply.value.view, result: reply.value, savedAtIso: reply.value.view.attempt.submittedAtIso })
  } finally {
    useQuiz.setState({ isBusy: false })
  }
}

export const lookAtQuestion = (at: number): void => {
  const { view } = useQuiz.getState()
  if (view !== null) void showQuestion(view, at)
}
export const hideOwn = (isOwnHidden: boolean): void => { useQuiz.setState({ isOwnHidden }) }
export const hideAnswers = (areAnswersHidden: boolean): void => { useQuiz.setState({ areAnswersHidden }) }
