import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { client, faultText, readAgain } from '#renderer/api/index.ts'
import { queryKeys, useHello, useOperator, writeDate, type ScreenProps } from '#renderer/features/case/index.ts'
import { ListSwitch } from '#renderer/features/library/index.ts'
import { LeftOut, Notice, Panel, Section } from '#renderer/ui/index.ts'
import type { QuizCase } from '#shared/contract/areas/quiz.ts'
import { questionTitles } from '../educator/questionWords.ts'
import { caseNumber } from '../teachingQueries.ts'
import { TeachingSwitch } from '../teachingPage.tsx'
import { PracticeSection } from './PracticeSection.tsx'
import { useQuizCases } from './quizQueries.ts'
import { beginCase, showResult } from './quizStore.ts'
import { beginReview } from './reviewStore.ts'
import { saveFile } from './saveFile.ts'
import './learner.css'

const verdictWords = { accepted: 'Accepted', notYet: 'Not yet', structureHit: 'A structure was hit', notAssessed: 'Not assessed', notScored: 'Handed in' } as const

/** What a trainee may take, and how it went so far. */
export function LearnScreen({ tools }: ScreenProps) {
  const learner = useOperator() ?? ''
  const cases = useQuizCases(learner)
  const [fault, tell] = useState<string | null>(null)
  const lines = cases.value ?? []
  const begin = (teachingCaseId: string): void => { void beginCase(teachingCaseId, learner).then(tell) }
  return (
    <>
      <main className="work" data-region="work">
        <section className="lib" aria-label="Quiz">
          <div className="lh"><h1>Quiz</h1><ListSwitch /><TeachingSwitch /><span className="soft count" role="status">{lines.length === 1 ? '1 case' : `${String(lines.length)} cases`}</span></div>
          <LeftOut count={cases.damaged} one="case" many="cases" />
          {lines.length > 0 ? <CaseTable lines={lines} onBegin={begin} onLook={(attemptId) => { void showResult(attemptId).then(tell) }} onReview={(teachingCaseId) => { void beginReview(teachingCaseId, learner).then(tell) }} /> : <div className="empty"><p>{cases.fault ?? (learner === '' ? 'Write your name in the panel: it stands under your results.' : 'No teaching sets. Import a set, or make a case for practice.')}</p></div>}
        </section>
      </main>
      {tools}
      <Panel title="Your quiz" end={learner}>
        {fault !== null && <section className="sec" aria-label="Problem"><Notice kind="stop" title="That did not work">{fault}</Notice></section>}
        <NameSection learner={learner} />
        <PracticeSection onMade={tell} />
        <ResultsSection learner={learner} />
      </Panel>
    </>
  )
}

type TableProps = { readonly lines: readonly QuizCase[]; readonly onBegin: (teachingCaseId: string) => void; readonly onLook: (attemptId: string) => void; readonly onReview: (teachingCaseId: string) => void }
function CaseTable({ lines, onBegin, onLook, onReview }: TableProps) {
  const nowIso = new Date().toISOString()
  return (
    <div className="tw">
      <table className="ct qz-ct">
        <thead><tr><th>Case</th><th>Title</th><th>Asked</th><th>Last time</th><th /></tr></thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.teachingCaseId}>
              <td><b>{caseNumber(line.number)}</b></td>
              <td><b>{line.title}</b><small className="soft">{[line.tags.modality.join(', '), line.difficulty === null ? '' : `difficulty ${String(line.difficulty)} of 5`, line.isSynthetic ? 'made by calculation' : ''].filter((word) => word !== '').join(' · ')}</small></td>
              <td>{line.questions.length === 0 ? 'to look through' : line.questions.map((kind) => questionTitles[kind]).join(' · ')}</td>
              <td>{line.questions.length === 0 ? '' : line.last === null ? 'not yet taken' : <button type="button" className="lk" onClick={() => { onLook(line.last?.attemptId ?? '') }}>{verdictWords[line.last.verdict]}</button>}<small className="soft">{line.last === null ? '' : `${String(line.attempts)} ${line.attempts === 1 ? 'attempt' : 'attempts'}, ${writeDate(line.last.atIso.slice(0, 10))}`}{line.repeatDueIso !== null && line.repeatDueIso <= nowIso ? ', due again' : ''}</small></td>
              <td className="go">{line.attempts > 0 && <button type="button" className="btn" onClick={() => { onReview(line.teachingCaseId) }}>Review</button>}{line.questions.length === 0 ? <button type="button" className="btn" onClick={() => { onReview(line.teachingCaseId) }}>Review</button> : <button type="button" className="btn" onClick={() => { onBegin(line.teachingCaseId) }}>{line.openAttemptId !== null ? 'Go on' : line.attempts === 0 ? 'Begin' : 'Try again'}</button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function NameSection({ learner }: { readonly learner: string }) {
  const [name, type] = useState('')
  const queries = useQueryClient()
  const [fault, tell] = useState<string | null>(null)
  if (learner !== '') return null
  const keep = async (): Promise<void> => {
    const reply = await client.call('app.changeSettings', { operator: name.trim() })
    tell(reply.ok ? null : faultText(reply.error))
    if (reply.ok) await readAgain(queries, queryKeys.settings)
  }
  return (
    <Section title="Your name">
      <label className="qz-fl"><span>Under your results</span><input className="nin" value={name} maxLength={64} onChange={({ target }) => { type(target.value) }} /></label>
      <button type="button" className="btn" aria-disabled={name.trim() === ''} onClick={() => { if (name.trim() !== '') void keep() }}>Keep the name</button>
      {fault !== null && <p className="nf-e" role="alert">{fault}</p>}
    </Section>
  )
}

function ResultsSection({ learner }: { readonly learner: string }) {
  const [told, tell] = useState<{ readonly isDone: boolean; readonly words: string } | null>(null)
  const host = useHello()
  const write = async (): Promise<void> => { tell(await saveFile((directory) => client.call('quiz.exportResults', { learner, ...directory }))) }
  return (
    <Section title="Hand in">
      <p className="nt">One file with all that you have submitted{host === null ? '' : ', for your educator'}. It holds no answer of an expert.</p>
      <button type="button" className="btn qz-w" aria-disabled={learner === ''} onClick={() => { if (learner !== '') void write() }}><IconDownload className="i" aria-hidden />Write my results</button>
      {told !== null && told.words !== '' && <p className={told.isDone ? 'nt path' : 'nf-e'} role={told.isDone ? 'status' : 'alert'}>{told.words}</p>}
    </Section>
  )
}
