import { z } from 'zod'
import { finite, instant, pointLps, text, uid, uuid } from '#shared/values.ts'

/** One point of a tube's centre line; the radius may change along it. */
export const tubePoint = z.strictObject({ pointLpsMm: pointLps, radiusMm: finite.positive().max(50) })
export type TubePoint = Readonly<z.infer<typeof tubePoint>>

/** Drawn as a centre line. One point is kept while drawing goes on; a clearance needs two. */
export const tubeShape = z.strictObject({ form: z.literal('tube'), points: z.array(tubePoint).max(512) })

/** Far more than a nerve, a vessel or the sac in the neck; beyond it the drawing has leaked. */
export const MOST_PAINTED_VOXELS = 400_000
/** A clean outline needs one run a row; beyond this it is noise that was grown. */
export const MOST_RUNS = 60_000

/** Sides of a painted drawing's box, by the direction of its grid. */
export const boxSides = ['columnLow', 'columnHigh', 'rowLow', 'rowHigh', 'sliceLow', 'sliceHigh'] as const
export type BoxSide = (typeof boxSides)[number]

/**
 * Painted or grown: voxels of a box of the series' grid, or of that grid moved to another scan. The first voxel's centre
 * lies at the origin. `runs` are the lengths, in turn, of what does not and what does belong, columns fastest.
 */
export const paintedShape = z.strictObject({
  form: z.literal('painted'),
  grid: z.strictObject({ originLpsMm: pointLps, columnStepMm: pointLps, rowStepMm: pointLps, sliceStepMm: pointLps, size: z.tuple([z.int().min(0), z.int().min(0), z.int().min(0)]) }),
  runs: z.array(z.int().min(0)).max(MOST_RUNS),
  voxels: z.int().min(0).max(MOST_PAINTED_VOXELS),
  /** Where the scan or the box that was filled ended, and not the structure; absent: nowhere that is known. */
  cutAt: z.array(z.enum(boxSides)).max(boxSides.length).optional(),
})
export type PaintedShape = Readonly<z.infer<typeof paintedShape>>

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
  /** Whoever changed it last, and when. */
  drawnBy: text(64),
  drawnAtIso: instant,
  /** `values`: grown from the image by its values, at least in part; absent: drawn by hand. */
  drawnFrom: z.enum(['hand', 'values']).optional(),
})
export type PlannedStructure = Readonly<z.infer<typeof plannedStructure>>
