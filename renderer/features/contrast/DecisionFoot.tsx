import { useState } from 'react'
import { IconAlertOctagon, IconAlertTriangle, IconCheck, IconCircleCheck } from '@tabler/icons-react'
import { useXrayPage } from '#renderer/features/xray/index.ts'
import { Segmented } from '#renderer/ui/index.ts'
import type { ContrastDecision, ContrastPattern } from '#shared/contrast/assessment.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { answer } from './answers.ts'
import type { InjectState, ToDo } from './decision.ts'
import { leadTo } from './leadTo.ts'
import { OneLine } from './OneLine.tsx'
import { decisionWords, isStop, patternOrder, patternWords, vesselWords } from './words.ts'

type Contrast = CaseDocument['contrast']
const vesselChoices = (['yes', 'no', 'unsure'] as const).map((value) => ({ value, label: vesselWords[value] }))

/** Part of the foot: what is to be answered is never scrolled out of sight. `slow`: why fast flow may not be on the run. `yields`: another page is open, which on a small screen has the room. */
export function Answers({ contrast: { patterns, vesselFilling }, slow, yields }: { readonly contrast: Contrast; readonly slow: string | null; readonly yields: boolean }) {
  return (
    <div className={yields ? 'answers yields' : 'answers'}>
      <section className="sec" aria-label="Pattern" id="contrast-patterns">
        <h2>Pattern<span className="end">{patterns.length > 1 ? <b className="mixed">Mixed</b> : 'choose all that apply'}</span></h2>
        <div className="chips" role="group" aria-label="Pattern">
          {patternOrder.map((pattern) => <PatternChip key={pattern} pattern={pattern} isOn={patterns.includes(pattern)} onToggle={() => { answer(`pattern ${patternWords[pattern]}`, { patterns: toggled(patterns, pattern) }) }} />)}
        </div>
      </section>
      <section className="sec" aria-label="Vessel filling seen?" id="contrast-vessel">
        <h2>Vessel filling seen?</h2>
        {slow !== null && <p className="todo slow"><IconAlertTriangle className="caution" size="1.1rem" aria-hidden /><span>{slow}</span></p>}
        <Segmented label="Vessel filling seen?" className="big3" choices={vesselChoices} value={vesselFilling} onChange={(next) => { answer(`vessel filling ${vesselWords[next]}`, { vesselFilling: next }) }} />
      </section>
    </div>
  )
}

/** In their place there: what was answered, and the way back to it. */
export function AnswersLine({ contrast: { vesselFilling, patterns } }: { readonly contrast: Contrast }) {
  const seen = vesselFilling === null ? 'not answered' : vesselWords[vesselFilling]
  const names = patterns.length === 0 ? 'not chosen' : patterns.map((pattern) => patternWords[pattern]).join(', ')
  return <p className="answers-line"><span>Pattern: <b>{names}</b>. Vessel filling: <b>{seen}</b>.</span><button type="button" className="btn sm" onClick={() => { useXrayPage.setState({ page: 'path' }) }}>Answers</button></p>
}

const toggled = (patterns: readonly ContrastPattern[], pattern: ContrastPattern): ContrastPattern[] =>
  patterns.includes(pattern) ? patterns.filter((other) => other !== pattern) : [...patterns, pattern]

function PatternChip({ pattern, isOn, onToggle }: { readonly pattern: ContrastPattern; readonly isOn: boolean; readonly onToggle: () => void }) {
  const mark = isOn ? <IconCheck size="1.25rem" aria-hidden /> : isStop(pattern) ? <IconAlertOctagon size="1.25rem" aria-hidden /> : <span className="bx" />
  return <button type="button" role="checkbox" aria-checked={isOn} className={`chip${isOn ? ' on' : ''}${isStop(pattern) ? ' st2' : ''}`} onClick={onToggle}>{mark}{patternWords[pattern]}</button>
}

/** Everything that is to do, each with the way there. */
export function ToDoSection({ toDo }: { readonly toDo: readonly ToDo[] }) {
  if (toDo.length === 0) return null
  return (
    <section className="sec" aria-label="To do before Inject">
      <h2>To do before Inject<span className="end">{toDo.length}</span></h2>
      <ul className="gos">
        {toDo.map(({ words, lead }) => (
          <li key={words}>{lead.kind === 'none' ? words : <button type="button" onClick={() => { leadTo(lead) }}>{words}</button>}</li>
        ))}
      </ul>
    </section>
  )
}

type DecisionFootProps = { readonly contrast: Contrast; readonly inject: InjectState; readonly onDecide: (decision: ContrastDecision) => void }

export function DecisionFoot({ contrast, inject, onDecide }: DecisionFootProps) {
  const isReady = inject.kind === 'ready' || inject.kind === 'against'
  const look = inject.kind === 'ready' ? 'btn pri' : inject.kind === 'against' ? 'btn against' : 'btn wait'
  return (
    <>
      <div className="lf" id="contrast-todo" aria-live="polite">
        {(inject.kind === 'waiting' || inject.kind === 'against') && <NotReady toDo={inject.toDo} reason={inject.kind === 'against' ? inject.reason : ''} />}
        {inject.kind === 'off' && <p className="todo"><IconAlertOctagon className="stop" size="1.25rem" aria-hidden /><span>{inject.reason}</span></p>}
        {contrast.decision !== null && <p className="todo"><IconCircleCheck className="ok" size="1.25rem" aria-hidden /><span>Decision in the record: <b>{decisionWords[contrast.decision]}</b></span></p>}
      </div>
      <div className="dec">
        {inject.kind !== 'off' && <button type="button" className={look} aria-disabled={!isReady} aria-describedby="contrast-todo" onClick={() => { if (isReady) onDecide('inject') }}>Inject{inject.kind === 'against' && <small>against the list</small>}</button>}
        <button type="button" className="btn" onClick={() => { onDecide('reposition') }}>Reposition</button>
        <button type="button" className="btn ab" onClick={() => { onDecide('abort') }}><IconAlertOctagon size="1.25rem" aria-hidden />Abort</button>
      </div>
    </>
  )
}

/** The next thing to do, with the way there; and the way on without, which takes a reason. */
function NotReady({ toDo, reason }: { readonly toDo: readonly ToDo[]; readonly reason: string }) {
  const [isAsked, setAsked] = useState(false)
  const [first] = toDo
  const keep = (next: string): void => {
    setAsked(false)
    if (next !== reason) answer(next === '' ? 'reason taken away' : 'reason to go on against the list', { againstListReason: next })
  }
  return (
    <>
      <div className="todo">
        <IconAlertTriangle className="caution" size="1.25rem" aria-hidden />
        <span><b>{toDo.length} to do:</b> {first?.words}{toDo.length > 1 && `, and ${String(toDo.length - 1)} more`}</span>
        {first !== undefined && first.lead.kind !== 'none' && <button type="button" className="btn sm go" aria-label={`Go there: ${first.words}`} onClick={() => { leadTo(first.lead) }}>Go</button>}
      </div>
      {isAsked || reason !== ''
        ? <OneLine label="Reason to go on against the list" placeholder="Reason to go on; the record keeps it with the list" value={reason} maxLength={500} onDone={keep} autoFocus={reason === ''} />
        : <button type="button" className="linkish" onClick={() => { setAsked(true) }}>Go on against the list</button>}
    </>
  )
}
