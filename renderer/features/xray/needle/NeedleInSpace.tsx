import { writeDecimal } from '#renderer/features/case/index.ts'
import { Notice } from '#renderer/ui/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { writeCArmAngle } from '#shared/projection/consoleAngles.ts'
import { fromOrigin, originOf, type SidesState } from '#shared/projection/pairGeometry.ts'
import type { ViewPair } from '#shared/projection/viewPair.ts'
import { placeWords } from '../pair/placeWords.ts'
import { viewsAt } from '../pair/pairViewsOf.ts'
import { ctFigures, spaceFigures, type CtFigures, type SpaceFigures } from './needleFigures.ts'
import { Row, type NeedleView } from './NeedleOnViews.tsx'

type NeedleInSpaceProps = { readonly document: CaseDocument; readonly described: readonly SeriesDescription[]; readonly pair: ViewPair; readonly sidesState: SidesState; readonly views: readonly NeedleView[] }

/** The needle in space from both views, and how it lies to the path that was planned on CT. */
export function NeedleInSpace({ document, described, pair, sidesState, views }: NeedleInSpaceProps) {
  const [first, second] = [views.find(({ slot }) => slot === 'first'), views.find(({ slot }) => slot === 'second')]
  if (first === undefined || second === undefined) return null
  const space = spaceFigures(document, described, pair, { first: first.frame, second: second.frame })
  if (space === null) return <p className="sub">Mark the needle in both views for its place in space.</p>
  if (!space.ok) return <Notice kind="caution" title="No needle in space">{space.error.message}</Notice>
  const ct = ctFigures(document, described, pair, space.value.needle)
  const known = viewsAt(described, pair, { first: null, second: null })
  const origin = known.ok ? originOf(pair, known.value) : null
  return (
    <div role="group" aria-label="Needle in space">
      <InSpace figures={space.value} sidesState={sidesState} tipWords={origin === null ? [] : placeWords(fromOrigin(space.value.needle.tip.pointMm, origin), sidesState)} />
      {ct === null && <p className="sub">No path on CT to compare with.</p>}
      {ct?.ok === false && <Notice kind="info">{ct.error.message}</Notice>}
      {ct?.ok === true && <AgainstCt figures={ct.value} sidesState={sidesState} />}
    </div>
  )
}

function InSpace({ figures: { needle, path }, sidesState, tipWords }: { readonly figures: SpaceFigures; readonly sidesState: SidesState; readonly tipWords: readonly string[] }) {
  return (
    <dl className="figs">
      <Row name="Tip in space" figure={tipWords[0] ?? '–'}>{tipWords.slice(1).join(', ')}; rays pass at {writeDecimal(needle.tip.gapMm)} mm</Row>
      {needle.lengthMm === null ? <Row name="Hub to tip" figure="–">the hub marks are two points of the shaft</Row> : <Row name="Hub to tip" figure={`${writeDecimal(needle.lengthMm)} mm`}>hub marks pass at {writeDecimal(needle.hub?.gapMm ?? Number.NaN)} mm</Row>}
      {path !== null && <Row name="In the axial plane" figure={`${writeDecimal(path.inPlaneDeg)}°`}>{sidesState === 'known' && path.inPlaneTowards !== 'NEITHER' ? `tip toward ${path.inPlaneTowards}` : 'from the front-back line'}</Row>}
      {path !== null && <Row name="Head or feet" figure={`${writeDecimal(Math.abs(path.craniocaudalDeg))}°`}>{Math.abs(path.craniocaudalDeg) < 0.05 ? '' : path.craniocaudalDeg > 0 ? 'tip toward head; ' : 'tip toward feet; '}± {writeDecimal(needle.onePixelDeg)}° for 1 px</Row>}
      {path !== null && sidesState === 'known' && <Row name="C-arm down this needle" figure={`${writeCArmAngle('primary', path.carm.entrySide.primaryDeg)} ${writeCArmAngle('secondary', path.carm.entrySide.secondaryDeg)}`}>patient frame</Row>}
    </dl>
  )
}

const part = (value: number, positive: string, negative: string): string => `${writeDecimal(Math.abs(value))} mm${Math.abs(value) < 0.05 ? '' : ` ${value > 0 ? positive : negative}`}`

function AgainstCt({ figures: { planName, angleDeg, offset }, sidesState }: { readonly figures: CtFigures; readonly sidesState: SidesState }) {
  if (sidesState !== 'known') return <Notice kind="info" title={`Not compared with ${planName}`}>Which side is LEFT on these views is not settled, so they cannot be laid on the CT.</Notice>
  const shifted = offset.ok && offset.value.alignment.kind === 'shift'
  return (
    <>
      <p className="sub">Against {planName} on CT{!offset.ok || shifted ? ', if the head lies on the table as on the CT' : ''}</p>
      <dl className="figs">
        <Row name="Between the shafts" figure={`${writeDecimal(angleDeg)}°`} />
        {offset.ok && (
          <>
            <Row name="Tip along the path" figure={part(offset.value.deviation.alongMm, 'beyond', 'short')}>of the target</Row>
            <Row name="Tip across the path" figure={`${writeDecimal(offset.value.deviation.acrossMm)} mm`} />
            <Row name="Tip, in parts" figure={part(offset.value.deviation.towardsLeftMm, 'LEFT', 'RIGHT')}>{part(offset.value.deviation.towardsFrontMm, 'to the front', 'to the back')}, {part(offset.value.deviation.towardsHeadMm, 'to the head', 'to the feet')}</Row>
            <Row name={shifted ? 'Laid on the CT by a shift' : 'Laid on the CT by shift and turn'} figure={offset.value.alignment.residualMm === null ? 'one point' : `${writeDecimal(offset.value.alignment.residualMm)} mm off`}>{offset.value.names.join(', ')}</Row>
          </>
        )}
      </dl>
      {!offset.ok && <Notice kind="info" title="Offset of the tip not given">{offset.error.message}</Notice>}
    </>
  )
}
