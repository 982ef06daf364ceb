import { useCaseDocument, useSeriesDescription, useTypedInCase } from '#renderer/features/case/index.ts'
import { useKeyedRun, type ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import { useXrayPage, XrayPages } from '#renderer/features/xray/index.ts'
import { Panel, Section, Segmented } from '#renderer/ui/index.ts'
import { slowWords, type RunPace } from '#shared/contrast/runPace.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { answer } from './answers.ts'
import { showContrastPage, type ContrastPage } from './contrastPage.ts'
import { showFrame, useActiveRun, useContrastView, viewIdOf, type RunChoice, type Slot } from './contrastView.ts'
import { CtSection } from './ct/CtSection.tsx'
import { shownSlice } from './ct/shownSlice.ts'
import { injectState, toDoFor, type DecidedOn } from './decision.ts'
import { Answers, AnswersLine, DecisionFoot, ToDoSection } from './DecisionFoot.tsx'
import { EarlierDecisions } from './EarlierDecisions.tsx'
import { FlowPage } from './FlowPage.tsx'
import { InjectionSection, injectionWords } from './InjectionSection.tsx'
import { QualitySection } from './QualitySection.tsx'
import { RunNotes } from './RunNotes.tsx'
import { answersOf } from './runEdits.ts'
import { paceOfRun } from './runRate.ts'
import { decidedRun, lateralState } from './seenRuns.ts'
import { LateralSection, SeenSection, ViewQuestions } from './SeenSections.tsx'
import { SubtractionSection } from './subtraction/SubtractionSection.tsx'
import { takeDecision } from './takeDecision.ts'
import { TrueViewSection } from './TrueViewSection.tsx'
import './decision.css'

type ContrastPanelProps = { readonly slots: readonly Slot[]; readonly runs: readonly ListedRun[]; readonly page: ContrastPage; /** CT scans, oldest first. */ readonly scans: readonly SeriesSummary[] }

const pages = [{ value: 'runs', label: 'X-ray runs' }, { value: 'ct', label: 'CT' }] as const

export function ContrastPanel({ slots, runs, page, scans }: ContrastPanelProps) {
  const document = useCaseDocument()
  const { contrast } = document
  const choice = useActiveRun()
  // While it plays, the frame it was played from: what marks on a frame stops it first.
  const frame = useKeyedRun(({ run }) => run?.cine.stillFrame ?? run?.firstFrame ?? 0)
  const slot = useContrastView((state) => state.active)
  const on: DecidedOn = runs.length > 0 ? { kind: 'runs', runs } : { kind: 'ct' }
  const rate = useRate(on)
  const isElsewhere = useXrayPage((state) => state.page !== 'path') && page !== 'ct' && choice !== null
  const decide = (decision: Parameters<typeof takeDecision>[0]): void => {
    const shownFrame = useKeyedRun.getState().run?.cine.frame
    void takeDecision(decision, {
      on, toDo: toDoFor(document, on), pace: rate.pace, evidenceKeys: on.kind === 'runs' ? runs.map(({ key }) => key) : scans.map(({ seriesUid }) => seriesUid),
      shown: page === 'ct' ? shownSlice(scans) : choice === null || shownFrame === undefined ? null : { ...choice, frame: shownFrame },
    })
  }
  const look = <Look document={document} on={on} slots={slots} choice={page === 'runs' ? choice : null} />
  return (
    <Panel
      title={`Injection ${String(contrast.injection.number)}`} end={<span className="inj-w">{injectionWords(contrast.injection)}</span>}
      foot={<>
        {isElsewhere && <AnswersLine contrast={contrast} />}
        <Answers contrast={contrast} slow={rate.slow} yields={isElsewhere} />
        <DecisionFoot contrast={contrast} inject={injectState(document, on)} onDecide={decide} />
      </>}
    >
      {runs.length > 0 && scans.length > 1 && <div className="sec"><Segmented<ContrastPage> label="What is shown" choices={pages} value={page} onChange={showContrastPage} /></div>}
      {page === 'ct' && <CtSection scans={scans} />}
      {page === 'ct' || choice === null ? look : <XrayPages pathTitle="Look" path={look} flow={<FlowPage />} shownUid={choice.seriesUid} frame={frame} viewId={viewIdOf(slot)} onShow={(series, to) => { showFrame(series, to, 'native') }} />}
    </Panel>
  )
}

type LookProps = { readonly document: CaseDocument; readonly on: DecidedOn; readonly slots: readonly Slot[]; readonly choice: RunChoice | null }

function Look({ document, on, slots, choice }: LookProps) {
  const { contrast } = document
  const runs = on.kind === 'runs' ? on.runs : []
  const lateral = lateralState(contrast, runs)
  const slot = useContrastView((state) => state.active)
  return (
    <>
      <ViewQuestions slots={slots} runs={runs} />
      {on.kind === 'runs' && <SeenSection contrast={contrast} runs={runs} />}
      {on.kind === 'runs' && lateral !== 'seen' && <LateralSection lateral={lateral} reason={contrast.noLateralReason} onReason={(noLateralReason) => { answer('reason for no lateral', { noLateralReason }) }} />}
      {choice !== null && <SubtractionSection slot={slot} choice={choice} />}
      <QualitySection quality={contrast.quality} />
      <InjectionSection injection={contrast.injection} ct={contrast.ct} />
      <ToDoSection toDo={toDoFor(document, on)} />
      <EarlierDecisions />
      {choice !== null && <TrueViewSection choice={choice} runs={runs} />}
      {choice !== null && <RunNotes choice={choice} />}
      <Section title="Comment">
        <Comment comment={contrast.comment} />
      </Section>
    </>
  )
}

function Comment({ comment }: { readonly comment: string }) {
  const { shown, type, leave } = useTypedInCase(comment, (next) => { answer('comment on the contrast', { comment: next }) })
  return <textarea className="field" aria-label="Comment on the contrast" value={shown} rows={2} maxLength={2000} onChange={(event) => { type(event.currentTarget.value) }} onBlur={leave} />
}

/** How fast the run is that the decision rests on, and what is to be said about vessels if that is slow. */
function useRate(on: DecidedOn): { readonly pace: RunPace | null; readonly slow: string | null } {
  const document = useCaseDocument()
  const run = on.kind === 'runs' ? decidedRun(document.contrast, on.runs) : null
  const { series } = useSeriesDescription(run?.seriesUid ?? null)
  if (run === null || series === null || run.frames < 2) return { pace: null, slow: null }
  const pace = paceOfRun(series, run.run, answersOf(document, run).maskFrames)
  return { pace, slow: slowWords(pace) }
}
