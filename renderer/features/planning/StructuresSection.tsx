import { useState } from 'react'
import { TextInput } from '@mantine/core'
import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconTrash } from '@tabler/icons-react'
import { useCaseDocument, useOperator, writeDecimal, writeSeries } from '#renderer/features/case/index.ts'
import { Section, Segmented } from '#renderer/ui/index.ts'
import { structureLook } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { MissingKind } from '#shared/planning/pairedStructures.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import type { ClearanceState } from '#shared/planning/structureClearance.ts'
import type { StructureKindName } from '#shared/planning/structureKinds.ts'
import { ClearanceRuler } from './ClearanceRuler.tsx'
import { missingName, nameOfKind, type ClearanceRow } from './clearances.ts'
import { drawAs } from './painting/paintEdits.ts'
import { PaintingControls } from './painting/PaintingControls.tsx'
import { originOf, originOfAll } from './structureOrigin.ts'
import { beginStructure, chooseStructure, growStructure, removeStructure, renameStructure, sayVariantsLookedFor, stateUncertainty, useOutlining } from './structureEdits.ts'

const forms = [{ value: 'tube', label: 'Tube' }, { value: 'painted', label: 'Painted' }] as const
const uncertainties = [{ value: '0.5', label: '±0.5' }, { value: '1', label: '±1' }, { value: '2', label: '±2 mm' }] as const

type StructuresSectionProps = { readonly series: SeriesDescription; readonly rows: readonly ClearanceRow[]; readonly missing: readonly MissingKind[]; readonly note: string | null }

/** What must not be hit: how near the path passes each structure, and the drawing of them. */
export function StructuresSection({ series, rows, missing, note }: StructuresSectionProps) {
  const { planning } = useCaseDocument()
  const operator = useOperator() ?? ''
  const chosenId = useOutlining(state => state.chosenId)
  return (
    <Section title="Clearance along the path" end={originOfAll(rows.map(({ structure }) => structure), new Date())}>
      {rows.map(({ structure, state }) => (
        <div key={structure.id} className={structure.id === chosenId ? 'cl on' : 'cl'}>
          <button type="button" className="cl-a" aria-pressed={structure.id === chosenId} onClick={() => { chooseStructure(structure.id === chosenId ? null : structure.id) }}>
            <Swatch kind={structure.kind} />
            <span className="cl-n">{structure.name}{state.kind === 'assessed' && <small>closest at {Math.round(state.alongMm)} mm depth</small>}</span>
            <Value state={state} uncertaintyMm={structure.uncertaintyMm} />
          </button>
          {state.kind === 'notAssessed' && <p className="cl-why">{state.why}</p>}
          {state.kind === 'assessed' && <div className="cl-b"><ClearanceRuler state={state} /><Level state={state} /></div>}
          {structure.id === chosenId && <Drawing series={series} structure={structure} />}
        </div>
      ))}
      {missing.map(each => (
        <div key={each.kind} className="cl">
          <div className="cl-a">
            <Swatch kind={each.kind} /><span className="cl-n">{missingName(each)}</span>
            <span className="cl-v na small"><IconCircleDashed className="i i-sm" aria-hidden />Not assessed</span>
            <button type="button" className="btn sm" aria-label={`Draw ${nameOfKind(each.kind)}`} onClick={() => { beginStructure(series, each.kind, operator) }}>Draw</button>
          </div>
          {each.why !== 'not drawn' && <p className="cl-why">Not assessed, {each.why}</p>}
        </div>
      ))}
      {note !== null && <p className="an"><IconCircleDashed className="i i-sm" aria-hidden />{note}</p>}
      <MoreKinds series={series} operator={operator} present={rows.map(({ structure }) => structure.kind)} />
      <div className="cset">
        <span>Artery variants looked for?</span>
        <Segmented className="two" label="Were variants of the vertebral artery looked for?" choices={[{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }]} value={planning.arteryVariantsLookedFor} onChange={sayVariantsLookedFor} />
      </div>
    </Section>
  )
}

function MoreKinds({ series, operator, present }: { readonly series: SeriesDescription; readonly operator: string; readonly present: readonly string[] }) {
  const kinds: readonly StructureKindName[] = ['cord', 'hypoglossalNerve', 'other']
  const offered = kinds.filter(kind => kind === 'other' || !present.includes(kind))
  return <div className="more">{offered.map(kind => <button key={kind} type="button" className="btn sm" onClick={() => { beginStructure(series, kind, operator) }}>+ {nameOfKind(kind)}</button>)}</div>
}

/** What the chosen structure needs from the hand: points, how exact they are, or another beginning. */
function Drawing({ series, structure }: { readonly series: SeriesDescription; readonly structure: PlannedStructure }) {
  const { shape } = structure
  return (
    <div className="cl-d">
      {structure.kind === 'other' && <OwnName key={structure.name} structure={structure} />}
      <Segmented className="two" label={`How is the ${structure.name} drawn?`} choices={forms} value={shape.form} onChange={form => { drawAs(series, structure, form) }} />
      {shape.form === 'painted' ? <PaintingControls series={series} structure={structure} /> : <p className="sub">{pointWords(shape.points.length)}</p>}
      <p className="sub">{originOf(structure, writeSeries(series.summary), new Date())}</p>
      <div className="cset">
        <span>Drawn to within</span>
        <Segmented className="three" label={`How exact is the drawing of the ${structure.name}?`} choices={uncertainties} value={uncertainties.find(({ value }) => Number(value) === structure.uncertaintyMm)?.value ?? null} onChange={value => { stateUncertainty(structure, Number(value)) }} />
      </div>
      <div className="cset">
        {shape.form === 'tube' && <button type="button" className="btn sm" onClick={() => { void growStructure(series, structure) }}>Follow contrast from the crosshair</button>}
        <button type="button" className="btn sm" aria-label={`Remove ${structure.name}`} onClick={() => { removeStructure(structure) }}><IconTrash className="i i-sm" aria-hidden /></button>
      </div>
    </div>
  )
}

const pointWords = (count: number): string => (count === 0 ? 'Click along its middle, slice by slice. Alt and the wheel change the radius.'
  : count === 1 ? '1 point. Click a second one, in this slice or another.'
    : `${String(count)} points. Drag them in any plane; Alt and the wheel change the radius; Delete removes one.`)

/** The operator's own structure is told from others by its name. */
function OwnName({ structure }: { readonly structure: PlannedStructure }) {
  const [name, setName] = useState(structure.name)
  const keep = (): void => { renameStructure(structure, name.trim()) }
  return <TextInput aria-label="Name of this structure" maxLength={64} value={name} onChange={event => { setName(event.currentTarget.value) }} onBlur={keep} onKeyDown={event => { if (event.key === 'Enter') keep() }} />
}

function Swatch({ kind }: { readonly kind: string }) {
  const { colour, dash } = structureLook(kind)
  return <svg className="cl-s" width="28" height="6" aria-hidden><line x1="1" y1="3" x2="27" y2="3" stroke={colour} strokeWidth="2.5" strokeDasharray={dash.join(' ')} strokeLinecap="round" /></svg>
}

function Value({ state, uncertaintyMm }: { readonly state: ClearanceState; readonly uncertaintyMm: number | null }) {
  if (state.kind === 'notAssessed') return <span className="cl-v na"><IconCircleDashed className="i i-sm" aria-hidden />Not assessed</span>
  return <span className="cl-v"><b className="big">{writeDecimal(state.distanceMm)}</b> mm <span className="cal">{uncertaintyMm === null ? 'CT, not said how exact' : `CT ±${writeDecimal(uncertaintyMm)}`}</span></span>
}

/** Judged by what is left after the uncertainty; the words say by which margin. */
function Level({ state }: { readonly state: Extract<ClearanceState, { readonly kind: 'assessed' }> }) {
  const { level, margin, leastMm, endsThere } = state
  if (level === 'above') return <p className="cl-l ok"><IconCircleCheck className="i i-sm" aria-hidden />Above {margin.cautionMm} mm</p>
  if (level === 'caution' && leastMm >= margin.cautionMm) return <p className="cl-l caution"><IconAlertTriangle className="i i-sm" aria-hidden /><span>{writeDecimal(leastMm)} mm at worst, but the drawing ends there</span></p>
  if (level === 'caution') return <p className="cl-l caution"><IconAlertTriangle className="i i-sm" aria-hidden /><span>{writeDecimal(leastMm)}<span className="full"> mm</span> at worst<span className="full">:</span><span className="short">,</span> below {margin.cautionMm} mm{endsThere && ', and the drawing ends there'}</span></p>
  return <p className="cl-l stop"><IconAlertOctagon className="i i-sm" aria-hidden /><span>{leastMm <= 0 ? 'Stop: the needle may meet it' : <>Stop: {endsThere && 'the drawing ends there, '}{writeDecimal(leastMm)}<span className="full"> mm</span> at worst, below {margin.stopMm} mm</>}</span></p>
}
