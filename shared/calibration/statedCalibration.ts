import { z } from 'zod'
import { runPlace } from '#shared/projection/viewPair.ts'
import { finite, frameIndex, instant, pointPx, text, uid, uuid } from '#shared/values.ts'
import { runGeometry } from './runGeometry.ts'

/** What the operator measured against: two points on one frame, and how far apart they lie in the patient. */
const ends = z.tuple([pointPx, pointPx])
export const calibrationMethod = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('marker'), edgesPx: ends, diameterMm: finite.positive().max(200) }),
  z.strictObject({ kind: z.literal('length'), endsPx: ends, lengthMm: finite.positive().max(500) }),
  z.strictObject({ kind: z.literal('needleGauge'), edgesPx: ends, gauge: z.int().min(14).max(30) }),
])
export type CalibrationMethod = Readonly<z.infer<typeof calibrationMethod>>

/**
 * A size that the operator stated for a run. It holds for the whole run and for runs of the same geometry. Which frames those
 * are and what a pixel is then worth is decided by the functions of this folder, never by whoever draws.
 */
export const statedCalibration = z.strictObject({
  calibrationId: uuid,
  seriesUid: uid,
  run: z.int().min(0),
  frame: frameIndex.describe('frame of the series on which it was marked'),
  method: calibrationMethod,
  /** How far from the depth of the joint the object may lie, along the beam; null = the operator could not say. */
  offJointMm: finite.min(0).max(200).nullable(),
  /** What the header says of the frame it was marked on: for which other runs it holds follows from it. */
  geometry: runGeometry,
  /** Runs for which the header is silent and the operator said that the C-arm stood the same. */
  alsoRuns: z.array(runPlace).max(64),
  by: text(64),
  atIso: instant,
})
export type StatedCalibration = Readonly<z.infer<typeof statedCalibration>>
