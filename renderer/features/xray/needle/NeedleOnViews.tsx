import { IconTrash } from '@tabler/icons-react'
import { editCase, writeDecimal } from '#renderer/features/case/index.ts'
import { Section } from '#renderer/ui/index.ts'
import { useViewing, type FrameCalibration } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { BarrelCheck } from '#shared/projection/imageNeedle.ts'
import type { SidesState } from '#shared/projection/pairGeometry.ts'
import type { PairSlot } from '#shared/projection/twoViews.ts'
import type { RunPlace, ViewPair } from '#shared/projection/viewPair.ts'
import { nextEnd, withoutNeedleEnd } from './needleEdits.ts'
import { viewFigures, type ViewFigures } from './needleFigures.ts'
import { NeedleInSpace } from './NeedleInSpace.tsx'

export type NeedleView = { readonly slot: PairSlot; readonly name: string; readonly place: RunPlace; readonly series: SeriesDescription; readonly frame: number }
type NeedleOnViewsProps = { readonly document: CaseDocument; readonly views: readonly NeedleView[]; readonly described: readonly SeriesDescription[]; readonly pair: ViewPair | null; readonly sidesState: SidesState }

/** The needle as it lies, on each picture for itself and, from both, in space. */
export function NeedleOnViews({ document, views, described, pair, sidesState }: NeedleOnViewsProps) {
  const isMarking = useViewing((state) => state.activeTool === 'shaft')
  return (
    <Section title="Needle as it lies">
      <div className="row"><button type="button" className={`btn sm${isMarking ? ' on' : ''}`} aria-pressed={isMarking} onClick={() => { useViewing.getState().setActiveTool(isMarking ? 'path' : 'shaft') }}>Mark the needle</button></div>
      {isMarking && <p className="sub" role="status">In each view press on the tip, then on the hub or, where it is outside the picture, on the shaft far from the tip.</p>}
      {views.map((view) => <OneView key={view.slot} view={view} figures={viewFigures(document, view.series, view.place, view.frame)} />)}
      {pair !== null && <NeedleInSpace document={document} described={described} pair={pair} sidesState={sidesState} views={views} />}
    </Section>
  )
}

function OneView({ view: { name, place, frame }, figures }: { readonly view: NeedleView; readonly figures: ViewFigures }) {
  const { needle, planName, deviation, barrel, calibration } = figures
  if (needle === null) return <p className="xr-line"><span>{name}: not marked on this frame.</span></p>
  const end = nextEnd(needle)
  return (
    <div className="xr-needle" role="group" aria-label={`Needle, ${name}`}>
      <div className="xr-point-h"><b>{name}</b><button type="button" className="vp-x" aria-label={`Remove the needle from ${name}`} onClick={() => { void editCase(`needle removed from ${name}`, (document) => withoutNeedleEnd(document, { seriesUid: place.seriesUid, frame }, 'both')) }}><IconTrash size="1.1rem" aria-hidden /></button></div>
      {end !== null && <p className="sub">{end === 'tip' ? 'The tip' : 'The hub'} is not marked yet.</p>}
      <dl className="figs">
        {deviation !== null && <Row name={`Angle to ${planName ?? 'the plan'}`} figure={`${writeDecimal(deviation.angleDeg)}°`}>in this picture</Row>}
        {deviation !== null && <Row name="Tip along the path" figure={<Size value={Math.abs(deviation.along)} calibration={calibration} />}>{Math.abs(deviation.along) < 0.05 ? 'at the target' : deviation.along > 0 ? 'beyond the target' : 'short of the target'}</Row>}
        {deviation !== null && <Row name="Tip across the path" figure={<Size value={deviation.across} calibration={calibration} />} />}
        {end === null && planName === null && <Row name="Angle to the plan" figure="–">no path is drawn on this run</Row>}
        {barrel !== null && <Row name="Down the barrel" figure={barrelFigure(barrel)}>{barrelNote(barrel)}</Row>}
      </dl>
    </div>
  )
}

/** In the unit that is honest there, with its badge. */
const Size = ({ value, calibration: { unit, badge } }: { readonly value: number; readonly calibration: FrameCalibration }) => <>{writeDecimal(value)} {unit} <span className={badge.look === 'dotted' ? 'cal px' : badge.look === 'dashed' ? 'cal est' : 'cal'}>{badge.text}</span></>
const barrelFigure = ({ kind }: BarrelCheck): string => (kind === 'onTip' ? 'Yes' : kind === 'offTip' ? 'No' : 'Not judged')
const barrelNote = (barrel: BarrelCheck): string => (barrel.kind === 'notJudged' ? `hub and tip ${barrel.apartPx.toFixed(0)} px apart. ${barrel.why}`
  : barrel.kind === 'onTip' ? `hub on tip within the needle’s ${barrel.widthPx.toFixed(1)} px. This view shows no depth.` : `hub and tip ${barrel.apartPx.toFixed(1)} px apart, the needle is ${barrel.widthPx.toFixed(1)} px wide`)

export const Row = ({ name, figure, children }: { readonly name: string; readonly figure: React.ReactNode; readonly children?: React.ReactNode }) => <div><dt>{name}</dt><dd>{figure}{children !== undefined && <small>{children}</small>}</dd></div>
