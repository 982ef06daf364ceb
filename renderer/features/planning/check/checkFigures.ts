import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorDistance, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import { correctionFrom, type Correction } from '#shared/planning/correction.ts'
import { needleDeviation, type Deviation } from '#shared/planning/deviation.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { movedPainted } from '#shared/planning/painted.ts'
import type { PlanningMarks } from '#shared/planning/planningMarks.ts'
import type { ScanRelation } from '#shared/planning/scanRelation.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { writeDecimal } from '#shared/reporting/words.ts'
import { ok, type Fault, type Result } from '#shared/result.ts'
import { clearanceRows, type ClearanceRow } from '../clearances.ts'

export const tuple = ([x, y, z]: PatientPoint): [number, number, number] => [x, y, z]

/**
 * The plan as it lies on another scan.
 *
 * @frame   patientLps of `seriesUid`
 */
export const planOn = (plan: VolumePlan, relation: ScanRelation, seriesUid: string): VolumePlan => ({
  ...plan, seriesUid, entryLpsMm: plan.entryLpsMm === null ? null : tuple(relation.move(plan.entryLpsMm)), targetLpsMm: plan.targetLpsMm === null ? null : tuple(relation.move(plan.targetLpsMm)),
})

/** What the registration does not repeat is added to what the drawing is uncertain by; where nobody measured it, neither is known. */
export const structuresOn = (structures: readonly PlannedStructure[], relation: ScanRelation): readonly PlannedStructure[] => structures.map((each) => structureOn(each, relation))
const structureOn = (structure: PlannedStructure, { move, repeatsWithinMm }: ScanRelation): PlannedStructure => ({
  ...structure, uncertaintyMm: structure.uncertaintyMm === null || repeatsWithinMm === null ? null : structure.uncertaintyMm + repeatsWithinMm,
  shape: structure.shape.form === 'painted' ? movedPainted(structure.shape, move) : { form: 'tube', points: structure.shape.points.map((each) => ({ ...each, pointLpsMm: tuple(move(each.pointLpsMm)) })) },
})

/** Few slices show little of a shaft, and a hand may mark it near the tip: what is not seen is as near to an artery. */
function shaftStart({ hubSide, tip }: { readonly hubSide: PatientPoint; readonly tip: PatientPoint }, leastMm: number): PatientPoint {
  const seenMm = vectorDistance(hubSide, tip)
  return seenMm === 0 || seenMm >= leastMm ? hubSide : vectorAdd(tip, vectorScale(vectorSubtract(hubSide, tip), leastMm / seenMm))
}

export type CheckFigures = {
  readonly deviation: Deviation
  readonly correction: Result<Correction, Fault<'AT_TARGET' | 'DEGENERATE_PATH'>>
  readonly clearances: readonly ClearanceRow[]
  /** By how much the target lies elsewhere on this scan than on the plan's. */
  readonly movedMm: number
}

/**
 * The actual needle beside its plan, on the scan that shows it; null while either is not complete.
 *
 * @frame   patientLps of the check scan
 * @units   mm, degrees
 * @source  deviation.ts, correction.ts, structureClearance.ts, each after the plan's scan was laid onto this one
 * @limits  clearances take the shaft as straight, from the tip out to at least the length of the path; they are not assessed
 *          where how the scans lie to each other was not measured
 */
export function checkFigures(plan: VolumePlan, relation: ScanRelation, structures: readonly PlannedStructure[], margins: PlanningMarks['margins']): Result<CheckFigures, Fault<'DEGENERATE_PATH'>> | null {
  const { actualNeedle } = plan
  if (actualNeedle === null || actualNeedle === undefined || plan.entryLpsMm === null || plan.targetLpsMm === null) return null
  const target = relation.move(plan.targetLpsMm)
  const actual = { hubSide: actualNeedle.hubSideLpsMm, tip: actualNeedle.tipLpsMm }
  const deviation = needleDeviation([relation.move(plan.entryLpsMm), target], actual)
  if (!deviation.ok) return deviation
  const asPlan: VolumePlan = { ...plan, entryLpsMm: tuple(shaftStart(actual, vectorDistance(plan.entryLpsMm, plan.targetLpsMm))), targetLpsMm: actualNeedle.tipLpsMm }
  const own = structures.filter(({ seriesUid }) => seriesUid === plan.seriesUid)
  return ok({
    deviation: deviation.value, correction: correctionFrom(actual, target), movedMm: vectorDistance(plan.targetLpsMm, target),
    clearances: relation.repeatsWithinMm !== null ? clearanceRows(asPlan, structuresOn(own, relation), margins)
      : clearanceRows(asPlan, structuresOn(own, { ...relation, repeatsWithinMm: 0 }), margins).map((row) => withoutWorst(row, relation)),
  })
}

/** Without a measured uncertainty there is no worst case: what would hold is said, and not called clear. */
const unmeasured: Readonly<Record<ScanRelation['basis'], string>> = {
  stated: 'Nobody measured how the head lies. If it has not moved:', registered: 'It was not kept how closely this registration repeats. As registered:', same: 'On this scan:',
}
function withoutWorst({ structure, state }: ClearanceRow, { basis }: ScanRelation): ClearanceRow {
  if (state.kind === 'notAssessed') return { structure, state }
  const margin = state.level === 'above' ? '' : `, within the ${state.level} margin even then`
  return { structure, state: { kind: 'notAssessed', why: `${unmeasured[basis]} ${writeDecimal(state.distanceMm)} mm from the needle${margin}. Register the scans on bone.` } }
}
