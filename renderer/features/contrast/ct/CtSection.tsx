import { useEffect } from 'react'
import { Select } from '@mantine/core'
import { useCaseDocument, useOperator, useSeriesDescription, writeClock, writeSeries, writeTime } from '#renderer/features/case/index.ts'
import { RelateScans, useCheck } from '#renderer/features/planning/index.ts'
import { Notice, Section } from '#renderer/ui/index.ts'
import { preloadSeries, useSeriesPixels, useSeriesViewing, useViewing } from '#renderer/viewports/index.ts'
import { ctRows } from '#shared/reporting/assessmentRows.ts'
import type { SeriesDescription, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { relationOf } from '#shared/planning/scanRelation.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { isCtOld } from './ctInputs.ts'
import { proposedPick, samePick, useCtLooking, type CtPick } from './ctPick.ts'
import { focusOn, type CtFocus } from './ctStructures.ts'
import { measureCt, showDifferenceAgain } from './measureCt.ts'
import './ct.css'

/** CT before and after contrast: which scans, how they lie to each other, and what has become opaque. */
export function CtSection({ scans }: { readonly scans: readonly SeriesSummary[] }) {
  const pick = useCtLooking((state) => state.pick) ?? proposedPick(scans)
  if (pick === null) return <Section title="CT before and after"><p className="sub">Two CT scans of the joint are needed: one before contrast, one after.</p></Section>
  return (
    <Section title="CT before and after">
      <ScanChoices scans={scans} pick={pick} />
      {pick.before === pick.after || pick.later === pick.after || pick.later === pick.before ? <Notice kind="caution">A scan cannot be compared with itself. Choose another.</Notice> : <Comparison key={`${pick.before} ${pick.after} ${pick.later ?? ''}`} pick={pick} />}
    </Section>
  )
}

function ScanChoices({ scans, pick }: { readonly scans: readonly SeriesSummary[]; readonly pick: CtPick }) {
  const data = scans.map((scan) => ({ value: scan.seriesUid, label: `${scan.acquiredAt === null ? '' : `${writeTime(scan.acquiredAt)} `}${writeSeries(scan)}` }))
  const choose = (change: Partial<CtPick>): void => { useCtLooking.setState({ pick: { ...pick, ...change }, focus: null }) }
  return (
    <div className="cts">
      <span>Before</span><Select aria-label="CT before contrast" size="xs" data={data} value={pick.before} allowDeselect={false} onChange={(before) => { if (before !== null) choose({ before }) }} />
      <span>After</span><Select aria-label="CT after contrast" size="xs" data={data} value={pick.after} allowDeselect={false} onChange={(after) => { if (after !== null) choose({ after }) }} />
      <span>Later</span><Select aria-label="Later CT" size="xs" data={data} value={pick.later} placeholder="none" clearable onChange={(later) => { choose({ later }) }} />
    </div>
  )
}

function Comparison({ pick }: { readonly pick: CtPick }) {
  const document = useCaseDocument()
  const { series: before } = useSeriesDescription(pick.before)
  const { series: after } = useSeriesDescription(pick.after)
  const { series: later } = useSeriesDescription(pick.later)
  usePreloaded(before)
  usePreloaded(later)
  const said = useCtLooking((state) => state.focus)
  const crosshair = useSeriesViewing(pick.after).crosshairLpsMm
  const focus = focusOn(document, pick.after, said?.seriesUid === pick.after ? said.point : null, crosshair)
  if (before === null || after === null || (pick.later !== null && later === null)) return <p className="sub">Reading the scans.</p>
  if (focus === null) return <Notice kind="caution">Press on the joint in a view: the crosshair marks where contrast is looked for.</Notice>
  return (
    <>
      <Around pick={pick} focus={focus} crosshair={crosshair} />
      <Relate of={before} to={after} name="What was there before contrast" focus={focus} other="earlier" />
      {later !== null && <Relate of={later} to={after} name="What a later scan shows" focus={focus} other="later" />}
      <Measure pick={pick} series={{ before, after, later }} focus={focus} />
    </>
  )
}

function usePreloaded(series: SeriesDescription | null): void {
  useEffect(() => (series === null ? undefined : preloadSeries(series)), [series])
}

function Around({ pick, focus, crosshair }: { readonly pick: CtPick; readonly focus: CtFocus; readonly crosshair: ReturnType<typeof useSeriesViewing>['crosshairLpsMm'] }) {
  return (
    <div className="around">
      <p className="sub">Looked at within 35 mm of {focus.words}.</p>
      {crosshair !== null && <button type="button" className="btn sm ghost" onClick={() => { useCtLooking.setState({ focus: { seriesUid: pick.after, point: crosshair } }) }}>Set to the crosshair</button>}
      <button type="button" className="btn sm ghost" onClick={() => { useViewing.getState().setSeriesViewing(pick.after, { crosshairLpsMm: focus.point }) }}>Show it</button>
    </div>
  )
}

type RelateProps = { readonly of: SeriesDescription; readonly to: SeriesDescription; readonly name: string; readonly focus: CtFocus; readonly other: 'earlier' | 'later' }

/** How the two scans lie to each other: asked until somebody has accepted or said it. */
function Relate({ of, to, name, focus, other }: RelateProps) {
  const { planning } = useCaseDocument()
  const { again } = useCheck()
  const [from, onto] = [of.summary.seriesUid, to.summary.seriesUid]
  const relation = relationOf(planning.registrations, from, onto)
  const isAgain = again !== null && again.from === from && again.to === onto
  if (relation !== null && !isAgain) {
    return (
      <p className="an ok related">
        {other === 'earlier' ? 'Before and after' : 'After and later'}: {relation.basis === 'stated' ? 'said not to have moved' : `registered on bone${relation.repeatsWithinMm === null ? '' : `, repeats within ${Math.max(relation.repeatsWithinMm, 0.1).toFixed(1)} mm`}`}
        <button type="button" className="linkish" onClick={() => { useCheck.setState({ again: { from, to: onto } }) }}>again</button>
      </p>
    )
  }
  const [x, y, z] = focus.point
  return <RelateScans plan={{ name, seriesUid: from, frameOfReferenceUid: of.summary.volume?.frameOfReferenceUid ?? null, targetLpsMm: [x, y, z] }} series={to} isAgain={isAgain} other={other} />
}

type MeasureProps = { readonly pick: CtPick; readonly series: { readonly before: SeriesDescription; readonly after: SeriesDescription; readonly later: SeriesDescription | null }; readonly focus: CtFocus }

function Measure({ pick, series, focus }: MeasureProps) {
  const document = useCaseDocument()
  const operator = useOperator() ?? ''
  const { measuring, difference, share, askedAgain } = useCtLooking()
  const pixels = [useSeriesPixels(pick.before), useSeriesPixels(pick.after), useSeriesPixels(pick.later ?? pick.after)]
  const { registrations } = document.planning
  const isRelated = relationOf(registrations, pick.before, pick.after) !== null && (pick.later === null || relationOf(registrations, pick.later, pick.after) !== null)
  const isLoaded = pixels.every(({ loaded, total }) => total > 0 && loaded === total)
  const { ct } = document.contrast
  const isHere = ct !== null && samePick({ before: ct.figures.beforeSeriesUid, after: ct.figures.afterSeriesUid, later: ct.figures.laterSeriesUid }, pick)
  const isShown = difference !== null && samePick(difference.pick, pick)
  const wasAsked = askedAgain !== null && samePick(askedAgain, pick)
  const isMissing = isHere && !isShown && isLoaded && isRelated && !measuring && !wasAsked
  const { before, after, later } = series
  useEffect(() => {
    if (isMissing && ct !== null) void showDifferenceAgain(pick, { before, after, later }, ct.figures)
  }, [isMissing, ct, pick, before, after, later])
  if (!isRelated) return null
  return (
    <>
      <button
        type="button" className={isHere ? 'btn sm' : 'btn sm pri'} aria-disabled={!isLoaded || measuring} aria-busy={measuring}
        onClick={() => { if (isLoaded && !measuring) void measureCt(pick, series, focus, operator) }}
      >
        {measuring ? 'Subtracting the scans' : !isLoaded ? `Loading ${String(pixels.reduce((sum, { loaded }) => sum + loaded, 0))} of ${String(pixels.reduce((sum, { total }) => sum + total, 0))} images` : isHere ? 'Subtract again' : 'Subtract and measure'}
      </button>
      {isShown && <label className="cset"><span className="sub">After minus before</span><input type="range" min={0} max={100} aria-label="Share of the difference" value={share * 100} onChange={(event) => { useCtLooking.setState({ share: Number(event.currentTarget.value) / 100 }) }} /></label>}
      {isHere && !isShown && wasAsked && !measuring && <p className="sub">The outline is kept with the case. Subtract again to see the difference.</p>}
      {isHere && <Figures figures={ct.figures} isOld={isCtOld(document)} />}
    </>
  )
}

type Figures = NonNullable<CaseDocument['contrast']['ct']>['figures']

function Figures({ figures, isOld }: { readonly figures: Figures; readonly isOld: boolean }) {
  return (
    <>
      {isOld && <Notice kind="caution">Drawings, registrations or needles were changed since. Subtract again.</Notice>}
      {figures.discordance !== null && <Notice kind="caution" title="Too little is seen">{figures.discordance}</Notice>}
      {figures.volumeMl.value === null && figures.volumeMl.reason !== null && <Notice kind="caution" title="No volume">{figures.volumeMl.reason}</Notice>}
      <dl className="ctfigs" aria-label="Contrast on CT">
        {ctRows(figures).filter(({ words }) => words !== figures.discordance).map(({ term, words }) => <div key={term}><dt>{term}</dt><dd>{words === figures.volumeMl.reason ? 'not given: scanner at its ceiling' : words}</dd></div>)}
      </dl>
      <p className="sub">Measured {writeClock(new Date(figures.atIso))}{figures.by === '' ? '' : `, ${figures.by}`}. Key K keeps a picture of it.</p>
    </>
  )
}
