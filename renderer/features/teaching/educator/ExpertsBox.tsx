import { useState } from 'react'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useCaseDocument, useCaseRecord } from '#renderer/features/case/index.ts'
import { Notice } from '#renderer/ui/index.ts'
import type { ExpertAnswer, QuestionKind } from '#shared/teaching/questions.ts'
import { answersTwice, personsAmong } from '#shared/teaching/scoring/persons.ts'
import { ExpertForm } from './ExpertForm.tsx'
import { expertsFromCase, expertWords, notTaken, withExpert } from './questionEdits.ts'
import { answerWords } from './questionWords.ts'

type ExpertsBoxProps = { readonly number: number; readonly kind: QuestionKind; readonly seriesUid: string; readonly experts: readonly ExpertAnswer[]; readonly onSet: (step: string, experts: readonly ExpertAnswer[]) => void; /** A place on a run is marked on the run itself. */ readonly onMark: (name: string) => void }

/** Who answers a question, and what: each person once. */
export function ExpertsBox({ number, kind, seriesUid, experts, onSet, onMark }: ExpertsBoxProps) {
  const caseDocument = useCaseDocument()
  const { state: record } = useCaseRecord()
  const [refused, refuse] = useState<string | null>(null)
  const known = notTaken(expertsFromCase(kind, seriesUid, caseDocument, record), experts)
  const set = (step: string, next: readonly ExpertAnswer[]): void => {
    refuse(null)
    onSet(step, next)
  }
  const add = (step: string, one: ExpertAnswer): void => {
    const next = withExpert(experts, one)
    if (next === null) return refuse(one.expert)
    set(step, next)
  }
  return (
    <div className="tch-e" role="group" aria-label={`Experts of question ${String(number)}`}>
      <HowMany experts={experts} />
      <ul className="tch-l">{experts.map((one, at) => <li key={`${expertWords(one)}/${String(at)}`}><div className="tch-w"><b>{expertWords(one)}</b><small>{answerWords(one.answer)}</small></div><button type="button" className="vp-x" aria-label={`Take the answer of ${expertWords(one)} away`} onClick={() => { set('expert removed', experts.filter((other) => other !== one)) }}><IconTrash size="1.1rem" aria-hidden /></button></li>)}</ul>
      {known.map((one) => (one.expert === '' ? <Unnamed key={expertWords(one)} known={one} onAdd={(named) => { add('expert taken from the case', named) }} /> : <button key={expertWords(one)} type="button" className="btn sm" onClick={() => { add('expert taken from the case', one) }}><IconPlus className="i i-sm" aria-hidden />{expertWords(one)}: {answerWords(one.answer)}</button>))}
      <ExpertForm kind={kind} onAdd={(one) => { add('expert', one) }} onMark={onMark} />
      {refused !== null && <Notice kind="stop" title="Not added">{answeredAlready(refused)}</Notice>}
    </div>
  )
}

export const answeredAlready = (name: string): string => `${name} has answered this question already, and one person is one expert. Take that answer away first, or name who gave this one.`

function HowMany({ experts }: { readonly experts: readonly ExpertAnswer[] }) {
  const isTruth = experts.some((one) => one.isTruth), persons = personsAmong(experts), twice = answersTwice(experts)
  if (twice !== null) return <p className="nt caution">{twice} has answered twice. Take one of the answers away: one person is one expert.</p>
  return <p className={persons >= 2 || isTruth ? 'nt' : 'nt caution'}>{experts.length === 0 ? 'No expert has answered: the answer is not scored.' : isTruth ? 'Known, not judged.' : persons === 1 ? 'One expert. A second one shows how far experts differ; until then only your limits count.' : `${String(persons)} experts. Their spread is what is accepted, unless you set limits.`}</p>
}

/** The case says it, and nobody is named for it: without a name the same person could count twice. */
function Unnamed({ known, onAdd }: { readonly known: ExpertAnswer; readonly onAdd: (named: ExpertAnswer) => void }) {
  const [name, setName] = useState('')
  const isNamed = name.trim() !== ''
  const what = `${known.plan === undefined ? '' : `${known.plan}: `}${answerWords(known.answer)}`
  return (
    <div className="tch-a">
      <input className="nin" aria-label={`Who answered ${what}`} placeholder="Who was that?" value={name} maxLength={64} onChange={({ currentTarget }) => { setName(currentTarget.value) }} />
      <button type="button" className="btn sm" aria-disabled={!isNamed} onClick={() => { if (isNamed) onAdd({ ...known, expert: name.trim() }) }}><IconPlus className="i i-sm" aria-hidden />In the case, without a name: {what}</button>
    </div>
  )
}
