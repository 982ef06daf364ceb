import type { PatientPoint } from '#shared/geometry/frames.ts'
import { needleDeviation } from '#shared/planning/deviation.ts'
import { evaluatePath } from '#shared/planning/evaluatePlan.ts'
import type { RecordedClearance, RecordState } from '#shared/procedure/recordEvents.ts'
import type { NoteRow } from '../assessmentRows.ts'
import { approachWords } from '../noteRows.ts'
import { writeDecimal } from '../words.ts'
import { section, type PaperSection, type PaperTable } from './paperTree.ts'

const mm = (value: number | null): string => (value === null ? 'not available' : `${writeDecimal(value)} mm`)
const degrees = (value: number | null): string => (value === null ? 'not available' : `${writeDecimal(value)}°`)
const levelWords = { stop: 'inside its stop distance', caution: 'below its margin', above: 'above its margin', notAssessed: 'not assessed' } as const

/** The accepted plan beside the needle as it was marked on a check scan; without such a needle the plan alone, and that said. */
export function planSection({ acceptedPlan }: RecordState): PaperSection {
  if (acceptedPlan === null) return section('Plan and actual', {})
  const { plan, figures, clearances = [], arteryVariantsLookedFor } = acceptedPlan
  const rows: readonly NoteRow[] = [
    { term: 'Plan', words: plan.kind === 'volume' && plan.approach !== undefined && plan.approach !== null ? `${plan.name}, ${approachWords[plan.approach].toLowerCase()}` : plan.name },
    ...(plan.needle === null ? [] : [{ term: 'Needle planned', words: `${String(plan.needle.gauge)} G, ${writeDecimal(plan.needle.lengthMm).replace(/\.0$/, '')} mm` }]),
    ...clearances.map((one) => ({ term: `To ${one.name}`, words: clearanceWords(one) })),
    ...(arteryVariantsLookedFor === undefined ? [] : [{ term: 'Artery variants looked for', words: arteryVariantsLookedFor === 'yes' ? 'Yes' : 'No' }]),
  ]
  if (plan.kind === 'projection') return section('Plan', { rows: [...rows, { term: 'Length on the picture', words: figures.lengthPx === null ? 'not available' : `${figures.lengthPx.toFixed(0)} px, ${figures.lengthMm === null ? 'no mm on this picture' : `${writeDecimal(figures.lengthMm)} mm by the calibration of this picture`}` }] })
  const actual = actualOf(plan)
  const planned = [mm(figures.lengthMm), degrees(figures.inPlaneDeg), degrees(figures.craniocaudalDeg)]
  const table: PaperTable = {
    columns: [{ words: '', isNumber: false, share: 1.6 }, { words: 'Plan', isNumber: true, share: 1 }, ...(actual === null ? [] : [{ words: 'Actual', isNumber: true, share: 1 }])],
    rows: ['Skin to target', 'Sideways', 'Cranio-caudal'].map((term, at) => [term, planned[at] ?? '', ...(actual === null ? [] : [actual.figures[at] ?? ''])]),
  }
  return section(actual === null ? 'Plan' : 'Plan and actual', { rows: [...rows, ...(actual?.rows ?? [])], table, paragraphs: actual === null ? ['The needle was not marked on a check scan: nothing is said of where it lay.'] : [] })
}

const clearanceWords = ({ distanceMm, leastMm, level, endsThere }: RecordedClearance): string =>
  (distanceMm === null ? levelWords.notAssessed : `${mm(distanceMm)}${leastMm === null ? '' : `, at least ${mm(leastMm)}`}, ${levelWords[level]}${endsThere === true ? ', and the drawing ends there' : ''}`)

type VolumePlan = Extract<NonNullable<RecordState['acceptedPlan']>['plan'], { readonly kind: 'volume' }>

function actualOf(plan: VolumePlan): { readonly figures: readonly string[]; readonly rows: readonly NoteRow[] } | null {
  const { actualNeedle: needle, entryLpsMm, targetLpsMm } = plan
  if (needle === undefined || needle === null || entryLpsMm === null || targetLpsMm === null) return null
  const [hubSide, tip, entry, target] = [needle.hubSideLpsMm, needle.tipLpsMm, entryLpsMm, targetLpsMm].map(([x, y, z]): PatientPoint => [x, y, z])
  if (hubSide === undefined || tip === undefined || entry === undefined || target === undefined) return null
  const path = evaluatePath(hubSide, tip)
  const deviation = needleDeviation([entry, target], { hubSide, tip })
  if (!path.ok || !deviation.ok) return null
  const { alongMm, acrossMm, angleDeg } = deviation.value
  return {
    // The mark on the hub side lies anywhere on the shaft: its distance to the tip is not how deep the needle is.
    figures: ['not measured', degrees(path.value.inPlaneDeg), degrees(path.value.craniocaudalDeg)],
    rows: [
      { term: 'Tip from the target', words: `${mm(Math.abs(alongMm))} ${alongMm < 0 ? 'short of it' : 'beyond it'}, ${mm(acrossMm)} across` },
      { term: 'Angle to the plan', words: degrees(angleDeg) },
      ...(needle.seriesUid === plan.seriesUid ? [] : [{ term: 'Check scan', words: 'another series than the plan’s; the head may have moved between them' }]),
      ...(needle.doubt === undefined ? [] : [{ term: 'Doubt', words: needle.doubt }]),
    ],
  }
}
