import type { FramePixel } from '#shared/calibration/frameCalibration.ts'
import { evaluatePath } from './evaluatePlan.ts'
import type { NeedlePlan, ProjectionPlan } from './needlePlan.ts'

/** What a record keeps of the path of a plan. */
export type PlanFigures = { readonly lengthMm: number | null; readonly inPlaneDeg: number | null; readonly craniocaudalDeg: number | null; readonly lengthPx: number | null }
export type PixelSize = Pick<FramePixel, 'basis' | 'rowSpacingMm' | 'columnSpacingMm'>
export type ProjectionFigures = { readonly lengthPx: number; readonly lengthMm: number | null }

/**
 * The length of a path on one projection image.
 *
 * @units pixels; mm only where it is known what a pixel is worth in the patient
 */
export function measureProjectionPlan({ entryPx, targetPx }: Pick<ProjectionPlan, 'entryPx' | 'targetPx'>, size: PixelSize | null): ProjectionFigures | null {
  if (entryPx === null || targetPx === null) return null
  const columns = targetPx[0] - entryPx[0]
  const rows = targetPx[1] - entryPx[1]
  const known = size !== null && (size.basis === 'calibrated' || size.basis === 'isocentre') ? size : null
  return { lengthPx: Math.hypot(columns, rows), lengthMm: known === null || known.rowSpacingMm === null || known.columnSpacingMm === null ? null : Math.hypot(columns * known.columnSpacingMm, rows * known.rowSpacingMm) }
}

/**
 * The figures of a plan as a record keeps them, of an accepted plan and of a key image alike; null where there is no path.
 *
 * @units  mm and degrees on a volume; pixels on a projection, and mm where it is known what a pixel of its frame is worth
 * @source evaluatePath; measureProjectionPlan
 */
export function planFigures(plan: NeedlePlan, size: PixelSize | null): PlanFigures | null {
  if (plan.kind === 'projection') {
    const measured = measureProjectionPlan(plan, size)
    return measured === null ? null : { ...measured, inPlaneDeg: null, craniocaudalDeg: null }
  }
  const { entryLpsMm, targetLpsMm } = plan
  const path = entryLpsMm === null || targetLpsMm === null ? null : evaluatePath(entryLpsMm, targetLpsMm)
  if (path === null || !path.ok) return null
  const { lengthMm, inPlaneDeg, craniocaudalDeg } = path.value
  return { lengthMm, inPlaneDeg, craniocaudalDeg, lengthPx: null }
}
