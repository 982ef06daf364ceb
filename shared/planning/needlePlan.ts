import { z } from 'zod'
import { finite, frameIndex, instant, pointLps, pointPx, text, uid, uuid } from '#shared/values.ts'

export const needleSpecification = z.strictObject({ gauge: z.int().min(14).max(30), lengthMm: finite.positive().max(400), bentTipDeg: finite.min(0).max(45).optional() })
export type NeedleSpecification = Readonly<z.infer<typeof needleSpecification>>

const common = {
  planId: uuid,
  name: text(64),
  colour: z.string().regex(/^#[0-9A-Fa-f]{6}$/),
  seriesUid: uid,
}

export const approachName = z.enum(['posterior', 'posterolateral', 'lateral', 'caudalToCranial'])
export type ApproachName = z.infer<typeof approachName>

/** A person saw that this structure is nearer than its margin and goes on knowingly. */
export const acknowledgedCaution = z.strictObject({ structureId: uuid, by: text(64), atIso: instant })

/** The needle as marked on a check scan: a point of the shaft on the hub side, and the tip. */
export const actualNeedle = z.strictObject({
  seriesUid: uid, hubSideLpsMm: pointLps, tipLpsMm: pointLps,
  /** Of its scan; absent in older plans, null where the scan states none. */
  frameOfReferenceUid: uid.nullable().optional(),
  /** Why the search was not sure of it; gone once a person has marked or confirmed the needle. */
  doubt: text(1000).optional(),
})
export type ActualNeedle = Readonly<z.infer<typeof actualNeedle>>

/** A needle plan in the patient: entry on the skin, target in the joint. A point that is not placed yet is null. */
export const volumePlan = z.strictObject({
  kind: z.literal('volume'),
  ...common,
  frameOfReferenceUid: uid.nullable(),
  entryLpsMm: pointLps.nullable(),
  targetLpsMm: pointLps.nullable(),
  needle: needleSpecification.nullable(),
  /** Absent or null: nobody has said it. */
  approach: approachName.nullable().optional(),
  acknowledgedCautions: z.array(acknowledgedCaution).max(64).optional(),
  actualNeedle: actualNeedle.nullable().optional(),
  /** Somebody placed the target outside the band and said so. */
  outsideBandKnown: z.strictObject({ by: text(64), atIso: instant }).nullable().optional(),
  /** Somebody saw that little of the needle stays outside and goes on with it. */
  shortReserveKnown: z.strictObject({ by: text(64), atIso: instant }).nullable().optional(),
  /** Who drew it; absent in plans from before this was kept. */
  madeBy: text(64).optional(),
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
