import { z } from 'zod'
import { finite, frameIndex, pointLps, pointPx, text, uid, uuid } from '#shared/values.ts'

export const needleSpecification = z.strictObject({ gauge: z.int().min(14).max(30), lengthMm: finite.positive().max(400) })
export type NeedleSpecification = Readonly<z.infer<typeof needleSpecification>>

const common = {
  planId: uuid,
  name: text(64),
  colour: z.string().regex(/^#[0-9A-Fa-f]{6}$/),
  seriesUid: uid,
}

/** A needle plan in the patient: entry on the skin, target in the joint. A point that is not placed yet is null. */
export const volumePlan = z.strictObject({
  kind: z.literal('volume'),
  ...common,
  frameOfReferenceUid: uid.nullable(),
  entryLpsMm: pointLps.nullable(),
  targetLpsMm: pointLps.nullable(),
  needle: needleSpecification.nullable(),
})

/** The same on one projection image: a line in its pixels, without depth. */
export const projectionPlan = z.strictObject({
  kind: z.literal('projection'),
  ...common,
  frame: frameIndex,
  entryPx: pointPx.nullable(),
  targetPx: pointPx.nullable(),
  needle: needleSpecification.nullable(),
})

export const needlePlan = z.discriminatedUnion('kind', [volumePlan, projectionPlan])
export type VolumePlan = Readonly<z.infer<typeof volumePlan>>
export type ProjectionPlan = Readonly<z.infer<typeof projectionPlan>>
export type NeedlePlan = VolumePlan | ProjectionPlan
