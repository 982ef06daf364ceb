import { useEffect, useState } from 'react'
import { useSession } from '#renderer/features/case/index.ts'
import { useCommands } from '#renderer/features/commands/index.ts'
import { Notice, Panel, PrimaryButton, Section, Segmented } from '#renderer/ui/index.ts'
import { isOnPath } from '#shared/teaching/attempt.ts'
import { questionTitles } from '../educator/questionWords.ts'
import { AnswerField } from './AnswerField.tsx'
import { pathAnswer, pathTodo } from './pathAnswer.ts'
import { elapsedMs, givenTo, goOn, isClosed, keepNow, questionAt, saveGiven, useQuiz } from './quizStore.ts'

const levels = [1, 2, 3, 4, 5].map((level) => ({ value: String(level), label: String(level), name: `${String(level)} of 5` }))

/** Time and drawing survive an app that ends by itself, but for these last seconds. */
const KEPT_EVERY_MS = 10_000

/** One question: what is asked, the answer, how sure, and the way on. */
export function QuestionPanel() {
  const state = useQuiz()
  const { view, at, isBusy, fault } = state
  const document = useSession((session) => session.document)
  const question = questionAt(state)
  const given = view === null || question === null ? null : givenTo(view, question.questionId)
  const isOver = isClosed(state)
  const missing = question === null || given === null || isOver ? [] : isOnPath(question.kind) ? pathTodo(document, question) : given.answer === null ? ['answer'] : []
  const isLeftOut = isOver && given?.answer === null
  const todo = [...missing, ...(isLeftOut || (given !== null && given.confidence !== null) ? [] : ['how sure you are'])]
  const isLast = view !== null && at + 1 === view.teachingCase.questions.length
  useCommands({ 'quiz-submit': { run: () => { void goOn() }, reason: todo.length === 0 ? null : `${String(todo.length)} to do: ${todo.join('; ')}` } })
  useEffect(() => {
    const timer = setInterval(() => { void keepNow() }, KEPT_EVERY_MS)
    return () => { clearInterval(timer) }
  }, [])
  if (view === null || question === null || given === null) return <Panel title="Question">{null}</Panel>
  const { teachingCase } = view
  const answer = isOnPath(question.kind) && !isOver ? pathAnswer(document, question) : given.answer
  return (
    <Panel
      title={`Question ${String(at + 1)} of ${String(teachingCase.questions.length)}`} tag={<span className="tag line">attempt {view.attempt.number}</span>} end={<Clock key={question.questionId} seconds={question.seconds} />}
      foot={<PrimaryButton label={isLast ? 'Submit' : 'Next question'} todo={todo} running={isBusy ? 'Saving' : null} onPress={() => { void goOn() }} />}
    >
      {fault !== null && <section className="sec" aria-label="Problem"><Notice kind="stop" title="Not saved">{fault}</Notice></section>}
      <section className="sec qz-q" aria-label="Question"><b>{question.prompt === '' ? questionTitles[question.kind] : question.prompt}</b>{question.seconds !== null && !isOver && <p className="nt">The time runs on when you leave.</p>}</section>
      {isOver && <section className="sec" aria-label="Time is over"><Notice kind="caution" title="Time is over">{isLeftOut ? 'Nothing was answered in time. Go on.' : 'Your answer is kept as it stood. Say how sure you are, then go on.'}</Notice></section>}
      <Section title="Your answer"><fieldset className="qz-fs" disabled={isOver}><AnswerField key={question.questionId} question={question} answer={answer} onAnswer={(next) => { void saveGiven({ answer: next }) }} /></fieldset></Section>
      <Section title="How sure are you?" end="asked before the answer">
        <Segmented className="qz-c" label="Confidence" choices={levels} value={given.confidence === null ? null : String(given.confidence)} onChange={(value) => { void saveGiven({ confidence: Number(value) }) }} />
        <p className="nt qz-ce"><span>1 a guess</span><span>5 certain</span></p>
      </Section>
      <Section title="About this case"><p className="nt">{teachingCase.text.history === '' ? 'No history is given.' : teachingCase.text.history}</p></Section>
    </Panel>
  )
}

/** Time gone by, or what is to go of a limit; at its end the question closes. */
function Clock({ seconds }: { readonly seconds: number | null }) {
  const [, tick] = useState(0)
  const goneS = Math.floor(elapsedMs(useQuiz.getState()) / 1000)
  const isOver = seconds !== null && goneS >= seconds
  useEffect(() => {
    const timer = setInterval(() => {
      tick((count) => count + 1)
      if (seconds !== null && elapsedMs(useQuiz.getState()) >= seconds * 1000) void keepNow()
    }, 500)
    return () => { clearInterval(timer) }
  }, [seconds])
  const shown = seconds === null ? goneS : seconds - goneS
  return <span className={seconds !== null && shown <= 10 ? 'caution' : ''} role="timer">{isOver ? 'Time is over' : `${durationWords(shown)}${seconds === null ? '' : ' to go'}`}</span>
}

export const durationWords = (seconds: number): string => (seconds < 60 ? `${String(Math.round(seconds))} s` : `${String(Math.floor(seconds / 60))} min ${String(Math.round(seconds % 60))} s`)
