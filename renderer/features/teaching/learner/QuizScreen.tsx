import { useMemo } from 'react'
import type { ScreenProps } from '#renderer/features/case/index.ts'
import { PlanWork, type HandedIn } from '#renderer/features/planning/index.ts'
import { Notice, Panel } from '#renderer/ui/index.ts'
import { isOnPath } from '#shared/teaching/attempt.ts'
import type { AnswerKey, Question } from '#shared/teaching/questions.ts'
import { questionTitles } from '../educator/questionWords.ts'
import { flashLayer, type Flash } from './flashLayer.ts'
import { handedInOf } from './handedInOf.ts'
import { QuestionPanel } from './QuestionPanel.tsx'
import { QuizSeries, type MarkKeys } from './QuizRunView.tsx'
import { AttemptChart } from './AttemptChart.tsx'
import { givenTo, hideAnswers, hideOwn, isClosed, nameSide, questionAt, saveGiven, useQuiz } from './quizStore.ts'
import { ResultPanel } from './ResultPanel.tsx'
import './learner.css'

/** One attempt, from naming the side to its result. */
export function QuizScreen({ tools }: ScreenProps) {
  const state = useQuiz()
  const question = questionAt(state)
  if (state.view === null) return null
  if (!state.view.isOpen) return <SideGate tools={tools} />
  if (question === null) return <>{tools}<Panel title="Question"><p className="sec nt">Nothing is asked about this case.</p></Panel></>
  return isOnPath(question.kind) ? <PathQuestion tools={tools} question={question} /> : <ImageQuestion tools={tools} question={question} />
}

/** The side comes before everything: nothing of the case is seen before it was named. */
function SideGate({ tools }: ScreenProps) {
  const { view, fault } = useQuiz()
  if (view === null) return null
  const { teachingCase, attempt } = view
  const isSideAsked = teachingCase.questions.some(({ kind }) => kind === 'whichSide')
  return (
    <>
      <main className="work" data-region="work">
        <section className="qz-gate" aria-label="Name the side">
          <h2>{teachingCase.text.title}</h2>
          <p>{teachingCase.text.history === '' ? 'No history is given.' : teachingCase.text.history}</p>
          {isSideAsked ? <SideIsAsked /> : <h3>Which side is it?</h3>}
          {!isSideAsked && <div className="sides">{(['LEFT', 'RIGHT'] as const).map((side) => <button key={side} type="button" className="btn" onClick={() => { void nameSide(side) }}>{side}</button>)}</div>}
          {fault === null ? !isSideAsked && <p className="nt">The images open when you have named it.</p> : <Notice kind="stop" title="Read the case again">{fault}</Notice>}
        </section>
      </main>
      {tools}
      <Panel title={`Attempt ${String(attempt.number)}`} end={view.set === null ? undefined : `case ${String(view.set.place)} of ${String(view.set.of)} in the set`}>
        <section className="sec" aria-label="What is asked"><h2>What is asked</h2><ol className="qz-l">{teachingCase.questions.map(({ questionId, kind, prompt }) => <li key={questionId}>{prompt === '' ? questionTitles[kind] : prompt}</li>)}</ol><p className="nt">Each answer is saved as you give it. The answers of the experts are shown when you have submitted yours.</p></section>
      </Panel>
    </>
  )
}

const SideIsAsked = () => (
  <>
    <p className="nt">No side is set in this case: the images must tell it, and you are asked for it.</p>
    <button type="button" className="btn pri" onClick={() => { void nameSide(null) }}>Open the images</button>
  </>
)

function useKey(question: Question): AnswerKey | null {
  const { result, areAnswersHidden } = useQuiz()
  return result === null || areAnswersHidden ? null : result.answers?.keys.find(({ questionId }) => questionId === question.questionId) ?? null
}

const hidden: HandedIn = { experts: [], structures: [], joint: null }

function PathQuestion({ tools, question }: ScreenProps & { readonly question: Question }) {
  const isHandedIn = useQuiz((state) => state.result !== null)
  const isOver = useQuiz(isClosed)
  const key = useKey(question)
  const handedIn = useMemo(() => (!isHandedIn ? (isOver ? hidden : null) : key === null ? hidden : handedInOf(key)), [isHandedIn, isOver, key])
  const { view, isOwnHidden } = useQuiz()
  const beside = view === null || question.kind !== 'drawPath' ? undefined : <AttemptChart learner={view.attempt.learner} teachingCaseId={view.teachingCase.teachingCaseId} isBeside />
  const laid = handedIn === null || !isHandedIn ? handedIn : { ...handedIn, isOwnHidden, beside, legend: <Legend hasExperts={handedIn.experts.length > 0 || key === null} isTarget={question.kind === 'placeTarget'} /> }
  return <PlanWork tools={tools} handedIn={laid} panel={() => (isHandedIn ? <ResultPanel /> : <QuestionPanel />)} />
}

/** Which line is whose; each can be taken away. */
function Legend({ hasExperts, isTarget }: { readonly hasExperts: boolean; readonly isTarget: boolean }) {
  const { isOwnHidden, areAnswersHidden } = useQuiz()
  const what = isTarget ? 'target' : 'path'
  return (
    <span className="qz-lg" role="group" aria-label="Shown">
      <button type="button" aria-pressed={!isOwnHidden} onClick={() => { hideOwn(!isOwnHidden) }}><i className="own" aria-hidden />Your {what}</button>
      {hasExperts && <button type="button" aria-pressed={!areAnswersHidden} onClick={() => { hideAnswers(!areAnswersHidden) }}><i aria-hidden />Expert {what}s</button>}
    </span>
  )
}

const markFlash = ({ frame, pointPx: [column, row] }: Flash): void => { void saveGiven({ answer: { kind: 'findFlash', flash: { frame, pointPx: [column, row] } } }) }

const flashKeys: MarkKeys = {
  placeInMiddle: ({ summary: { columns, rows } }, frame) => { if (columns !== null && rows !== null) markFlash({ frame, pointPx: [(columns - 1) / 2, (rows - 1) / 2] }) },
  moveBy: ([columns, rows]) => {
    const state = useQuiz.getState(), question = questionAt(state)
    const answer = state.view === null || question === null ? null : givenTo(state.view, question.questionId).answer
    if (answer?.kind === 'findFlash' && answer.flash !== null) markFlash({ frame: answer.flash.frame, pointPx: [answer.flash.pointPx[0] + columns, answer.flash.pointPx[1] + rows] })
  },
}

function ImageQuestion({ tools, question }: ScreenProps & { readonly question: Question }) {
  const state = useQuiz()
  const { view, result } = state
  const canPlace = result === null && !isClosed(state)
  const key = useKey(question)
  const given = view === null ? null : givenTo(view, question.questionId)
  const mine = given?.answer?.kind === 'findFlash' ? given.answer.flash : null
  const flash = key?.experts.map(({ answer }) => (answer.kind === 'findFlash' ? answer.flash : null)).find((each) => each !== null) ?? null
  const above = useMemo(() => (question.kind !== 'findFlash' ? [] : [flashLayer({
    mine, experts: key?.experts.flatMap(({ answer }) => (answer.kind === 'findFlash' && answer.flash !== null ? [answer.flash] : [])) ?? [],
    streak: key?.flashStreak ?? [], onPlace: canPlace ? markFlash : null,
  })]), [question.kind, mine, key, canPlace])
  return (
    <>
      <main className="work" data-region="work"><QuizSeries seriesUid={question.seriesUid} frame={flash?.frame ?? question.frame} above={above} keys={question.kind === 'findFlash' && canPlace ? flashKeys : null} tags={null} /></main>
      {tools}
      {result === null ? <QuestionPanel /> : <ResultPanel />}
    </>
  )
}
