import { useState } from 'react'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useCaseDocument, useCaseRecord } from '#renderer/features/case/index.ts'
import type { DraftDocument } from '#shared/teaching/draft.ts'
import type { AnswerKey, Question, QuestionKind } from '#shared/teaching/questions.ts'
import type { DraftEdit } from './draftStore.ts'
import { ExpertsBox } from './ExpertsBox.tsx'
import { FlashMarking } from './FlashMarking.tsx'
import { LeftField } from './LeftField.tsx'
import { LimitFields } from './LimitFields.tsx'
import { NeedleField } from './NeedleField.tsx'
import { changeKey, changeQuestion, kindsOf, withNeedle, withoutQuestion, withQuestion } from './questionEdits.ts'
import { questionTitles } from './questionWords.ts'

type QuestionsPageProps = { readonly document: DraftDocument; readonly onEdit: DraftEdit }
type Asked = Pick<DraftDocument, 'questions' | 'keys'>
type SetAsked = (step: string, change: (now: Asked) => { readonly questions: readonly Question[]; readonly keys: readonly AnswerKey[] }) => void

const isQuestionKind = (value: string): value is QuestionKind => Object.hasOwn(questionTitles, value)

/** What a learner is asked, and what experts answer. */
export function QuestionsPage({ document, onEdit }: QuestionsPageProps) {
  const caseDocument = useCaseDocument()
  const { state: record } = useCaseRecord()
  const series = document.series.filter(({ taken, kind }) => taken && kindsOf[kind].length > 0)
  const [chosenUid, chooseSeries] = useState<string>('')
  const [marking, mark] = useState<{ readonly questionId: string; readonly name: string } | null>(null)
  const about = series.find(({ seriesUid }) => seriesUid === chosenUid) ?? series[0]
  const set: SetAsked = (step, change) => {
    onEdit(step, (now) => {
      const { questions, keys } = change(now)
      return { kind: 'questions', questions: [...questions], keys: [...keys] }
    })
  }
  const add = (kind: QuestionKind): void => { if (about !== undefined) set(`question: ${questionTitles[kind]}`, (now) => withQuestion(now, crypto.randomUUID(), kind, about.seriesUid, caseDocument, record)) }
  const marked = marking === null ? undefined : document.questions.find(({ questionId }) => questionId === marking.questionId)
  if (marking !== null && marked !== undefined) {
    const { questionId } = marked
    const experts = document.keys.find((key) => key.questionId === questionId)?.experts ?? []
    return <FlashMarking question={marked} name={marking.name} experts={experts} onTake={(next) => { set('expert', (now) => changeKey(now, questionId, { experts: [...next] })); mark(null) }} onLeave={() => { mark(null) }} />
  }
  return (
    <section className="tch-b" aria-label="Questions">
      {about === undefined ? <p className="nt">No series is taken: there is nothing to ask about.</p> : (
        <div className="tch-h">
          <label className="tch-sel">New question about<select className="nin" value={about.seriesUid} onChange={({ currentTarget }) => { chooseSeries(currentTarget.value) }}>{series.map((one) => <option key={one.seriesUid} value={one.seriesUid}>{one.modality} {one.description}, {one.frames} frames</option>)}</select></label>
          <div className="row">{kindsOf[about.kind].map((kind) => <button key={kind} type="button" className="btn sm" onClick={() => { if (isQuestionKind(kind)) add(kind) }}><IconPlus className="i i-sm" aria-hidden />{questionTitles[kind]}</button>)}</div>
        </div>
      )}
      <ol className="tch-q">
        {document.questions.map((one, at) => <QuestionBox key={one.questionId} number={at + 1} question={one} asked={document} onSet={set} onMark={(name) => { mark({ questionId: one.questionId, name }) }} />)}
        {document.questions.length === 0 && <li className="soft">No question. A case without questions is for review alone.</li>}
      </ol>
    </section>
  )
}

type QuestionBoxProps = { readonly number: number; readonly question: Question; readonly asked: Asked; readonly onSet: SetAsked; readonly onMark: (name: string) => void }

function QuestionBox({ number, question, asked, onSet, onMark }: QuestionBoxProps) {
  const { questionId, kind, seriesUid } = question
  const key = asked.keys.find((one) => one.questionId === questionId)
  const title = questionTitles[kind]
  return (
    <li aria-label={`Question ${String(number)}`}>
      <div className="tch-qh"><b>{number}. {title}</b><button type="button" className="vp-x" aria-label={`Take question ${String(number)} away`} onClick={() => { onSet('question removed', (now) => withoutQuestion(now, questionId)) }}><IconTrash size="1.1rem" aria-hidden /></button></div>
      <div className="tch-g">
        <LeftField label="Words" hint={`empty: “${title}”`} value={question.prompt} maxLength={1000} onLeave={(prompt) => { onSet('words of a question', (now) => changeQuestion(now, questionId, { prompt })) }} />
        <LeftField label="Seconds allowed" hint="empty: no limit" value={question.seconds === null ? '' : String(question.seconds)} maxLength={4} onLeave={(typed) => { const seconds = /^\d+$/.test(typed.trim()) ? Math.min(3600, Math.max(1, Number(typed))) : null; onSet('time allowed', (now) => changeQuestion(now, questionId, { seconds })) }} />
      </div>
      <ExpertsBox number={number} kind={kind} seriesUid={seriesUid} experts={key?.experts ?? []} onSet={(step, experts) => { onSet(step, (now) => changeKey(now, questionId, { experts: [...experts] })) }} onMark={onMark} />
      {key !== undefined && kind === 'drawPath' && <NeedleField gauge={key.needleGauge ?? null} onChange={(gauge) => { onSet(gauge === null ? 'no needle' : `needle ${String(gauge)} G`, (now) => withNeedle(now, questionId, gauge)) }} />}
      {key !== undefined && <LimitFields kind={kind} limits={key.limits} onChange={(limits) => { onSet('limits', (now) => changeKey(now, questionId, { limits })) }} />}
      {key !== undefined && <LeftField label="Explanation" hint="shown after the answer" value={key.explanation} maxLength={4000} rows={2} onLeave={(explanation) => { onSet('explanation', (now) => changeKey(now, questionId, { explanation })) }} />}
    </li>
  )
}
