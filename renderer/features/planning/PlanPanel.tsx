import { isPlanStale, useSession, useOperator, goToStage } from '#renderer/features/case/index.ts'
import { useCommands } from '#renderer/features/commands/index.ts'
import { useXrayPage, XrayPages } from '#renderer/features/xray/index.ts'
import { Notice, Panel, PrimaryButton, Section } from '#renderer/ui/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import { isHeadOpen, type StaleReason } from '#shared/planning/staleness.ts'
import { acceptPlan } from './acceptPlan.ts'
import { useEntryPlace } from './entryOnSkin.ts'
import { approachWords } from './approachWords.ts'
import { AnatomyAlarm, AnatomySection } from './AnatomySection.tsx'
import { AnglesSection } from './AnglesSection.tsx'
import { ComparePlans } from './compare/ComparePlans.tsx'
import { MarginsSection } from './MarginsSection.tsx'
import { JointSection } from './marks/JointSection.tsx'
import { useShownDocument } from './marks/liveMark.ts'
import { LandmarkSection } from './marks/LandmarkSection.tsx'
import { CheckSection } from './check/CheckSection.tsx'
import { carriedWords } from './check/OtherScanWords.tsx'
import type { OtherScan } from './check/useCheckLayer.ts'
import { isOfRun, StaleNotices } from './check/StaleNotice.tsx'
import { CatalogueSection, NeedleSection } from './NeedleSection.tsx'
import { PathNumbers } from './PathNumbers.tsx'
import { PlanList } from './PlanList.tsx'
import { ProjectionNumbers } from './ProjectionNumbers.tsx'
import { isAcceptanceStopped, problemsOf, sideUncheckedWords, targetSideOf } from './planChecks.ts'
import { PlanPages } from './planPages.tsx'
import { blockingProblems, planTodo } from './planTodo.ts'
import { OpenItems } from './OpenItems.tsx'
import { missingOf, openCautions, recordClearances, tooNearWords, type ClearanceRow } from './clearances.ts'
import { StructuresSection } from './StructuresSection.tsx'
import { WaysInSection } from './waysIn/WaysInSection.tsx'
import type { WaysState } from './waysIn/useWaysIn.ts'
import { usePlanEvaluation } from './usePlanEvaluation.ts'

/** Before there is a path there is no side, and any drawing counts. */
const noTarget = { targetLpsMm: null, side: null, midlineXMm: null }

type PlanPanelProps = { readonly series: SeriesDescription | null; readonly frame: number; readonly plans: readonly NeedlePlan[]; readonly active: NeedlePlan | null; readonly rows: readonly ClearanceRow[]; readonly ways: WaysState; readonly stale: readonly StaleReason[]; readonly other: OtherScan | null }

export function PlanPanel({ series, frame, plans, active, rows, ways, stale, other }: PlanPanelProps) {
  const document = useShownDocument()
  const recordId = useSession(state => state.saved?.recordId ?? null)
  const operator = useOperator() ?? ''
  const evaluation = usePlanEvaluation(active)
  const problems = blockingProblems(series)
  const volumePlan = active?.kind === 'volume' ? active : null
  const approach = volumePlan === null ? null : approachWords(volumePlan)
  const structures = rows.map(({ structure }) => structure)
  const wrong = volumePlan === null ? [] : problemsOf(volumePlan, series, document, structures)
  const elsewhere = document.plans.find(plan => plan.kind === 'volume' && plan.seriesUid !== series?.summary.seriesUid)
  const entryPlace = useEntryPlace(series, active)
  const accepted = active !== null && document.planAccepted?.planId === active.planId && !isPlanStale(document) && !stale.some(isOfRun) && !wrong.some(({ level }) => level === 'stop')
  const cautions = active?.kind === 'volume' ? openCautions(active, rows) : []
  const unchecked = stale.some(isHeadOpen) ? ['head position'] : []
  const todo = [...planTodo(active, evaluation.figures, series, wrong), ...unchecked, ...cautions.map(tooNearWords)]
  const missing = volumePlan === null ? [] : missingOf(structures, targetSideOf(volumePlan, document))
  const accept = (): void => { if (active !== null && recordId !== null) void acceptPlan(active, { recordId, operator, clearances: recordClearances(rows, missing), series, arteryVariantsLookedFor: document.planning.arteryVariantsLookedFor }) }
  useCommands({ 'accept-plan': { run: accept, reason: accepted ? 'Accepted already' : todo.length === 0 ? null : `${String(todo.length)} to do: ${todo.join('; ')}` } })
  const list = <PlanList plans={plans} activeId={active?.planId ?? null} acceptedId={isAcceptanceStopped(document) ? null : document.planAccepted?.planId ?? null} series={problems.length === 0 ? series : null} frame={frame} />
  const isPaired = useXrayPage(state => state.page === 'views') && series?.summary.kind !== 'volume'
  const isVolume = series?.summary.kind === 'volume' && active?.kind !== 'projection'
  return (
    <Panel
      title={active?.name ?? 'Plan'} tag={approach === null ? undefined : <span className="tag line">{approach}</span>} end={accepted ? 'accepted' : active === null ? undefined : document.planAccepted?.planId === active.planId ? 'to accept again' : 'draft, saved as drawn'}
      foot={accepted
        ? <PrimaryButton label="Go to Contrast" todo={unchecked} onPress={() => { goToStage('contrast') }} />
        : <>{volumePlan !== null && <OpenItems plan={volumePlan} rows={cautions} problems={wrong} by={operator} />}<PrimaryButton label="Accept plan" todo={todo} onPress={accept} /></>}
    >
      {problems.map(problem => <section key={problem.code} className="sec" aria-label="Planning is off"><Notice kind="stop" title="No plan on this series" code={problem.code}>{problem.message} Choose another series below the views.</Notice></section>)}
      {problems.length === 0 && (
        <>
          {series?.summary.kind === 'volume' && series.summary.modality === 'CT' && <AnatomyAlarm series={series} />}
          {volumePlan !== null && <PathNumbers landmarks={document.planning.landmarks} plan={volumePlan} evaluation={evaluation} entryPlace={entryPlace} volume={series?.summary.volume ?? null} />}
          {active?.kind === 'projection' && <ProjectionNumbers plan={active} series={series} />}
          {active !== null && <StaleNotices plan={active} reasons={stale} />}
          {wrong.map(problem => problem.code !== 'NEEDLE_TOO_SHORT' && problem.code !== 'RESERVE_SHORT' && problem.code !== 'TARGET_OUTSIDE_BAND' && <section key={problem.code} className="sec" aria-label="Problem"><Notice kind={problem.level} code={problem.code}>{problem.message}</Notice></section>)}
          {!isPaired && (active === null || planTodo(active, evaluation.figures, series).some(item => item === 'target' || item === 'entry')) && (
            <section className="sec" aria-label="How to begin"><Notice kind="info">{elsewhere !== undefined && active === null ? `${other?.carried === undefined || other.carried === null ? `${other?.name ?? elsewhere.name} lies on another scan; see Compare.` : `${carriedWords(other)} It is moved, and measured against structures, on its own scan.`} For a new path here set the target (T), then the entry (E).` : 'Set the target: point at the joint and press T. Then the entry: point at the skin and press E. Or choose Path and press both points.'}</Notice></section>
          )}
        </>
      )}
      {isVolume && problems.length === 0 ? (
        <PlanPages pages={{
          path: (
            <>
              <StructuresSection series={series} rows={rows} missing={volumePlan === null ? missingOf(structures, noTarget) : missing} note={volumePlan === null ? null : sideUncheckedWords(volumePlan, document)} />
              {active !== null && <NeedleSection plan={active} lengthMm={evaluation.figures?.lengthMm ?? null} problems={wrong} />}
              {volumePlan !== null && <AnglesSection figures={evaluation.figures} entry={volumePlan.entryLpsMm} target={volumePlan.targetLpsMm} series={series} />}
              {list}
            </>
          ),
          joint: (
            <>
              <JointSection series={series} plan={volumePlan} />
              <LandmarkSection series={series} plan={volumePlan} />
              {series.summary.modality === 'CT' && <AnatomySection series={series} />}
              <MarginsSection />
              <CatalogueSection />
            </>
          ),
          waysIn: series.summary.modality === 'CT' ? <WaysInSection series={series} plan={volumePlan} plans={plans} state={ways} /> : undefined,
          compare: (
            <>
              {series.summary.modality === 'CT' && <CheckSection series={series} />}
              <ComparePlans series={series} plans={plans.filter(plan => plan.kind === 'volume')} active={volumePlan} structures={structures} />
            </>
          ),
        }}
        />
      ) : (
        <XrayPages shownUid={series?.summary.seriesUid ?? null} frame={frame} path={(
          <>
            {active?.kind === 'projection' && problems.length === 0 && <NeedleSection plan={active} lengthMm={null} problems={[]} />}
            {active?.kind === 'projection' && problems.length === 0 && <Section title="Clearance along the path"><p className="sub">Clearances need CT.</p></Section>}
            {list}
          </>
        )}
        />
      )}
    </Panel>
  )
}
