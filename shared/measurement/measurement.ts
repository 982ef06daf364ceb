import { z } from 'zod'
import { frameIndex, instant, pointPx, text, uid, uuid } from '#shared/values.ts'

/**
 * What is drawn to measure on a frame, in pixels of the image. Figures are not kept: they are computed anew from the points, the
 * calibration that holds and the stored values, so that a new calibration never leaves an old figure behind.
 */
export const measurementShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('length'), pointsPx: z.tuple([pointPx, pointPx]) }),
  z.strictObject({ kind: z.literal('angle'), pointsPx: z.tuple([pointPx, pointPx, pointPx]).describe('the vertex is the second') }),
  z.strictObject({ kind: z.literal('region'), pointsPx: z.tuple([pointPx, pointPx]).describe('opposite corners of the box about an ellipse') }),
  z.strictObject({ kind: z.literal('arrow'), pointsPx: z.tuple([pointPx, pointPx]).describe('the tip is the first') }),
  z.strictObject({ kind: z.literal('text'), pointsPx: z.tuple([pointPx]) }),
  z.strictObject({ kind: z.literal('freehand'), pointsPx: z.array(pointPx).min(2).max(2000), closed: z.boolean() }),
])
export type MeasurementShape = Readonly<z.infer<typeof measurementShape>>
export type MeasurementKind = MeasurementShape['kind']
export const measurementKinds = ['length', 'angle', 'region', 'arrow', 'text', 'freehand'] as const satisfies readonly MeasurementKind[]

export const measurement = z.strictObject({
  measurementId: uuid,
  seriesUid: uid,
  /** Frame of the series, from 0: a measurement belongs to its frame. */
  frame: frameIndex,
  shape: measurementShape,
  label: text(200),
  by: text(64),
  atIso: instant,
  /** The measurement it was copied from, on another frame. */
  copiedFrom: uuid.nullable(),
})
export type Measurement = Readonly<z.infer<typeof measurement>>
