import { IconAlertOctagon, IconAlertTriangle, IconCheck, IconCircleCheck } from '@tabler/icons-react'
import type { ContrastAssessment, ContrastDecision, ContrastPattern } from '#shared/contrast/assessment.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { useClient } from '#renderer/api/ClientContext.tsx'
import { useSession, useSessionActions, useSessionStore } from '#renderer/features/session/index.ts'
import { useContrastView } from './contrastView.ts'
import { injectState } from './decision.ts'
import { answersOf } from './runEdits.ts'
import { RunNotes } from './RunNotes.tsx'
import { decisionWords, isStop, patternOrder, patternWords, vesselWords } from './words.ts'

type Contrast = CaseDocument['contrast']

export function ContrastPanel() {
  const document = useSession((state) => state.document)
  const { edit } = useSessionActions()
  const decide = useDecision()
  if (document === null) return <aside className="panel" aria-label="Contrast" />
  const { contrast } = document
  const answer = (step: string, change: Partial<Contrast>): void => { void edit(step, (before) => ({ ...before, contrast: { ...before.contrast, decision: null, ...change } })) }
  return (
    <aside className="panel" aria-label="Contrast">
      <div className="p-h"><h1>Contrast</h1></div>
      <div className="p-b scroll">
        <RunNotes />
        <section className="sec"><h2 id="vessel-question">Vessel filling seen?</h2>
          <div className="seg big3" role="radiogroup" aria-labelledby="vessel-question">
            {(['yes', 'no', 'unsure'] as const).map((choice) => (
              <button key={choice} type="button" role="radio" aria-checked={contrast.vesselFilling === choice} className={contrast.vesselFilling === choice ? 'on' : ''} onClick={() => { answer(`vessel filling ${vesselWords[choice]}`, { vesselFilling: choice }) }}>{vesselWords[choice]}</button>
            ))}
          </div>
        </section>
        <section className="sec"><h2 id="pattern-question">Pattern<span className="end">choose all that apply</span></h2>
          <div className="chips" role="group" aria-labelledby="pattern-question">
            {patternOrder.map((pattern) => <PatternChip key={pattern} pattern={pattern} isOn={contrast.patterns.includes(pattern)} onToggle={() => { answer(`pattern ${patternWords[pattern]}`, { patterns: toggled(contrast.patterns, pattern) }) }} />)}
          </div>
        </section>
        <section className="sec"><h2><label htmlFor="contrast-comment">Comment</label></h2>
          <textarea id="contrast-comment" className="field" key={contrast.comment} defaultValue={contrast.comment} rows={2} maxLength={2000} onBlur={(event) => { if (event.target.value !== contrast.comment) answer('comment on the contrast', { comment: event.target.value }) }} />
        </section>
      </div>
      <DecisionFoot contrast={contrast} onDecide={(decision) => { void decide(decision) }} />
    </aside>
  )
}

const toggled = (patterns: readonly ContrastPattern[], pattern: ContrastPattern): ContrastPattern[] =>
  patterns.includes(pattern) ? patterns.filter((other) => other !== pattern) : [...patterns, pattern]

function PatternChip({ pattern, isOn, onToggle }: { readonly pattern: ContrastPattern; readonly isOn: boolean; readonly onToggle: () => void }) {
  const mark = isOn ? <IconCheck size="1.25rem" aria-hidden /> : isStop(pattern) ? <IconAlertOctagon size="1.25rem" aria-hidden /> : <span className="bx" />
  return <button type="button" role="checkbox" aria-checked={isOn} className={`chip${isOn ? ' on' : ''}${isStop(pattern) ? ' st2' : ''}`} onClick={onToggle}>{mark}{patternWords[pattern]}</button>
}

function DecisionFoot({ contrast, onDecide }: { readonly contrast: Contrast; readonly onDecide: (decision: ContrastDecision) => void }) {
  const inject = injectState(contrast)
  return (
    <div className="p-f">
      <ul className="lf" id="contrast-todo" aria-live="polite">
        {inject.kind === 'waiting' && <li className="todo"><IconAlertTriangle className="caution" size="1.25rem" aria-hidden /><span><b>{inject.toDo.length} to do:</b> {inject.toDo.join('; ')}</span></li>}
        {inject.kind === 'off' && <li className="todo"><IconAlertOctagon className="stop" size="1.25rem" aria-hidden /><span>{inject.reason}</span></li>}
        {contrast.decision !== null && <li className="todo"><IconCircleCheck className="ok" size="1.25rem" aria-hidden /><span>Decision in the record: <b>{decisionWords[contrast.decision]}</b></span></li>}
      </ul>
      <div className="dec">
        {inject.kind !== 'off' && <button type="button" className={inject.kind === 'ready' ? 'btn pri' : 'btn wait'} aria-disabled={inject.kind !== 'ready'} aria-describedby="contrast-todo" onClick={() => { if (inject.kind === 'ready') onDecide('inject') }}>Inject</button>}
        <button type="button" className="btn" onClick={() => { onDecide('reposition') }}>Reposition</button>
        <button type="button" className="btn ab" onClick={() => { onDecide('abort') }}><IconAlertOctagon size="1.25rem" aria-hidden />Abort</button>
      </div>
    </div>
  )
}

/** Puts the decision into the record first; the case shows it only once the record has it. */
function useDecision(): (decision: ContrastDecision) => Promise<void> {
  const client = useClient()
  const store = useSessionStore()
  const { edit, notice } = useSessionActions()
  return async (decision) => {
    const { document, snapshot, operator } = store.getState()
    const view = useContrastView.getState()
    const run = view.runs[view.active]
    if (document === null || run === null || snapshot === null || snapshot.recordId === null) return notice('Confirm the side first: a decision belongs to a record.', 'problem')
    const { maskFrames, shiftPx, seenFrames } = answersOf(document, run)
    const { patterns, vesselFilling, comment } = document.contrast
    const assessment: ContrastAssessment = {
      seriesUid: run.seriesUid,
      subtraction: maskFrames.length === 0 ? null : { seriesUid: run.seriesUid, maskFrames, shiftPx },
      seenFrames: seenFrames.length === 0 ? [view.frames[view.active]] : seenFrames,
      patterns, vesselFilling, decision, comment,
    }
    const reply = await client.call('record.append', { recordId: snapshot.recordId, actor: operator, event: { kind: 'contrastAssessed', assessment } })
    if (!reply.ok) return notice(reply.error.message, 'problem')
    await edit(`decision ${decisionWords[decision]}`, (before) => ({ ...before, contrast: { ...before.contrast, decision } }))
    notice(`Decision saved: ${decisionWords[decision]}`)
  }
}
