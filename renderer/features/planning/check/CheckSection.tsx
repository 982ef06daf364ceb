import { Select } from '@mantine/core'
import { useOperator, useCaseDocument, writeClock, writeDecimal } from '#renderer/features/case/index.ts'
import { Notice, Section } from '#renderer/ui/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { relationOf, type ScanRelation } from '#shared/planning/scanRelation.ts'
import { missingOf } from '../clearances.ts'
import { targetSideOf } from '../planChecks.ts'
import { CheckNumbers } from './CheckNumbers.tsx'
import { checkFigures, type CheckFigures } from './checkFigures.ts'
import { confirmActual, findActual, here, markActual, takeOver, useCheck } from './checkScan.ts'
import { RelateScans } from './RelateScans.tsx'
import { useComparedPlan } from './useComparedPlan.ts'

/** Planned against actual: on a check scan, how the needle lies and how to go on. */
export function CheckSection({ series }: { readonly series: SeriesDescription }) {
  const { plan, choices, choose } = useComparedPlan(series)
  if (plan === null) return <Section title="Planned against actual"><p className="sub">Set entry and target of a path first. Then open the check scan in the strip of series.</p></Section>
  return (
    <Section title="Planned against actual" end="needle on this scan">
      {choices.length > 1 && <Select aria-label="Compare with the plan" data={choices.map(({ planId, name }) => ({ value: planId, label: name }))} value={plan.planId} onChange={choose} allowDeselect={false} />}
      <Compared key={plan.planId} plan={plan} series={series} />
    </Section>
  )
}

function Compared({ plan, series }: { readonly plan: VolumePlan; readonly series: SeriesDescription }) {
  const document = useCaseDocument()
  const { planning } = document
  const { half: waiting, missed: unheard, again, searching } = useCheck()
  const { seriesUid } = series.summary
  const relation = relationOf(planning.registrations, plan.seriesUid, seriesUid)
  if (relation === null || (again !== null && again.from === plan.seriesUid && again.to === seriesUid)) return <RelateScans plan={plan} series={series} isAgain={relation !== null} />
  const isHere = plan.actualNeedle?.seriesUid === seriesUid
  const structures = planning.structures.filter(each => each.seriesUid === plan.seriesUid)
  const figures = isHere ? checkFigures(plan, relation, structures, planning.margins) : null
  const half = here(waiting, plan.planId, seriesUid)
  const missed = here(unheard, plan.planId, seriesUid)
  const doubt = isHere ? plan.actualNeedle?.doubt : undefined
  return (
    <>
      <div className="row">
        <FindNeedle isSearching={here(searching, plan.planId, seriesUid) !== null} isBusy={searching !== null} onPress={() => { void findActual(plan, relation, series) }} />
        <button type="button" className="btn sm" onClick={() => { markActual(plan, series, 'hubSide') }}>Shaft at the crosshair</button>
        <button type="button" className="btn sm" onClick={() => { markActual(plan, series, 'tip') }}>Tip at the crosshair</button>
      </div>
      {missed !== null && <Notice kind="caution" title="No needle found for sure">{missed.message}</Notice>}
      {half !== null && <p className="sub" role="status">{half.tip === null ? 'Now the tip: put the crosshair on it.' : 'Now a point of the shaft near the hub.'}</p>}
      {doubt !== undefined && <Notice kind="caution" title="Check this needle" action={<button type="button" className="btn sm" onClick={() => { confirmActual(plan, series) }}>Tip and shaft are right</button>}>{doubt} Drag its ends, or mark them at the crosshair.</Notice>}
      {figures === null && half === null && missed === null && <p className="sub">No needle is marked on this scan.</p>}
      {figures !== null && (figures.ok ? <CheckNumbers figures={figures.value} missing={missingOf(structures, targetSideOf(plan, document))} /> : <Notice kind="caution" code={figures.error.code}>{figures.error.message}</Notice>)}
      {relation.answer !== null && <Basis plan={plan} relation={relation} answer={relation.answer} figures={figures?.ok === true ? figures.value : null} series={series} />}
    </>
  )
}

/** One button throughout, so that the focus stays on it; while it runs it says so and takes no second press. */
function FindNeedle({ isSearching, isBusy, onPress }: { readonly isSearching: boolean; readonly isBusy: boolean; readonly onPress: () => void }) {
  return (
    <>
      <button type="button" className={isSearching ? 'btn sm run' : 'btn sm'} aria-disabled={isBusy} aria-busy={isSearching} onClick={() => { if (!isBusy) onPress() }}>
        {isSearching && <i className="runs" aria-hidden />}
        <span>{isSearching ? 'Looking for the needle' : 'Find the needle'}</span>
      </button>
      <span className="sr" role="status">{isSearching ? 'Looking for the needle' : ''}</span>
    </>
  )
}

type BasisProps = { readonly plan: VolumePlan; readonly relation: ScanRelation; readonly answer: NonNullable<ScanRelation['answer']>; readonly figures: CheckFigures | null; readonly series: SeriesDescription }

/** What the comparison rests on, and who said so. */
function Basis({ plan, relation, answer: { by, atIso }, figures, series }: BasisProps) {
  const operator = useOperator() ?? ''
  const at = writeClock(new Date(atIso))
  const who = by === '' ? `At ${at}` : `${by}, ${at}`
  return (
    <>
      <p className="sub">
        {relation.basis === 'registered'
          ? `The scans are registered on bone. Accepted: ${who}.${figures === null ? '' : ` The target moved by ${writeDecimal(figures.movedMm)} mm.`}${relation.repeatsWithinMm === null ? '' : ` Two searches agree within ${writeDecimal(Math.max(relation.repeatsWithinMm, 0.1))} mm; clearances at worst count it.`}`
          : `${who}: it was said that the head has not moved. Nothing was measured, so no uncertainty is known.`}
      </p>
      <div className="row">
        <button type="button" className="btn sm" onClick={() => { useCheck.setState({ again: { from: plan.seriesUid, to: series.summary.seriesUid } }) }}>Compare positions again</button>
        <button type="button" className="btn sm" onClick={() => { takeOver(plan, relation, series, operator) }}>Take {plan.name} over to this scan</button>
      </div>
    </>
  )
}
