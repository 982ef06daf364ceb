import { z } from 'zod'
import { displayShutter, maskItem } from '#shared/dicom/imageDescription.ts'
import { finite, localTime, pointPx, text, uid } from '#shared/values.ts'

/** Images, or frames of them, that a part of a state is about; no images = all that the state names, no frames = all of an image. */
const subjects = z.array(z.strictObject({ sopInstanceUid: uid, frameNumbers: z.array(z.int().positive()) }))
export type Subjects = readonly { readonly sopInstanceUid: string; readonly frameNumbers: readonly number[] }[]

const window = z.strictObject({ centre: finite, width: finite.positive(), how: z.enum(['LINEAR', 'LINEAR_EXACT', 'SIGMOID']) })

/** `display`: shares of the displayed area from its top left corner; `pixel`: imageIndex, (0, 0) the centre of the first pixel. */
const units = z.enum(['pixel', 'display'])
export const graphicShape = z.strictObject({
  kind: z.enum(['point', 'polyline', 'interpolated', 'circle', 'ellipse']), units,
  points: z.array(pointPx).min(1).max(100_000), filled: z.boolean(),
})
export const graphicText = z.strictObject({ text: text(1024), units, at: pointPx })
export type GraphicShape = Readonly<z.infer<typeof graphicShape>>
export type GraphicText = Readonly<z.infer<typeof graphicText>>

const logEntry = z.strictObject({ stored: z.int(), value: z.int() })

/** What a stored presentation state says, each part with what it is about. PS3.3 A.33. */
export const presentationState = z.strictObject({
  sopInstanceUid: uid, sopClassUid: uid, seriesUid: uid,
  label: z.string(), description: z.string(), creator: z.string(), createdAt: localTime.nullable(),
  images: z.array(z.strictObject({ seriesUid: uid, sopInstanceUid: uid, frameNumbers: z.array(z.int().positive()) })),
  rescale: z.strictObject({ slope: finite, intercept: finite }).nullable().describe('of the state itself; null: windows are in stored values'),
  windows: z.array(z.strictObject({ of: subjects, window })),
  inverse: z.boolean(),
  rotationDeg: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  flipped: z.boolean(),
  areas: z.array(z.strictObject({ of: subjects, topLeft: pointPx, bottomRight: pointPx })).describe('corners of what is shown, edges of its outermost pixels included; imageIndex'),
  shutter: displayShutter.nullable(),
  graphics: z.array(z.strictObject({ of: subjects, layer: z.string(), order: z.int(), shapes: z.array(graphicShape), texts: z.array(graphicText) })),
  mask: z.strictObject({
    item: maskItem, visibility: finite.min(0).max(1),
    /** Two entries of the table from stored values to their logarithm; null where the state has none. */
    toLog: z.tuple([logEntry, logEntry]).nullable(),
    regions: z.array(z.strictObject({ frames: z.array(z.tuple([z.int(), z.int()])), vertices: z.array(pointPx), shiftPx: z.tuple([finite, finite]) })),
  }).nullable(),
  notFollowed: z.array(text()).describe('what of it the app cannot show, in words'),
})
export type PresentationState = Readonly<z.infer<typeof presentationState>>
