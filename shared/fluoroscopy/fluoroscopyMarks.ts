import { z } from 'zod'
import { finite, frameIndex, instant, pointPx, text, uid, uuid } from '#shared/values.ts'
import { statedCalibration } from '#shared/calibration/statedCalibration.ts'
import { measurement } from '#shared/measurement/measurement.ts'
import { viewPair } from '#shared/projection/viewPair.ts'

/** The needle as the operator marked it on one frame: hub, or the point of the shaft nearest to it, and tip. */
export const fluoroscopicNeedle = z.strictObject({ seriesUid: uid, frame: frameIndex, hubPx: pointPx.nullable(), tipPx: pointPx.nullable(), by: text(64), atIso: instant })
export type FluoroscopicNeedle = Readonly<z.infer<typeof fluoroscopicNeedle>>

/** What makes a view a true one, ticked off by a person; domain words in `features/fluoroscopy`. */
export const trueViewTick = z.enum(['ramiSuperimposed', 'pillarsSuperimposed', 'densCentred', 'spinousMidline', 'jointLinesSharp'])
export type TrueViewTick = z.infer<typeof trueViewTick>
export const trueViewTicks = z.strictObject({ view: z.enum(['lateral', 'apOpenMouth']), ticks: z.array(trueViewTick).max(8), by: text(64), atIso: instant })
export type TrueViewTicks = Readonly<z.infer<typeof trueViewTicks>>

/** How the pictures of a series are turned on the screen, as the operator left them. */
export const keptTurn = z.strictObject({ flippedHorizontally: z.boolean(), rotationDeg: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]) })
export type KeptTurn = Readonly<z.infer<typeof keptTurn>>

/** What belongs to one run: where it plays, what is marked on its time line, at which rate it plays where the header has none. Frames of the series. */
export const runTimes = z.strictObject({
  trim: z.tuple([frameIndex, frameIndex]).nullable(),
  marks: z.array(z.strictObject({ markId: uuid, frame: frameIndex, name: text(64) })).max(64),
  /** The frame that two runs in step are started from; null = their first. */
  eventFrame: frameIndex.nullable(),
  /** Frames a second to show, set by the operator; never measured with. */
  shownRate: finite.positive().max(120).nullable(),
})
export type RunTimes = Readonly<z.infer<typeof runTimes>>

/** What the operator marked on projection images; `record`s by run are keyed by `runKey`. */
export const fluoroscopyMarks = z.strictObject({
  calibrations: z.array(statedCalibration).max(64),
  measurements: z.array(measurement).max(500),
  pairs: z.array(viewPair).max(32),
  needles: z.array(fluoroscopicNeedle).max(64),
  trueViews: z.record(text(80), trueViewTicks),
  runTimes: z.record(text(80), runTimes),
  turns: z.record(uid, keptTurn),
  /** One left-right convention for every view; null = as acquired, nobody has chosen. */
  layout: z.enum(['radiologic', 'asPositioned']).nullable(),
  /** How the patient lies on the table of the procedure, as the operator says; older documents carry no word of it. */
  lies: z.enum(['prone', 'supine']).nullable().default(null),
})
export type FluoroscopyMarks = Readonly<z.infer<typeof fluoroscopyMarks>>

export const emptyFluoroscopyMarks: z.infer<typeof fluoroscopyMarks> = {
  calibrations: [], measurements: [], pairs: [], needles: [], trueViews: {}, runTimes: {}, turns: {}, layout: null, lies: null,
}
