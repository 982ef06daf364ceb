import { useEffect } from 'react'
import { Select } from '@mantine/core'
import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { useCaseDocument, useOperator, useSeriesDescription, writeDecimal } from '#renderer/features/case/index.ts'
import { Notice, Section } from '#renderer/ui/index.ts'
import { preloadSeries, useSeriesPixels } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { relationOf } from '#shared/planning/scanRelation.ts'
import { acceptFound, checkFigures, findActual, markActual, registerScans, sayNotMoved, useCheck, type CheckFigures } from './checkScan.ts'
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
  const { planning } = useCaseDocument()
  const half = useCheck(state => state.half)
  const { seriesUid } = series.summary
  const relation = relationOf(planning.registrations, plan.seriesUid, seriesUid)
  if (relation === null) return <Relate plan={plan} series={series} />
  const isHere = plan.actualNeedle?.seriesUid === seriesUid
  const figures = isHere ? checkFigures(plan, relation, planning.structures, planning.margins) : null
  const waiting = half !== null && half.planId === plan.planId && half.seriesUid === seriesUid ? half : null
  return (
    <>
      {relation.basis !== 'same' && <p className="sub">{relation.basis === 'registered' ? 'The scans are registered on bone.' : 'It was said that the head has not moved.'}</p>}
      <div className="row">
        <button type="button" className="btn sm" onClick={() => { void findActual(plan, relation, series) }}>Find the needle</button>
        <button type="button" className="btn sm" onClick={() => { markActual(plan, seriesUid, 'hubSide') }}>Shaft at the crosshair</button>
        <button type="button" className="btn sm" onClick={() => { markActual(plan, seriesUid, 'tip') }}>Tip at the crosshair</button>
      </div>
      {waiting !== null && <p className="sub" role="status">{waiting.tip === null ? 'Now the tip: put the crosshair on it.' : 'Now a point of the shaft near the hub.'}</p>}
      {figures === null && waiting === null && <p className="sub">No needle is marked on this scan.</p>}
      {figures !== null && (figures.ok ? <Figures figures={figures.value} /> : <Notice kind="caution" code={figures.error.code}>{figures.error.message}</Notice>)}
    </>
  )
}

/** Before anything is compared: does the bone lie where it lay? */
function Relate({ plan, series }: { readonly plan: VolumePlan; readonly series: SeriesDescription }) {
  const operator = useOperator() ?? ''
  const { progress, found, share } = useCheck()
  const { series: planSeries } = useSeriesDescription(plan.seriesUid)
  const pixels = useSeriesPixels(plan.seriesUid)
  const { seriesUid, volume } = series.summary
  useEffect(() => { if (planSeries !== null) return preloadSeries(planSeries) }, [planSeries])
  const isHere = pixels.total > 0 && pixels.loaded === pixels.total
  const isSameFrame = volume?.frameOfReferenceUid !== null && volume?.frameOfReferenceUid === plan.frameOfReferenceUid
  if (found !== null && found.from === plan.seriesUid && found.to === seriesUid) {
    const { motion, similarity, doubts, disagreement } = found.registration
    return (
      <>
        <p className="fig"><span className="mid">{writeDecimal(motion.mm)} mm, {writeDecimal(motion.deg)}°</span> <span className="sub">is how far the head moved at the joint. Bone agrees to {(similarity * 100).toFixed(0)} of 100; two searches ended {writeDecimal(disagreement.mm)} mm apart.</span></p>
        {doubts.map(({ code, message }) => <Notice key={code} kind="caution">{message}</Notice>)}
        <label className="cset"><span className="sub">Earlier scan in amber</span><input type="range" min={0} max={100} aria-label="Share of the earlier scan" value={share * 100} onChange={event => { useCheck.setState({ share: Number(event.currentTarget.value) / 100 }) }} /></label>
        <p className="sub">Bone edges must lie on each other in all planes.</p>
        <div className="row">
          <button type="button" className="btn sm" onClick={() => { acceptFound(operator) }}>Accept</button>
          <button type="button" className="btn sm ghost" onClick={() => { useCheck.setState({ found: null }) }}>Refuse</button>
        </div>
      </>
    )
  }
  return (
    <>
      <Notice kind="info" title="Not assessed">{plan.name} lies on another scan. Register the scans{isSameFrame ? ', or say that the head has not moved' : ': they have different frames of reference'}.</Notice>
      <div className="row">
        <button type="button" className="btn sm" aria-disabled={!isHere || progress !== null} onClick={() => { if (isHere && progress === null && planSeries !== null) void registerScans(plan, planSeries, series) }}>
          {progress !== null ? `Comparing positions, ${(progress * 100).toFixed(0)} %` : isHere ? 'Compare positions' : `Loading ${String(pixels.loaded)} of ${String(pixels.total)} images`}
        </button>
        {isSameFrame && <button type="button" className="btn sm" onClick={() => { sayNotMoved(plan.seriesUid, seriesUid, operator) }}>The head has not moved</button>}
      </div>
    </>
  )
}

const part = (value: number, positive: string, negative: string): string => `${writeDecimal(Math.abs(value))} mm ${value >= 0 ? positive : negative}`
const icons = { above: IconCircleCheck, caution: IconAlertTriangle, stop: IconAlertOctagon }

function Figures({ figures: { deviation, correction, clearances } }: { readonly figures: CheckFigures }) {
  return (
    <>
      <dl className="figs">
        <div><dt>Between the shafts</dt><dd>{writeDecimal(deviation.angleDeg)}°</dd></div>
        <div><dt>Tip along the path</dt><dd>{part(deviation.alongMm, 'beyond the target', 'short of the target')}</dd></div>
        <div><dt>Tip across the path</dt><dd>{writeDecimal(deviation.acrossMm)} mm</dd></div>
        <div><dt>Tip, in parts</dt><dd>{part(deviation.towardsLeftMm, 'LEFT', 'RIGHT')}<small>{part(deviation.towardsFrontMm, 'to the front', 'to the back')}, {part(deviation.towardsHeadMm, 'to the head', 'to the feet')}</small></dd></div>
        {correction.ok && <div><dt>From this tip to the target</dt><dd>{writeDecimal(correction.value.remainingMm)} mm<small>{correction.value.isAhead ? '' : 'behind the tip: draw back first. '}In-plane {writeDecimal(correction.value.inPlaneDeg)}°{correction.value.inPlaneTowards === 'NEITHER' ? '' : ` to ${correction.value.inPlaneTowards}`}, cranio-caudal {writeDecimal(Math.abs(correction.value.craniocaudalDeg))}° to {correction.value.craniocaudalDeg >= 0 ? 'head' : 'feet'}; the shaft turns by {writeDecimal(correction.value.turnDeg)}°</small></dd></div>}
        {!correction.ok && <div><dt>From this tip to the target</dt><dd>{correction.error.message}</dd></div>}
      </dl>
      {clearances.length === 0 && <p className="an"><IconCircleDashed className="i i-sm" aria-hidden />Clearance of the needle: not assessed, no structure is drawn.</p>}
      {clearances.map(({ structure, state }) => {
        if (state.kind === 'notAssessed') return <p key={structure.id} className="an"><IconCircleDashed className="i i-sm" aria-hidden />{structure.name}: not assessed. {state.why}</p>
        const Icon = icons[state.level]
        return <p key={structure.id} className={`an ${state.level === 'above' ? 'ok' : state.level}`}><Icon className="i i-sm" aria-hidden />{structure.name}: {writeDecimal(state.distanceMm)} mm from the needle, {writeDecimal(state.leastMm)} at worst</p>
      })}
    </>
  )
}

