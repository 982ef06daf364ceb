import { IconTrash } from '@tabler/icons-react'
import { editCase, writeDecimal } from '#renderer/features/case/index.ts'
import { Notice, Section } from '#renderer/ui/index.ts'
import { useViewing } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { fromOrigin, originOf, placeOfPoint, type SidesState } from '#shared/projection/pairGeometry.ts'
import type { PairSlot } from '#shared/projection/twoViews.ts'
import type { PairedPoint, ViewPair } from '#shared/projection/viewPair.ts'
import { roles, roleWords, withoutMark, withPair } from './pairEdits.ts'
import { usePairState, type PointRole } from './pairState.ts'
import { framesOf, viewsAt } from './pairViewsOf.ts'
import { placeWords } from './placeWords.ts'

type PointsProps = { readonly pair: ViewPair; readonly described: readonly SeriesDescription[]; readonly sidesState: SidesState; readonly names: Readonly<Record<PairSlot, string>> }

/** What is marked in both views, where it lies in space, or why that cannot be said. */
export function PointsSection({ pair, described, sidesState, names }: PointsProps) {
  const role = usePairState((state) => state.role)
  const isMarking = useViewing((state) => state.activeTool === 'pair')
  const reference = pair.points.find(({ pointId }) => pointId === pair.tableShifted?.referenceId)
  const refusals = [...new Set(pair.points.flatMap((point) => { const views = viewsAt(described, pair, framesOf(point)); return views.ok ? [] : [views.error.message] }))]
  const first = viewsAt(described, pair, { first: null, second: null })
  return (
    <Section title="Points in both views" end={first.ok ? (reference === undefined ? 'from the isocentre' : `from ${reference.name}`) : undefined}>
      <div className="xr-roles" role="group" aria-label="Mark">
        {roles.map((each) => <button key={each} type="button" className={`btn sm${isMarking && role === each ? ' on' : ''}`} aria-pressed={isMarking && role === each} onClick={() => { beginPoint(each) }}>{roleWords[each]}</button>)}
      </div>
      {isMarking && <p className="sub" role="status">Press on {role === 'other' ? 'the point' : roleWords[role].toLowerCase()} in one view, then in the other.</p>}
      {pair.points.length > 0 && refusals.map((message) => <Notice key={message} kind="info" title="No place in space yet">{message}</Notice>)}
      <ul className="xr-points">{pair.points.map((point) => <PointRow key={point.pointId} point={point} pair={pair} described={described} sidesState={sidesState} names={names} />)}</ul>
    </Section>
  )
}

function beginPoint(role: PointRole): void {
  const viewing = useViewing.getState()
  const isAgain = viewing.activeTool === 'pair' && usePairState.getState().role === role
  usePairState.setState({ role })
  viewing.setActiveTool(isAgain ? 'path' : 'pair')
}

function PointRow({ point, pair, described, sidesState, names }: PointsProps & { readonly point: PairedPoint }) {
  const views = viewsAt(described, pair, framesOf(point))
  const placed = views.ok ? placeOfPoint(views.value, point) : null
  const origin = views.ok ? originOf(pair, views.value) : null
  const isReference = pair.tableShifted?.referenceId === point.pointId
  const missing: PairSlot | null = point.first === null ? 'first' : point.second === null ? 'second' : null
  return (
    <li aria-label={point.name}>
      <div className="xr-point-h"><b>{point.name}</b>{isReference && <span className="sub">reference</span>}<button type="button" className="vp-x" aria-label={`Remove ${point.name}`} onClick={() => { removePoint(pair, point) }}><IconTrash size="1.1rem" aria-hidden /></button></div>
      {missing !== null && <p className="sub">Not marked in {names[missing]} yet.</p>}
      {placed?.ok === false && <Notice kind="caution" title="Refused">{placed.error.message}</Notice>}
      {placed?.ok === true && !isReference && origin !== null && <p className="fig xr-place">{placeWords(fromOrigin(placed.value.pointMm, origin), sidesState).map((words) => <span key={words.replace(/[\d.]+/, '')}>{words}</span>)}</p>}
      {placed?.ok === true && !isReference && <p className="sub">Rays pass at {writeDecimal(placed.value.gapMm)} mm; marks are {writeDecimal(placed.value.missPx.first)} and {writeDecimal(placed.value.missPx.second)} px off it. 1 px more moves it by up to {writeDecimal(placed.value.onePixelMm)} mm.</p>}
    </li>
  )
}

function removePoint(pair: ViewPair, { pointId, name }: PairedPoint): void {
  void editCase(`${name} removed`, (document) => {
    const now = document.fluoroscopy.pairs.find((each) => each.pairId === pair.pairId)
    return now === undefined ? document : withPair(document, withoutMark(withoutMark(now, pointId, 'first'), pointId, 'second'))
  })
}
