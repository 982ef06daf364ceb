import { z } from 'zod'
import { finite, frameIndex, pointPx, text, uuid } from '#shared/values.ts'

export const curveRegionKind = z.enum(['joint', 'vaCourse', 'canal', 'other'])
export type CurveRegionKind = z.infer<typeof curveRegionKind>

/** A region whose opacity is followed over time, where the patient lay on the mask. */
export const curveRegion = z.strictObject({
  regionId: uuid,
  kind: curveRegionKind,
  /** Of a region of another kind; empty for the others, whose kind is their name. */
  name: text(40),
  centre: pointPx,
  radiiPx: z.tuple([finite.positive(), finite.positive()]).describe('[x, y]'),
})
export type CurveRegion = Readonly<z.infer<typeof curveRegion>>

const outlinePoints = z.array(pointPx).min(3).max(400)

/** What is outlined on one run, where the patient lay on the mask. */
export const runOutlines = z.strictObject({
  /** A frame of the series, or the peak picture of the run; null = nobody has asked yet. */
  of: z.union([frameIndex, z.literal('peak')]).nullable(),
  /** Opacity from which on a pixel counts; null = as proposed. */
  threshold: finite.nullable(),
  /** What is opaque, as a person has changed the outline; null = as found. */
  spread: z.array(outlinePoints).max(64).nullable(),
  joint: outlinePoints.nullable(),
  midline: z.tuple([pointPx, pointPx]).nullable(),
})
export type RunOutlines = Readonly<z.infer<typeof runOutlines>>
export const noOutlines: RunOutlines = { of: null, threshold: null, spread: null, joint: null, midline: null }

/** As many as one run holds. */
export const MOST_REGIONS = 12
