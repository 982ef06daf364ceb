import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react'
import { client, faultText, readAgain } from '#renderer/api/index.ts'
import { queryKeys, useHello, useOperator, writeDate, type ScreenProps } from '#renderer/features/case/index.ts'
import { ListSwitch } from '#renderer/features/library/index.ts'
import { LeftOut, Notice, Panel, Section } from '#renderer/ui/index.ts'
import type { QuizCase, QuizSet } from '#shared/contract/areas/quiz.ts'
import { questionTitles } from '../educator/questionWords.ts'
import { caseNumber } from '../teachingQueries.ts'
import { ImportReport, ImportSets } from '../sets/ImportSets.tsx'
import { TeachingSwitch } from '../teachingPage.tsx'
import { useChosenSet } from './chosenSet.ts'
import { PracticeSection } from './PracticeSection.tsx'
import { useQuizCases, useQuizSets } from './quizQueries.ts'
import { beginCase, showResult } from './quizStore.ts'
import { beginReview } from './reviewStore.ts'
import { saveFile } from './saveFile.ts'
import { SetFoot, SetSections } from './SetSections.tsx'
import { SetTiles } from './SetTiles.tsx'
import './learner.css'

const verdictWords = { accepted: 'Accepted', notYet: 'Not yet', structureHit: 'A structure was hit', notAssessed: 'Not assessed', notScored: 'Handed in' } as const

/** What a trainee may take, by set or all of it, and how it went so far. */
export function LearnScreen({ tools }: ScreenProps) {
  const learner = useOperator() ?? ''
  const cases = useQuizCases(learner), sets = useQuizSets(learner)
  const setId = useChosenSet((state) => state.setId)
  const [fault, tell] = useState<string | null>(null)
  const set = sets.value?.find((one) => one.setId === setId) ?? null
  const all = cases.value ?? []
  const lines = set === null ? all.map((line): Line => ({ line, place: null, state: 'ready' })) : set.cases.map(({ line, state }, at): Line => ({ line, place: at + 1, state }))
  const begin = (teachingCaseId: string): void => { void beginCase(teachingCaseId, learner, set === null ? null : set.setId).then(tell) }
  return (
    <>
      <main className="work" data-region="work">
        <section className="lib qz-lib" aria-label="Quiz">
          <div className="lh"><h1>Quiz</h1><ListSwitch /><TeachingSwitch /><span className="soft count" role="status">{lines.length === 1 ? '1 case' : `${String(lines.length)} cases`}</span><ImportSets className="btn sm" /></div>
          <div className="qz-top">
            <LeftOut count={cases.damaged} one="case" many="cases" />
            <LeftOut count={sets.damaged} one="version of a set" many="versions of sets" />
            <SetTiles sets={sets.value ?? []} all={all.length} setId={set === null ? null : set.setId} onChoose={(next) => { useChosenSet.setState({ setId: next }) }} />
            <ImportReport />
          </div>
          {lines.length > 0
            ? <CaseTable lines={lines} canBegin={set?.state !== 'changed'} onBegin={begin} onLook={(attemptId) => { void showResult(attemptId).then(tell) }} onReview={({ teachingCaseId, version }) => { void beginReview(teachingCaseId, learner, version).then(tell) }} />
            : <div className="empty"><p>{cases.fault ?? sets.fault ?? (learner === '' ? 'Write your name in the panel: it stands under your results.' : 'No teaching sets. Import a set, or make a case for practice.')}</p></div>}
        </section>
      </main>
      {tools}
      <Panel title={set === null ? 'Your quiz' : 'Your set'} end={learner} foot={set === null ? undefined : <SetFoot set={set} onBegin={begin} />}>
        {fault !== null && <section className="sec" aria-label="Problem"><Notice kind="stop" title="That did not work">{fault}</Notice></section>}
        <NameSection learner={learner} />
        {set === null ? <PracticeSection onMade={tell} /> : <SetSections set={set} />}
        <ResultsSection learner={learner} />
      </Panel>
    </>
  )
}

/** A case of the list; of a set with its place, and without what is told of it where it cannot be read. */
type Line = Pick<QuizSet['cases'][number], 'line' | 'state'> & { readonly place: number | null }
type TableProps = { readonly lines: readonly Line[]; readonly canBegin: boolean; readonly onBegin: (teachingCaseId: string) => void; readonly onLook: (attemptId: string) => void; readonly onReview: (line: QuizCase) => void }

const CaseTable = ({ lines, ...does }: TableProps) => (
  <div className="tw">
    <table className="ct qz-ct">
      <thead><tr><th>Case</th><th>Title</th><th>Asked</th><th>Last time</th><th aria-label="Open" /></tr></thead>
      <tbody>{lines.map(({ line, place, state }) => (line === null ? <AwayRow key={place} place={place} state={state} /> : <CaseRow key={`${String(place)} ${line.teachingCaseId}`} line={line} place={place} {...does} />))}</tbody>
    </table>
  </div>
)

const Place = ({ place, number }: { readonly place: number | null; readonly number: number }) => (place === null ? <b>{caseNumber(number)}</b> : <><b>{place}</b><small className="soft">case {caseNumber(number)}</small></>)

function CaseRow({ line, place, canBegin, onBegin, onLook, onReview }: { readonly line: QuizCase; readonly place: number | null } & Omit<TableProps, 'lines'>) {
  const isAsked = line.questions.length > 0, { last } = line
  return (
    <tr>
      <td><Place place={place} number={line.number} /></td>
      <td><b>{line.title}</b><small className="soft">{[line.tags.modality.join(', '), line.difficulty === null ? '' : `difficulty ${String(line.difficulty)} of 5`, line.isSynthetic ? 'made by calculation' : ''].filter((word) => word !== '').join(' · ')}</small></td>
      <td>{isAsked ? line.questions.map((kind) => questionTitles[kind]).join(' · ') : 'to look through'}</td>
      <td>{!isAsked ? '' : last === null ? 'not yet taken' : <button type="button" className="lk" onClick={() => { onLook(last.attemptId) }}>{verdictWords[last.verdict]}</button>}<small className="soft">{last === null ? '' : `${String(line.attempts)} ${line.attempts === 1 ? 'attempt' : 'attempts'}, ${writeDate(last.atIso.slice(0, 10))}`}{line.repeatDueIso !== null && line.repeatDueIso <= new Date().toISOString() ? ', due again' : ''}</small></td>
      <td className="go">{(line.attempts > 0 || !isAsked) && <button type="button" className="btn" onClick={() => { onReview(line) }}>Review</button>}{isAsked && canBegin && <button type="button" className="btn" onClick={() => { onBegin(line.teachingCaseId) }}>{line.openAttemptId !== null ? 'Go on' : line.attempts === 0 ? 'Begin' : 'Try again'}</button>}</td>
    </tr>
  )
}

const AwayRow = ({ place, state }: Pick<Line, 'place' | 'state'>) => (
  <tr>
    <td><b>{place}</b></td>
    <td colSpan={4}><span className="qz-aw"><IconAlertTriangle className="i caution" aria-hidden />{state === 'missing' ? 'This case is not here. Import the set again.' : 'This case is not the one that was put into the set. It is not taken. Import the set again.'}</span></td>
  </tr>
)

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
