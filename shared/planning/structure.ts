import { z } from 'zod'
import { finite, instant, pointLps, sha256, text, uid, uuid } from '#shared/values.ts'

/** One point of a tube's centre line; the radius may change along it. */
export const tubePoint = z.strictObject({ pointLpsMm: pointLps, radiusMm: finite.positive().max(50) })
export type TubePoint = Readonly<z.infer<typeof tubePoint>>

/** Drawn as a centre line. One point is kept while drawing goes on; a clearance needs two. */
export const tubeShape = z.strictObject({ form: z.literal('tube'), points: z.array(tubePoint).max(512) })

/** Painted or grown: the voxels lie in the object folder under the SHA-256 of their stored bytes. */
export const paintedShape = z.strictObject({
  form: z.literal('painted'),
  maskSha256: sha256,
  voxels: z.int().min(0),
})

export const structureShape = z.discriminatedUnion('form', [tubeShape, paintedShape])
export type StructureShape = Readonly<z.infer<typeof structureShape>>

/**
 * Something a needle must not hit, as a person drew it. The uncertainty is null until somebody states it: a clearance
 * less an unknown uncertainty is not assessed.
 */
export const plannedStructure = z.strictObject({
  id: uuid,
  seriesUid: uid,
  frameOfReferenceUid: uid.nullable(),
  kind: z.string().min(1).max(64),
  name: text(64),
  shape: structureShape,
  uncertaintyMm: finite.min(0).max(20).nullable(),
  drawnBy: text(64),
  drawnAtIso: instant,
})
export type PlannedStructure = Readonly<z.infer<typeof plannedStructure>>
