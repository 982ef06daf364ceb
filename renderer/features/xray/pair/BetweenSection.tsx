import { IconCheck } from '@tabler/icons-react'
import { editCase, useOperator, writeClock } from '#renderer/features/case/index.ts'
import { Notice, Section, Segmented } from '#renderer/ui/index.ts'
import type { TableSide } from '#shared/projection/consoleAngles.ts'
import type { SidesState } from '#shared/projection/pairGeometry.ts'
import type { ViewPair } from '#shared/projection/viewPair.ts'
import { withPair } from './pairEdits.ts'
import { keepHalf, useTableSides } from './tableSides.ts'

const sides = [{ value: 'SUPINE', label: 'SUPINE' }, { value: 'PRONE', label: 'PRONE' }] as const

function edit(pair: ViewPair, step: string, change: Partial<ViewPair>): void {
  void editCase(step, (document) => {
    const now = document.fluoroscopy.pairs.find(({ pairId }) => pairId === pair.pairId)
    return now === undefined ? document : withPair(document, { ...now, ...change })
  })
}
const writtenBy = ({ by, atIso }: { readonly by: string; readonly atIso: string }): string => `${by === '' ? 'no name' : by}, ${writeClock(new Date(atIso))}`

/** What no header tells of the time between two views: that nothing moved, or that only the table did. */
export function BetweenSection({ pair, sidesState }: { readonly pair: ViewPair; readonly sidesState: SidesState }) {
  const operator = useOperator() ?? ''
  const state = (): { by: string; atIso: string } => ({ by: operator, atIso: new Date().toISOString() })
  const marked = pair.points.filter(({ first, second }) => first !== null && second !== null)
  const { stillBetween, tableShifted } = pair
  return (
    <Section title="Between the two views">
      {stillBetween !== null && <p className="xr-line"><IconCheck size="1.25rem" className="ok" aria-hidden /><span>Neither table nor patient moved.<small>{writtenBy(stillBetween)}</small></span></p>}
      {tableShifted !== null && <p className="xr-line"><IconCheck size="1.25rem" className="ok" aria-hidden /><span>The table was shifted, the patient lay still on it. Places are told from {pair.points.find(({ pointId }) => pointId === tableShifted.referenceId)?.name ?? 'a point that is gone'}.<small>{writtenBy(tableShifted)}</small></span></p>}
      {stillBetween === null && tableShifted === null && (
        <>
          <button type="button" className="btn sm xr-wide" onClick={() => { edit(pair, 'nothing moved between the views', { stillBetween: state() }) }}>Neither table nor patient moved between these two</button>
          <p className="sub">Only then does a point of one view draw its line in the other. If the table was shifted, mark a point in both views and take it as reference:</p>
          {marked.length === 0 && <p className="sub">No point is marked in both views yet.</p>}
          <div className="row">{marked.map((point) => <button key={point.pointId} type="button" className="btn sm ghost" onClick={() => { edit(pair, `${point.name} is the reference`, { tableShifted: { referenceId: point.pointId, ...state() } }) }}>Table shifted: tell places from {point.name}</button>)}</div>
        </>
      )}
      {(stillBetween !== null || tableShifted !== null) && <div className="row"><button type="button" className="btn sm ghost" onClick={() => { edit(pair, 'what moved between the views taken back', { stillBetween: null, tableShifted: null }) }}>Take back</button></div>}
      {(stillBetween !== null || tableShifted !== null) && <TableSides pair={pair} sidesState={sidesState} />}
    </Section>
  )
}

/** How the C-arm wrote its angles: asked where LEFT cannot be told without it. */
function TableSides({ pair, sidesState }: { readonly pair: ViewPair; readonly sidesState: SidesState }) {
  const operator = useOperator() ?? ''
  const { lay, setTo } = useTableSides(pair)
  if (sidesState === 'known' && pair.table === null) return null
  const choose = (next: { readonly lay: TableSide | null; readonly setTo: TableSide | null }): void => {
    keepHalf(pair.pairId, next)
    if (next.lay !== null && next.setTo !== null) edit(pair, 'how the C-arm was set', { table: { lay: next.lay, setTo: next.setTo, by: operator, atIso: new Date().toISOString() } })
  }
  return (
    <>
      {sidesState === 'contradicted' && <Notice kind="caution" title="LEFT and front are not named">{pair.table === null
        ? 'The C-arm’s angles put a side where you do not see it. The C-arm may have been set to the other table side: say how below.'
        : 'Even so, the angles put a side where you do not see it. A picture may have been mirrored before it was stored. Check where LEFT is in Study and side.'}</Notice>}
      {sidesState === 'notSaid' && <Notice kind="info" title="LEFT and front are not named">Say where the patient’s LEFT is in Study and side, or how the C-arm was set.</Notice>}
      <div className="cset"><span className="sub">Patient lay</span><Segmented<TableSide> className="two" label="Patient lay" choices={sides} value={lay} onChange={(value) => { choose({ lay: value, setTo }) }} /></div>
      <div className="cset"><span className="sub">C-arm was set to</span><Segmented<TableSide> className="two" label="C-arm was set to" choices={sides} value={setTo} onChange={(value) => { choose({ lay, setTo: value }) }} /></div>
    </>
  )
}
