import { vectorDistance } from '#shared/geometry/vectors.ts'
import { needleDeviation, type Deviation } from '#shared/planning/deviation.ts'
import { evaluatePath } from '#shared/planning/evaluatePlan.ts'
import { midlineX, mirrorPoint } from '#shared/planning/mirrorPlan.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { Landmark } from '#shared/planning/planningMarks.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { ClearanceState } from '#shared/planning/structureClearance.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { clearanceRows, missingOf } from '../clearances.ts'
import { targetSideOf } from '../planChecks.ts'

export type AssessedRow = { readonly structure: PlannedStructure; readonly state: Extract<ClearanceState, { readonly kind: 'assessed' }> }

/** One plan as a line of the table. Figures are null while a point is missing. */
export type PlanLine = {
  readonly plan: VolumePlan
  readonly figures: { readonly lengthMm: number; readonly inPlaneDeg: number; readonly inPlaneTowards: 'LEFT' | 'RIGHT' | 'NEITHER'; readonly craniocaudalDeg: number } | null
  /** Of every structure that is assessed for it, the nearest first. */
  readonly clearances: readonly AssessedRow[]
  /** How many of the structures that must be asked about are not assessed for this plan. */
  readonly notAssessed: number
}

export function planLines(plans: readonly VolumePlan[], structures: readonly PlannedStructure[], document: Pick<CaseDocument, 'planning' | 'study'>): readonly PlanLine[] {
  return plans.map((plan) => {
    const path = plan.entryLpsMm === null || plan.targetLpsMm === null ? null : evaluatePath(plan.entryLpsMm, plan.targetLpsMm)
    const rows = clearanceRows(plan, structures, document.planning.margins)
    const clearances = rows.flatMap(({ structure, state }): readonly AssessedRow[] => (state.kind === 'assessed' ? [{ structure, state }] : []))
    return { plan, figures: path?.ok === true ? path.value : null, clearances, notAssessed: missingOf(structures, targetSideOf(plan, document)).length + rows.filter(({ state }) => state.kind === 'notAssessed').length }
  })
}

export type PlanDifference = Deviation & { readonly entryApartMm: number; readonly targetApartMm: number }

/**
 * How another plan lies against this one.
 *
 * @frame   patientLps, both on the same series
 * @units   mm, degrees
 */
export function differenceOf(plan: VolumePlan, other: VolumePlan): Result<PlanDifference, Fault<'INCOMPLETE' | 'OTHER_SERIES' | 'DEGENERATE_PATH'>> {
  if (plan.seriesUid !== other.seriesUid) return err('OTHER_SERIES', 'The two paths lie on different series. Compare paths of the same series.')
  if (plan.entryLpsMm === null || plan.targetLpsMm === null || other.entryLpsMm === null || other.targetLpsMm === null) return err('INCOMPLETE', 'A path without entry or target cannot be compared. Set both points.')
  const deviation = needleDeviation([plan.entryLpsMm, plan.targetLpsMm], { hubSide: other.entryLpsMm, tip: other.targetLpsMm })
  return deviation.ok ? ok({ ...deviation.value, entryApartMm: vectorDistance(plan.entryLpsMm, other.entryLpsMm), targetApartMm: vectorDistance(plan.targetLpsMm, other.targetLpsMm) }) : deviation
}

type Made = { readonly planId: string; readonly colour: string; readonly madeBy: string }
/** What was acknowledged or found beside a plan belongs to that plan alone. */
const asNew = (plan: VolumePlan, { madeBy, ...made }: Made): VolumePlan => ({
  ...plan, ...made, acknowledgedCautions: [], outsideBandKnown: null, shortReserveKnown: null, actualNeedle: null, ...(madeBy === '' ? {} : { madeBy }),
})
/** A name holds 64 characters; the end of it tells plans apart. */
const named = (name: string, ending: string): string => `${name.slice(0, 64 - ending.length)}${ending}`

export const copyOf = (plan: VolumePlan, made: Made): VolumePlan => ({ ...asNew(plan, made), name: named(plan.name, ', copy') })

/**
 * The plan on the patient's other side, named as such. Its entry is mirrored too and may lie off the skin there.
 *
 * @frame   patientLps
 */
export function mirrorOf(plan: VolumePlan, landmarks: readonly Landmark[], made: Made): Result<VolumePlan, Fault<'NO_MIDLINE' | 'INCOMPLETE'>> {
  const middle = midlineX(landmarks.filter(({ seriesUid }) => seriesUid === plan.seriesUid))
  if (!middle.ok) return middle
  const { entryLpsMm, targetLpsMm } = plan
  if (targetLpsMm === null) return err('INCOMPLETE', 'A path without a target has no side to be mirrored to. Set the target.')
  const mirrored = mirrorPoint(targetLpsMm, middle.value)
  const side = mirrored[0] > middle.value ? 'LEFT' : 'RIGHT'
  return ok({
    ...asNew(plan, made), name: named(plan.name, `, mirrored to ${side}`), targetLpsMm: mirrored,
    entryLpsMm: entryLpsMm === null ? null : mirrorPoint(entryLpsMm, middle.value),
  })
}
