import { useCaseDocument, writeClockSeconds, writeDecimal } from '#renderer/features/case/index.ts'
import { needleDeviation } from '#shared/planning/deviation.ts'
import { relationOf } from '#shared/planning/scanRelation.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { RecordedClearance, RecordState } from '#shared/procedure/recordEvents.ts'
import { NoteBox } from './note/NoteBox.tsx'
import { Rows, type NoteRowOf } from './note/Rows.tsx'

const figure = (value: number | null, unit: string): string => (value === null ? 'not available' : `${value.toFixed(1)}${unit}`)

/** Silence is no answer. */
const variantWords = (answer: 'yes' | 'no' | undefined): string => (answer === undefined ? 'not answered' : answer === 'yes' ? 'Looked for' : 'Not looked for')

/** What was planned, and where the needle came to lie by the scan that shows it. */
export function PlanBox({ state }: { readonly state: RecordState }) {
  const document = useCaseDocument()
  const { acceptedPlan } = state
  return (
    <NoteBox
      title="Plan and actual" small={acceptedPlan === null ? '' : `accepted ${writeClockSeconds(new Date(acceptedPlan.atIso))}`} missing={[]} isLocked={false} form={null}
      read={acceptedPlan === null ? null : <Rows rows={[...planRows(acceptedPlan), ...actualRows(acceptedPlan, document)]} />} empty="No plan was accepted."
    />
  )
}

const clearanceWords = ({ distanceMm, leastMm, level, endsThere }: RecordedClearance): string => (distanceMm === null ? 'Not assessed'
  : `${distanceMm.toFixed(1)} mm, ${leastMm === null ? 'not said how exact the drawing is' : `${leastMm.toFixed(1)} mm at worst`}${endsThere === true ? ', the drawing ends there' : ''}${level === 'above' ? '' : ', acknowledged'}`)

type Accepted = NonNullable<RecordState['acceptedPlan']>

const figureRows = (kind: Accepted['plan']['kind'], figures: Accepted['figures']): readonly NoteRowOf[] => (kind === 'volume'
  ? [['Entry to target', figure(figures.lengthMm, ' mm')], ['Sideways', figure(figures.inPlaneDeg, '°')], ['Head tilt', figure(figures.craniocaudalDeg, '°')]]
  : [['Length on the image', figure(figures.lengthPx, ' px')], ...(figures.lengthMm === null ? [] : [['By its calibration', figure(figures.lengthMm, ' mm')] as const])])

function planRows({ plan, figures, clearances, arteryVariantsLookedFor }: Accepted): readonly NoteRowOf[] {
  return [
    ['Path', plan.name],
    ...figureRows(plan.kind, figures),
    ...(clearances ?? []).map((one): NoteRowOf => [one.name, clearanceWords(one)]),
    ...(plan.kind === 'volume' ? [['Artery variants', variantWords(arteryVariantsLookedFor)]] as const : []),
    ['Needle', plan.needle === null ? 'not chosen' : `${String(plan.needle.gauge)} G, ${String(plan.needle.lengthMm)} mm`],
  ]
}

/** The needle as it was marked on a scan after the plan was accepted; nothing where it was not, or where nobody has related the two scans. */
function actualRows({ plan }: Accepted, { plans, planning }: CaseDocument): readonly NoteRowOf[] {
  const now = plans.find(({ planId }) => planId === plan.planId)
  if (plan.kind !== 'volume' || plan.entryLpsMm === null || plan.targetLpsMm === null || now?.kind !== 'volume') return []
  const needle = now.actualNeedle ?? null
  const relation = needle === null ? null : relationOf(planning.registrations, plan.seriesUid, needle.seriesUid)
  if (needle === null || relation === null) return []
  const deviation = needleDeviation([relation.move(plan.entryLpsMm), relation.move(plan.targetLpsMm)], { hubSide: needle.hubSideLpsMm, tip: needle.tipLpsMm })
  if (!deviation.ok) return [['Actual needle', deviation.error.message]]
  const { angleDeg, alongMm, acrossMm } = deviation.value
  return [
    ['Tip, depth', `${writeDecimal(Math.abs(alongMm))} mm${Math.abs(alongMm) < 0.05 ? '' : alongMm > 0 ? ' beyond the target' : ' short of the target'}`],
    ['Tip, across', `${writeDecimal(acrossMm)} mm from the path`],
    ['Direction', `${writeDecimal(angleDeg)}° from plan`],
  ]
}
