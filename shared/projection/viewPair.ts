import { z } from 'zod'
import { frameIndex, instant, pointPx, text, uid, uuid } from '#shared/values.ts'

const tableSide = z.enum(['SUPINE', 'PRONE'])

/** One run of a series. */
export const runPlace = z.strictObject({ seriesUid: uid, run: z.int().min(0) })
export type RunPlace = Readonly<z.infer<typeof runPlace>>

const framePoint = z.strictObject({ frame: frameIndex.describe('frame of the series'), pointPx })

/** A place that is marked in one view or in both; in both it has a place in space, or a reason why not. */
export const pairedPoint = z.strictObject({
  pointId: uuid,
  /** `target`, `needleTip`, `needleHub`, the ends of the joint line, or the operator's own word. */
  role: z.enum(['target', 'needleTip', 'needleHub', 'jointMedial', 'jointLateral', 'other']),
  name: text(64),
  first: framePoint.nullable(),
  second: framePoint.nullable(),
})
export type PairedPoint = Readonly<z.infer<typeof pairedPoint>>

/** Two runs that show the same joint from two directions, as the operator paired them. */
export const viewPair = z.strictObject({
  pairId: uuid,
  first: runPlace,
  second: runPlace,
  /** The operator said that neither table nor patient moved between the two: only then do their beams meet in one isocentre. */
  stillBetween: z.strictObject({ by: text(64), atIso: instant }).nullable(),
  /** Instead: the table was shifted while the patient lay still on it. Places are then told from a point that is marked in both. Absent in older documents. */
  tableShifted: z.strictObject({ referenceId: uuid, by: text(64), atIso: instant }).nullable().default(null),
  /** How the patient lay and what the C-arm had been told, where its angles need it; null = nobody has said. Absent in older documents. */
  table: z.strictObject({ lay: tableSide, setTo: tableSide, by: text(64), atIso: instant }).nullable().default(null),
  points: z.array(pairedPoint).max(64),
  by: text(64),
  atIso: instant,
})
export type ViewPair = Readonly<z.infer<typeof viewPair>>
