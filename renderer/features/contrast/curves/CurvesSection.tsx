import { IconFileExport, IconTrash } from '@tabler/icons-react'
import { tellReceipt } from '#renderer/features/case/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { Section } from '#renderer/ui/index.ts'
import { useViewing } from '#renderer/viewports/index.ts'
import type { CurveRegion, CurveRegionKind } from '#shared/contrast/runMarks.ts'
import { useSlowWords } from '../useSlowWords.ts'
import './curves.css'
import { chooseRegion, drawRegion, keepNewRegion, keepRegion, removeRegion, useDrawingRegions } from './drawingRegions.ts'
import { exportCurves } from './exportCurves.ts'
import { figureTable } from './figureRows.ts'
import { regionAround } from './regionEdits.ts'
import { regionKinds, regionKindWords, regionLooks, regionName, type RegionLook } from './regionWords.ts'
import { useCurves, type MeasuredRegion } from './useCurves.ts'

/** Regions whose opacity is followed, and what is told of each. */
export function CurvesSection({ run }: { readonly run: Run }) {
  const { regions, off, part } = useCurves(run)
  const activeTool = useViewing(state => state.activeTool)
  const kind = useDrawingRegions(state => state.kind)
  return (
    <Section title="Curves" end={part !== null && off === null ? `Measuring: ${String(Math.round(100 * part))}%` : undefined}>
      <div className="draws" role="group" aria-label="Draw a region">
        {regionKinds.map(each => {
          const isOn = activeTool === 'curveRegion' && kind === each
          return <button key={each} type="button" className={isOn ? 'btn sm on' : 'btn sm'} aria-pressed={isOn} onClick={() => { drawRegion(each) }}><Line look={regionLooks[each]} />{each === 'other' ? 'Other' : regionKindWords[each]}</button>
        })}
      </div>
      <p className="sub">{activeTool === 'curveRegion' ? `Drag across the ${kind === 'other' ? 'place' : regionKindWords[kind]} on the run, or click its middle.` : regions.length === 0 ? 'Choose a region, then drag it out on the run. Its opacity over time appears under the views.' : 'Drag its rings on the run to move it or change its size.'}</p>
      {activeTool === 'curveRegion' && <button type="button" className="link" onClick={() => { putInMiddle(run, kind) }}>Put it in the middle of the picture</button>}
      {off !== null && regions.length > 0 && <p className="caution-line">{off}</p>}
      {off === null && <Figures run={run} regions={regions} />}
      {regions.length > 0 && <ul className="regs">{regions.map(each => <RegionRow key={each.region.regionId} runKey={run.key} measured={each} />)}</ul>}
    </Section>
  )
}

/** For those who point with keys: what lies there can be sized by its numbers. */
function putInMiddle({ key, series, run }: Run, kind: CurveRegionKind): void {
  const image = series.images[series.runs[run]?.image ?? -1]
  if (image !== undefined) keepNewRegion(key, regionAround(kind, crypto.randomUUID(), [image.columns / 2, image.rows / 2], image.columns))
}

function RegionRow({ runKey, measured: { region, fault } }: { readonly runKey: string; readonly measured: MeasuredRegion }) {
  const isChosen = useDrawingRegions(state => state.chosenId === region.regionId)
  const name = regionName(region)
  return (
    <li className={isChosen ? 'reg on' : 'reg'}>
      <button type="button" className="reg-b" aria-pressed={isChosen} onClick={() => { chooseRegion(isChosen ? null : region.regionId) }}><Line look={regionLooks[region.kind]} /><span>{name}{fault !== null && <small className="sub">{fault}</small>}</span></button>
      {isChosen && <PlaceFields key={`${region.centre.join(' ')} ${region.radiiPx.join(' ')}`} runKey={runKey} region={region} />}
      {isChosen && region.kind === 'other' && <NameField key={region.name} runKey={runKey} region={region} />}
      <button type="button" className="vp-x" aria-label={`Remove region ${name}`} onClick={() => { removeRegion(runKey, region) }}><IconTrash size="1.1rem" aria-hidden /></button>
    </li>
  )
}

const places = [
  { label: 'Column', of: ({ centre }: CurveRegion) => centre[0], to: (region: CurveRegion, value: number): CurveRegion => ({ ...region, centre: [value, region.centre[1]] }) },
  { label: 'Row', of: ({ centre }: CurveRegion) => centre[1], to: (region: CurveRegion, value: number): CurveRegion => ({ ...region, centre: [region.centre[0], value] }) },
  { label: 'Width', of: ({ radiiPx }: CurveRegion) => 2 * radiiPx[0], to: (region: CurveRegion, value: number): CurveRegion => ({ ...region, radiiPx: [Math.max(2, value / 2), region.radiiPx[1]] }) },
  { label: 'Height', of: ({ radiiPx }: CurveRegion) => 2 * radiiPx[1], to: (region: CurveRegion, value: number): CurveRegion => ({ ...region, radiiPx: [region.radiiPx[0], Math.max(2, value / 2)] }) },
] as const

/** The region in numbers, pixels of the image: for keys, and to draw the same twice. */
function PlaceFields({ runKey, region }: { readonly runKey: string; readonly region: CurveRegion }) {
  return (
    <div className="reg-n">
      {places.map(({ label, of, to }) => (
        <label key={label}>{label}<input
          className="field" type="number" step="any" defaultValue={Math.round(10 * of(region)) / 10} aria-label={`${label} of ${regionName(region)}, pixels`}
          onKeyDown={event => { if (event.key === 'Enter') event.currentTarget.blur() }}
          onBlur={event => {
            const value = event.target.valueAsNumber
            if (Number.isFinite(value) && Math.abs(value - of(region)) > 0.05) keepRegion(runKey, to(region, value), 'set by numbers')
          }}
        /></label>
      ))}
    </div>
  )
}

function NameField({ runKey, region }: { readonly runKey: string; readonly region: CurveRegion }) {
  return (
    <input
      className="field one-line" aria-label={`Name of ${regionName(region)}`} defaultValue={region.name} maxLength={40}
      onKeyDown={event => { if (event.key === 'Enter') event.currentTarget.blur() }}
      onBlur={event => {
        const name = event.target.value.trim()
        if (name !== '' && name !== region.name) keepRegion(runKey, { ...region, name }, `named, was ${region.name}`)
      }}
    />
  )
}

function Figures({ run, regions }: { readonly run: Run; readonly regions: readonly MeasuredRegion[] }) {
  const slow = useSlowWords(run)
  const columns = regions.flatMap(({ region, curve }) => (curve === null ? [] : [{ name: regionName(region), measures: curve.measures, timesMs: curve.timesMs }]))
  if (columns.length === 0) return null
  const { rows, reasons } = figureTable(columns)
  const curves = regions.flatMap(({ region, curve }) => (curve === null ? [] : [{ name: regionName(region), curve }]))
  return (
    <>
      <div className="cv-tw" tabIndex={0} role="group" aria-label="Figures of the curves">
        <table className="cv-t">
          <thead><tr><th scope="col">Figure</th>{columns.map(({ name }) => <th key={name} scope="col">{name}</th>)}</tr></thead>
          <tbody>{rows.map(({ name, cells }) => <tr key={name}><th scope="row">{name}</th>{cells.map((cell, n) => (cell === null ? <td key={columns[n]?.name} className="no">not told</td> : <td key={columns[n]?.name}>{cell}</td>))}</tr>)}</tbody>
        </table>
      </div>
      {reasons.map(({ reason, names }) => <p key={reason} className="curve-why"><b>{names.join(', ')}:</b> {reason}</p>)}
      {curves.some(({ curve }) => !curve.aligned) && <p className="caution-line">Too little bone is seen to lay the mask over the patient. The mask lies as it was shot.</p>}
      {slow !== null && <p className="caution-line">{slow}</p>}
      <button type="button" className="btn sm" onClick={() => { void exportCurves(curves).then(tellReceipt) }}><IconFileExport size="1.1rem" aria-hidden />Curves as CSV</button>
    </>
  )
}

const Line = ({ look }: { readonly look: RegionLook }) => <svg className="ln" viewBox="0 0 28 8" aria-hidden><line x1="0" y1="4" x2="28" y2="4" stroke={look.colour} strokeWidth="3" strokeDasharray={look.dash.join(' ')} /></svg>
