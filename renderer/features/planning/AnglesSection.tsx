import { create } from 'zustand'
import { useSession, writeDecimal } from '#renderer/features/case/index.ts'
import { Notice, Section, Segmented } from '#renderer/ui/index.ts'
import type { PlanEvaluation } from '#shared/contract/areas/plan.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { progressViews } from '#shared/planning/needleViews.ts'
import { acquisitionPlaneAngles, gravityAngles, type TablePosition } from '#shared/planning/pathAngles.ts'
import { consoleAngles, writeCArmAngle, type TableSide } from '#shared/projection/consoleAngles.ts'

type Lies = 'SUPINE' | 'PRONE' | 'LEFT_DOWN' | 'RIGHT_DOWN'
type Statement = { readonly caseId: string | null; readonly lies: Lies | null; readonly setTo: TableSide | null }
/** How the patient lies now and what the C-arm was told: asked anew for each case, never taken from the images. */
const useStatement = create<Statement>(() => ({ caseId: null, lies: null, setTo: null }))

const lying = [{ value: 'SUPINE', label: 'SUPINE' }, { value: 'PRONE', label: 'PRONE' }, { value: 'LEFT_DOWN', label: 'LEFT down' }, { value: 'RIGHT_DOWN', label: 'RIGHT down' }] as const
const sides = [{ value: 'SUPINE', label: 'SUPINE' }, { value: 'PRONE', label: 'PRONE' }] as const
/** The head's end of the table changes nothing about which way is up. */
const positions: Readonly<Record<Lies, TablePosition>> = { SUPINE: 'HFS', PRONE: 'HFP', LEFT_DOWN: 'HFDL', RIGHT_DOWN: 'HFDR' }

type Angles = { readonly primaryDeg: number; readonly secondaryDeg: number }
type AnglesSectionProps = { readonly figures: PlanEvaluation | null; readonly entry: PatientPoint | null; readonly target: PatientPoint | null; readonly series: SeriesDescription | null }

/** The directions an operator sets: beam and progress views at the C-arm, the needle against gravity and against the gantry. */
export function AnglesSection({ figures, entry, target, series }: AnglesSectionProps) {
  const caseId = useSession(state => state.caseId)
  const kept = useStatement()
  const { lies, setTo } = kept.caseId === caseId ? kept : { lies: null, setTo: null }
  const state = (change: Partial<Statement>): void => { useStatement.setState({ caseId, lies, setTo, ...change }) }
  const tableSide = lies === 'SUPINE' || lies === 'PRONE' ? lies : null
  const shown = (angles: Angles): Angles | null => (tableSide === null || setTo === null ? null : consoleAngles(angles, tableSide, setTo))
  const carm = figures?.carm ?? null
  const views = entry === null || target === null ? [] : progressViews(entry, target)
  const waiting = carm === null ? '–' : 'Choose below'
  return (
    <>
      <Section title="C-arm, down the needle" className="carm" end={carm === null ? undefined : `patient frame ${writePair(carm.entrySide)}`}>
        <Big angles={carm === null ? null : shown(carm.entrySide)} waiting={waiting} />
        {carm !== null && tableSide !== null && setTo !== null && (
          <dl className="figs">
            <Row what="Detector opposite" angles={shown(carm.oppositeSide)} patient={carm.oppositeSide} />
            {views.map(({ view, looks }) => {
              const { angles, truth } = view === 'progressLateral' ? { angles: carm.progress.lateral, truth: 'lateral' } : { angles: carm.progress.anteroposterior, truth: 'AP' }
              const other = looks === (view === 'progressLateral' ? 'lateral' : 'ap') ? '' : `, ${lookWords[looks]}`
              return <Row key={view} what={`Progress, ${writeDecimal(angles.offTrueDeg)}° off true ${truth}${other}`} angles={shown(angles)} patient={angles} />
            })}
          </dl>
        )}
        <div className="cset"><span className="sub">Patient lies</span><Segmented className="two four" label="Patient lies" choices={lying} value={lies} onChange={value => { state({ lies: value }) }} /></div>
        <div className="cset"><span className="sub">C-arm is set to</span><Segmented className="two" label="C-arm is set to" choices={sides} value={setTo} onChange={value => { state({ setTo: value }) }} /></div>
        {lies !== null && tableSide === null && <Notice kind="info">C-arm angles are given for a patient who lies SUPINE or PRONE.</Notice>}
      </Section>
      {entry !== null && target !== null && <NeedleAngles entry={entry} target={target} lies={lies} series={series} />}
    </>
  )
}

/** Of a view that is nearer to another one than to the one it is named after. */
const lookWords = { lateral: 'nearer to a lateral', ap: 'nearer to an AP', alongBody: 'looks along the body' } as const

const writePair = ({ primaryDeg, secondaryDeg }: Angles): string => `${writeDecimal(primaryDeg)}° / ${writeDecimal(secondaryDeg)}°`

function Big({ angles, waiting }: { readonly angles: Angles | null; readonly waiting: string }) {
  return <div className="cvv">{angles === null ? <span className="big soft">{waiting}</span> : <><span className="big">{writeCArmAngle('primary', angles.primaryDeg)}</span><span className="big">{writeCArmAngle('secondary', angles.secondaryDeg)}</span></>}</div>
}

function Row({ what, angles, patient }: { readonly what: string; readonly angles: Angles | null; readonly patient: Angles }) {
  return <div><dt>{what}</dt><dd>{angles === null ? '–' : <><span className="ang">{writeCArmAngle('primary', angles.primaryDeg)}</span> <span className="ang">{writeCArmAngle('secondary', angles.secondaryDeg)}</span></>}<small>patient frame {writePair(patient)}</small></dd></div>
}

/** Without a C-arm: what a level on the hub reads, and what the scanner's laser shows. */
function NeedleAngles({ entry, target, lies, series }: { readonly entry: PatientPoint; readonly target: PatientPoint; readonly lies: Lies | null; readonly series: SeriesDescription | null }) {
  const gravity = lies === null ? null : gravityAngles(entry, target, positions[lies])
  const normal = series?.summary.volume?.directionLps.slice(6) ?? null
  const gantry = normal === null ? null : acquisitionPlaneAngles(entry, target, [normal[0] ?? Number.NaN, normal[1] ?? Number.NaN, normal[2] ?? Number.NaN])
  return (
    <Section title="Needle angles">
      <dl className="figs">
        {gravity === null && <div><dt>Against gravity</dt><dd className="soft">Say how the patient lies</dd></div>}
        {gravity?.ok === true && <div><dt>Off the plumb line</dt><dd>{writeDecimal(gravity.value.fromPlumbDeg)}°<small>{plumbWords(gravity.value.inPlaneDeg, gravity.value.hubLeansTowards)}</small></dd></div>}
        {gantry?.ok === true && Math.abs(gantry.value.gantryTiltDeg) >= LEAST_TILT_DEG && <div><dt>In the gantry’s plane, tilted {writeDecimal(Math.abs(gantry.value.gantryTiltDeg))}°</dt><dd>{writeDecimal(gantry.value.inPlaneDeg)}°<small>{gantry.value.inPlaneTowards === 'NEITHER' ? '' : `tip toward ${gantry.value.inPlaneTowards}`}</small></dd></div>}
        {gantry?.ok === true && <div><dt>Out of the acquired slice</dt><dd>{writeDecimal(Math.abs(gantry.value.outOfPlaneDeg))}°<small>{Math.abs(gantry.value.outOfPlaneDeg) < 0.05 ? 'in one slice' : gantry.value.outOfPlaneDeg > 0 ? 'tip toward head' : 'tip toward feet'}</small></dd></div>}
      </dl>
    </Section>
  )
}

/** Below this a gantry stands upright. */
const LEAST_TILT_DEG = 0.5
const leanWords = { LEFT: 'LEFT', RIGHT: 'RIGHT', FRONT: 'the front', BACK: 'the back' } as const
const plumbWords = (inPlaneDeg: number | null, leans: 'LEFT' | 'RIGHT' | 'FRONT' | 'BACK' | 'NEITHER'): string => (inPlaneDeg === null || leans === 'NEITHER' ? '' : `in the axial plane ${writeDecimal(inPlaneDeg)}°, hub leans to ${leanWords[leans]}`)
