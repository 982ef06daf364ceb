import { z } from 'zod'
import { holdingCalibration } from '#shared/calibration/frameCalibration.ts'
import type { StatedCalibration } from '#shared/calibration/statedCalibration.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { instant, uuid } from '#shared/values.ts'
import type { ProjectionPlan } from './needlePlan.ts'

const screenHalf = z.enum(['screenStart', 'screenEnd']).nullable()

/** What a path on a run was accepted on: the calibration it goes by (null = the header's word, or none), and where its sides were said to lie. */
export const projectionBasis = z.strictObject({ calibration: z.strictObject({ calibrationId: uuid, atIso: instant }).nullable(), left: screenHalf, anterior: screenHalf })
export type ProjectionBasis = Readonly<z.infer<typeof projectionBasis>>

type Said = {
  readonly calibrations: readonly StatedCalibration[]
  readonly projectionLeft: Readonly<Record<string, 'screenStart' | 'screenEnd'>>
  readonly projectionAnterior: Readonly<Record<string, 'screenStart' | 'screenEnd'>>
}

/**
 * What a path on a run stands on now.
 *
 * @source  the calibration that holds for the frame it was drawn on, also one of another run of the same geometry
 */
export function projectionBasisOf(plan: Pick<ProjectionPlan, 'seriesUid' | 'frame'>, series: SeriesDescription, { calibrations, projectionLeft, projectionAnterior }: Said): ProjectionBasis {
  const held = holdingCalibration(series, plan.frame, calibrations)?.calibration ?? null
  return {
    calibration: held === null ? null : { calibrationId: held.calibrationId, atIso: held.atIso },
    left: projectionLeft[plan.seriesUid] ?? null, anterior: projectionAnterior[plan.seriesUid] ?? null,
  }
}

export type BasisReason = { readonly code: 'RUN_RECALIBRATED' | 'RUN_SIDE_CHANGED'; readonly words: string; readonly whatToDo: string }

/**
 * What has changed under a path on a run since it was accepted.
 *
 * @source  comparison with what it was accepted on; an undo that brings that back settles it
 * @limits  a plan that was accepted before this was kept is not judged
 */
export function basisReasons(accepted: ProjectionBasis | undefined, now: ProjectionBasis): readonly BasisReason[] {
  if (accepted === undefined) return []
  const isAnew = accepted.calibration?.calibrationId !== now.calibration?.calibrationId || accepted.calibration?.atIso !== now.calibration?.atIso
  const isOtherSide = accepted.left !== now.left || accepted.anterior !== now.anterior
  return [
    ...(isAnew ? [{ code: 'RUN_RECALIBRATED', words: now.calibration === null ? 'The calibration of this run was removed after this plan was accepted.' : 'This run was calibrated anew after this plan was accepted.', whatToDo: 'Its lengths are others now. Look at the path, then accept it again.' } as const] : []),
    ...(isOtherSide ? [{ code: 'RUN_SIDE_CHANGED', words: 'Where LEFT and front lie on this run was answered anew after this plan was accepted.', whatToDo: 'Check that the path lies on the confirmed side, then accept it again.' } as const] : []),
  ]
}
