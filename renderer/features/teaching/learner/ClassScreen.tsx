import { useState } from 'react'
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react'
import { client, faultText } from '#renderer/api/index.ts'
import { useOperator, writeDate, type ScreenProps } from '#renderer/features/case/index.ts'
import { ListSwitch } from '#renderer/features/library/index.ts'
import { LeftOut, Panel, Section } from '#renderer/ui/index.ts'
import type { ClassView } from '#shared/teaching/classView.ts'
import { LEAST_ITEMS } from '#shared/teaching/agreement/byItem.ts'
import { questionTitles } from '../educator/questionWords.ts'
import { caseNumber } from '../teachingQueries.ts'
import { TeachingSwitch } from '../teachingPage.tsx'
import { useClass } from './quizQueries.ts'
import { saveFile } from './saveFile.ts'
import './learner.css'

const share = (value: number | null): string => (value === null ? '–' : `${String(Math.round(value * 100))} %`)
const signed = (value: number | null): string => (value === null ? '–' : `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(2)}`)
type Coefficient = ClassView['agreement'][number]['betweenLearners']
const coefficientWords = (found: Coefficient): string => (found === null ? 'too few' : `${found.value.toFixed(2)}${found.interval === null ? '' : ` (${found.interval.from.toFixed(2)} to ${found.interval.to.toFixed(2)})`}`)
/** Kappa has no value where all is of one category; AC1 has. */
const kappaWords = ({ kappa, ac1 }: ClassView['agreement'][number]['withExperts']): string => (kappa === null && ac1 !== null ? 'all the same' : coefficientWords(kappa))
function basisWords(found: Coefficient): string {
  if (found === null) return ''
  const why = found.interval !== null ? '' : found.items < LEAST_ITEMS ? ', too few items for an interval' : ', no interval: all items alike'
  return `${String(found.items)} ${found.items === 1 ? 'item' : 'items'}, ${String(found.answers)} answers${why}`
}

/** A class from its result files: learners, items, and how far readings agree. */
export function ClassScreen({ tools }: ScreenProps) {
  const reader = useOperator() ?? undefined
  const { value, fault } = useClass(reader)
  return (
    <>
      <main className="work" data-region="work">
        <section className="lib" aria-label="Class">
          <div className="lh"><h1>Class</h1><ListSwitch /><TeachingSwitch /><span className="soft count" role="status">{value === null ? '' : `${String(value.learners.length)} ${value.learners.length === 1 ? 'learner' : 'learners'}`}</span></div>
          <LeftOut count={value?.damaged ?? 0} one="attempt" many="attempts" />
          {value === null || value.learners.length === 0 ? <div className="empty"><p>{fault ?? 'No results yet. Take in the result files of your class.'}</p></div> : <Tables view={value} />}
        </section>
      </main>
      {tools}
      <ClassPanel view={value} />
    </>
  )
}

const Tables = ({ view }: { readonly view: ClassView }) => (
  <div className="tw qz-cl">
    <table className="ct">
      <caption>Learners, first answers</caption>
      <thead><tr><th>Learner</th><th>Cases</th><th>Accepted</th><th>Structures hit</th><th>Confidence</th><th>Last</th></tr></thead>
      <tbody>{view.learners.map((one) => <tr key={one.learner}><td><b>{one.learner}</b></td><td>{one.cases}</td><td>{one.accepted} of {one.answers}</td><td className={one.structureHits > 0 ? 'stop' : ''}>{one.structureHits}</td><td>{signed(one.higherBy)}</td><td>{one.lastIso === null ? '–' : writeDate(one.lastIso.slice(0, 10))}</td></tr>)}</tbody>
    </table>
    {view.sets.length > 0 && (
      <table className="ct">
        <caption>Sets, first time through</caption>
        <thead><tr><th>Set</th><th>Learner</th><th>Cases</th><th>Accepted</th><th>Structures hit</th><th>Last</th></tr></thead>
        <tbody>{view.sets.map((one) => <tr key={`${one.setId} ${one.learner}`}><td>{one.title === null ? <span className="soft">a set that is not here</span> : <b>{one.title}</b>}</td><td>{one.learner}</td><td>{one.done}{one.of === null ? '' : ` of ${String(one.of)}`}</td><td>{one.judged === 0 ? 'not scored' : `${String(one.accepted)} of ${String(one.judged)}`}</td><td className={one.structureHits > 0 ? 'stop' : ''}>{one.structureHits}</td><td>{writeDate(one.lastIso.slice(0, 10))}</td></tr>)}</tbody>
      </table>
    )}
    <table className="ct">
      <caption>Items</caption>
      <thead><tr><th>Case</th><th>Question</th><th>Learners</th><th>Accepted (p)</th><th>Discrimination</th><th>Structures hit</th></tr></thead>
      <tbody>{view.items.map((one) => <tr key={`${one.teachingCaseId} ${String(one.caseVersion)} ${one.questionId}`}><td><b>{caseNumber(one.caseNumber)}</b>{one.caseVersion > 1 && <span className="soft"> version {one.caseVersion}</span>}</td><td>{questionTitles[one.kind]}</td><td>{one.learners}</td><td>{share(one.difficulty)}</td><td>{signed(one.discrimination)}</td><td>{one.structureHits}</td></tr>)}</tbody>
    </table>
    {view.agreement.length > 0 && (
      <table className="ct">
        <caption>Agreement, with 95 % interval</caption>
        <thead><tr><th>Question</th><th>With the experts, kappa</th><th>With the experts, AC1</th><th>Between learners, AC1</th></tr></thead>
        <tbody>{view.agreement.map((one) => <tr key={one.kind}><td>{questionTitles[one.kind]}</td><td>{kappaWords(one.withExperts)}</td><td>{coefficientWords(one.withExperts.ac1)}<small className="soft">{basisWords(one.withExperts.ac1)}</small></td><td>{coefficientWords(one.betweenLearners)}<small className="soft">{basisWords(one.betweenLearners)}</small></td></tr>)}</tbody>
      </table>
    )}
    {view.confusion.length > 0 && (
      <table className="ct">
        <caption>What was taken for what</caption>
        <thead><tr><th>Experts say</th><th>Answers</th><th>Agreed</th><th>Taken for</th></tr></thead>
        <tbody>{view.confusion.map((one) => <tr key={`${one.kind} ${one.category}`}><td>{one.category}</td><td>{one.items}</td><td>{share(one.agreed)}</td><td>{one.takenFor.map(({ category, items }) => `${category} ${String(items)}`).join(', ')}</td></tr>)}</tbody>
      </table>
    )}
  </div>
)

type Told = { readonly isDone: boolean; readonly words: string }
function ClassPanel({ view }: { readonly view: ClassView | null }) {
  const [told, tell] = useState<readonly Told[]>([])
  const takeIn = async (files: FileList | null): Promise<void> => {
    if (files === null || files.length === 0) return
    const read = await Promise.all([...files].map(async (file) => ({ name: file.name, text: await file.text() })))
    const reply = await client.call('quiz.importResults', { files: read })
    if (!reply.ok) return tell([{ isDone: false, words: faultText(reply.error) }])
    tell([...reply.value.imported.map(({ name, learner, attempts, present }) => ({ isDone: true, words: `${name}: ${String(attempts)} of ${learner}${present > 0 ? `, ${String(present)} were here already` : ''}.` })), ...reply.value.refused.map(({ message }) => ({ isDone: false, words: message }))])
  }
  const reader = useOperator() ?? undefined
  const write = async (): Promise<void> => { tell([await saveFile((directory) => client.call('quiz.classTable', { ...directory, reader }))]) }
  return (
    <Panel title="Class">
      <Section title="Result files">
        <label className="btn qz-w"><IconUpload className="i" aria-hidden />Take in results<input className="sr" type="file" multiple accept=".axisresult" aria-label="Take in results" onChange={({ target }) => { void takeIn(target.files); }} /></label>
        <button type="button" className="btn qz-w" aria-disabled={(view?.learners.length ?? 0) === 0} onClick={() => { if ((view?.learners.length ?? 0) > 0) void write() }}><IconFileSpreadsheet className="i" aria-hidden />Write as table (CSV)</button>
        {told.filter(({ words }) => words !== '').map(({ isDone, words }) => <p key={words} className={isDone ? 'nt path' : 'nf-e'} role={isDone ? 'status' : 'alert'}>{words}</p>)}
      </Section>
      {view !== null && view.confidence.levels.length > 0 && (
        <Section title="Confidence and result">
          <table className="qz-k"><thead><tr><th>Confidence</th><th>Answers</th><th>Accepted</th></tr></thead><tbody>{view.confidence.levels.map(({ confidence, answers, accepted }) => <tr key={confidence}><td>{confidence} of 5</td><td>{answers}</td><td>{share(accepted / answers)}</td></tr>)}</tbody></table>
          <p className="nt">On the whole {signed(view.confidence.higherBy)}: above 0 is surer than right.</p>
        </Section>
      )}
      {view !== null && view.notScored > 0 && <Section title="Not scored"><p className="nt">{view.notScored} {view.notScored === 1 ? 'attempt is' : 'attempts are'} of cases whose answers are not here.</p></Section>}
      {view !== null && view.notHere > 0 && <Section title="Left out"><p className="nt">{view.notHere} {view.notHere === 1 ? 'attempt is' : 'attempts are'} at a case, or a version of one, that is not on this computer. {view.notHere === 1 ? 'It stands' : 'They stand'} in no figure. Import the case, then look again.</p></Section>}
      <Section title="How to read it"><p className="nt">Items and agreement count first attempts: a second one knows the answer. What experts say of a case is shown once you have submitted it, to those who made it, and to educators. AC1 stands beside kappa because kappa falls where nearly all cases are of one kind. Intervals count items, not answers: many readers of one picture are one picture.</p></Section>
    </Panel>
  )
}
