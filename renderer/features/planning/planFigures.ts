import { client } from '#renderer/api/index.ts'
import { useSession } from '#renderer/features/case/index.ts'
import type { PlanEvaluation } from '#shared/contract/areas/plan.ts'
import type { FramePixel } from '#shared/calibration/frameCalibration.ts'
import { evaluatePlan, type EvaluateFault } from '#shared/planning/evaluatePlan.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { NeedlePlan, ProjectionPlan, VolumePlan } from '#shared/planning/needlePlan.ts'
import type { RecordEventInput } from '#shared/contract/areas/record.ts'

export type PlanFigures = Extract<RecordEventInput, { kind: 'planAccepted' }>['figures']

/** The function behind `plan.evaluate`, asked here: figures belong to the picture that shows their path. Null while a point is not placed. */
export function evaluateVolumePlan(plan: VolumePlan): Result<PlanEvaluation, EvaluateFault> | null {
  const { entryLpsMm, targetLpsMm, needle } = plan
  if (entryLpsMm === null || targetLpsMm === null) return null
  return evaluatePlan({ entryLpsMm: [...entryLpsMm], targetLpsMm: [...targetLpsMm], ...(needle === null ? {} : { needle: { gauge: needle.gauge, lengthMm: needle.lengthMm } }) })
}

export type PixelSize = Pick<FramePixel, 'basis' | 'rowSpacingMm' | 'columnSpacingMm'>
export type ProjectionFigures = { readonly lengthPx: number; readonly lengthMm: number | null }

/**
 * The length of a path on one projection image.
 *
 * @units pixels; mm only where it is known what a pixel is worth in the patient
 */
export function measureProjectionPlan(plan: ProjectionPlan, size: PixelSize | null): ProjectionFigures | null {
  const { entryPx, targetPx } = plan
  if (entryPx === null || targetPx === null) return null
  const columns = targetPx[0] - entryPx[0]
  const rows = targetPx[1] - entryPx[1]
  const known = size !== null && (size.basis === 'calibrated' || size.basis === 'isocentre') && size.rowSpacingMm !== null && size.columnSpacingMm !== null
  return { lengthPx: Math.hypot(columns, rows), lengthMm: known ? Math.hypot(columns * (size.columnSpacingMm ?? Number.NaN), rows * (size.rowSpacingMm ?? Number.NaN)) : null }
}

/** What a record keeps of a plan; null while the plan is not complete. */
export async function recordFigures(plan: NeedlePlan): Promise<Result<PlanFigures | null, EvaluateFault>> {
  if (plan.kind === 'volume') {
    const evaluated = evaluateVolumePlan(plan)
    if (evaluated === null) return ok(null)
    if (!evaluated.ok) return evaluated.error.code === 'DEGENERATE_PATH' ? ok(null) : err(evaluated.error.code, evaluated.error.message)
    const { lengthMm, inPlaneDeg, craniocaudalDeg } = evaluated.value
    return ok({ lengthMm, inPlaneDeg, craniocaudalDeg, lengthPx: null })
  }
  const { caseId } = useSession.getState()
  const size = await client.call('fluoroscopy.calibration', { seriesUid: plan.seriesUid, frame: plan.frame, ...(caseId === null ? {} : { caseId }) })
  const measured = measureProjectionPlan(plan, size.ok ? size.value : null)
  return ok(measured === null ? null : { ...measured, inPlaneDeg: null, craniocaudalDeg: null })
}
