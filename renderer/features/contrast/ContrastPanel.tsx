import { IconAlertOctagon, IconAlertTriangle, IconCheck, IconCircleCheck } from '@tabler/icons-react'
import { editCase, useCaseDocument } from '#renderer/features/case/index.ts'
import { useXrayPage, XrayPages } from '#renderer/features/xray/index.ts'
import { Panel, Section, Segmented } from '#renderer/ui/index.ts'
import type { ContrastDecision, ContrastPattern } from '#shared/contrast/assessment.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { showFrame, useActiveRun, useContrastView, viewIdOf, type Slot } from './contrastView.ts'
import { injectState } from './decision.ts'
import { useKeyedRun, type ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import { FlowPage } from './FlowPage.tsx'
import { RunNotes } from './RunNotes.tsx'
import { lateralState, type LateralState } from './seenRuns.ts'
import { LateralSection, SeenSection, ViewQuestions } from './SeenSections.tsx'
import { takeDecision } from './takeDecision.ts'
import { TrueViewSection } from './TrueViewSection.tsx'
import { decisionWords, isStop, patternOrder, patternWords, vesselWords } from './words.ts'

type Contrast = CaseDocument['contrast']

const vesselChoices = (['yes', 'no', 'unsure'] as const).map((value) => ({ value, label: vesselWords[value] }))

/** A changed answer reopens the decision: it was taken on other answers. */
const answer = (step: string, change: Partial<Contrast>): void => { void editCase(step, (before) => ({ ...before, contrast: { ...before.contrast, decision: null, ...change } })) }

type ContrastPanelProps = { readonly slots: readonly Slot[]; readonly runs: readonly ListedRun[] }

export function ContrastPanel({ slots, runs }: ContrastPanelProps) {
  const { contrast } = useCaseDocument()
  const choice = useActiveRun()
  // While it plays, the frame it was played from: what marks on a frame stops it first.
  const frame = useKeyedRun(({ run }) => run?.cine.stillFrame ?? run?.firstFrame ?? 0)
  const slot = useContrastView((state) => state.active)
  const lateral = lateralState(contrast, runs)
  const isElsewhere = useXrayPage(({ page }) => page !== 'path') && choice !== null
  const look = (
    <>
      <ViewQuestions slots={slots} runs={runs} />
      <SeenSection contrast={contrast} runs={runs} />
      {lateral !== 'seen' && <LateralSection lateral={lateral} reason={contrast.noLateralReason} onReason={(noLateralReason) => { answer('reason for no lateral', { noLateralReason }) }} />}
      {choice !== null && <TrueViewSection choice={choice} runs={runs} />}
      {choice !== null && <RunNotes choice={choice} />}
      <Section title="Comment">
        <textarea className="field" aria-label="Comment on the contrast" key={contrast.comment} defaultValue={contrast.comment} rows={2} maxLength={2000} onBlur={(event) => { if (event.target.value !== contrast.comment) answer('comment on the contrast', { comment: event.target.value }) }} />
      </Section>
    </>
  )
  return (
    <Panel
      title="Contrast"
      foot={<>
        {isElsewhere && <AnswersLine contrast={contrast} />}
        <Answers contrast={contrast} yields={isElsewhere} />
        <DecisionFoot contrast={contrast} lateral={lateral} onDecide={(decision) => { void takeDecision(decision, choice, lateral) }} />
      </>}
    >
      {choice === null ? look : <XrayPages pathTitle="Look" path={look} flow={<FlowPage />} shownUid={choice.seriesUid} frame={frame} viewId={viewIdOf(slot)} onShow={(series, to) => { showFrame(series, to, 'native') }} />}
    </Panel>
  )
}

/** Part of the foot: what is to be answered is never scrolled out of sight. */
function Answers({ contrast, yields }: { readonly contrast: Contrast; readonly yields: boolean }) {
  return (
    <div className={yields ? 'answers yields' : 'answers'}>
      <Section title="Vessel filling seen?">
        <Segmented label="Vessel filling seen?" className="big3" choices={vesselChoices} value={contrast.vesselFilling} onChange={(vesselFilling) => { answer(`vessel filling ${vesselWords[vesselFilling]}`, { vesselFilling }) }} />
      </Section>
      <Section title="Pattern" end="choose all that apply">
        <div className="chips" role="group" aria-label="Pattern">
          {patternOrder.map((pattern) => <PatternChip key={pattern} pattern={pattern} isOn={contrast.patterns.includes(pattern)} onToggle={() => { answer(`pattern ${patternWords[pattern]}`, { patterns: toggled(contrast.patterns, pattern) }) }} />)}
        </div>
      </Section>
    </div>
  )
}

/** On a small screen, in their place while another page has the room: what was answered, and the way to it. */
function AnswersLine({ contrast: { vesselFilling, patterns } }: { readonly contrast: Contrast }) {
  const seen = vesselFilling === null ? 'not answered' : vesselWords[vesselFilling]
  const names = patterns.length === 0 ? 'not chosen' : patterns.map((pattern) => patternWords[pattern]).join(', ')
  return <p className="answers-line"><span>Vessel filling: <b>{seen}</b>. Pattern: <b>{names}</b>.</span><button type="button" className="btn sm" onClick={() => { useXrayPage.setState({ page: 'path' }) }}>Answers</button></p>
}

const toggled = (patterns: readonly ContrastPattern[], pattern: ContrastPattern): ContrastPattern[] =>
  patterns.includes(pattern) ? patterns.filter((other) => other !== pattern) : [...patterns, pattern]

function PatternChip({ pattern, isOn, onToggle }: { readonly pattern: ContrastPattern; readonly isOn: boolean; readonly onToggle: () => void }) {
  const mark = isOn ? <IconCheck size="1.25rem" aria-hidden /> : isStop(pattern) ? <IconAlertOctagon size="1.25rem" aria-hidden /> : <span className="bx" />
  return <button type="button" role="checkbox" aria-checked={isOn} className={`chip${isOn ? ' on' : ''}${isStop(pattern) ? ' st2' : ''}`} onClick={onToggle}>{mark}{patternWords[pattern]}</button>
}

function DecisionFoot({ contrast, lateral, onDecide }: { readonly contrast: Contrast; readonly lateral: LateralState; readonly onDecide: (decision: ContrastDecision) => void }) {
  const inject = injectState(contrast, lateral)
  return (
    <>
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
    </>
  )
}
