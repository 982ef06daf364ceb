import { z } from 'zod'
import { finite, instant, pointLps, text, uid } from '#shared/values.ts'

/** A figure, or why there is none. */
const measured = z.union([z.strictObject({ value: finite, reason: z.null() }), z.strictObject({ value: z.null(), reason: text(500) })])

/** What two or three CT scans say of the contrast, as it was shown and accepted. */
export const ctSpreadFigures = z.strictObject({
  beforeSeriesUid: uid,
  afterSeriesUid: uid.describe('lengths and places are in the frame of this scan'),
  laterSeriesUid: uid.nullable(),
  basis: z.enum(['registered', 'stated']).describe('stated: somebody said that the head has not moved'),
  repeatsWithinMm: finite.min(0).nullable(),
  focusLpsMm: pointLps.describe('what is farther away than reachMm was not looked at'),
  reachMm: finite.positive(),
  needleLeftOut: z.boolean().describe('false: no needle was marked, so steel may count as contrast'),
  coverage: z.strictObject({ share: finite.positive().max(1), lowLpsMm: pointLps, highLpsMm: pointLps }).optional().describe('part of the ball looked at that both scans show, and its ends along the axes; contrast elsewhere is not seen. Absent in older records: not known'),
  thresholdHu: finite,
  noiseHu: finite,
  saturatedVoxels: z.int().min(0),
  longestMm: finite.min(0),
  volumeMl: measured,
  injectedMl: finite.positive().nullable(),
  missingMl: measured.describe('injected minus visible'),
  discordance: text(500).nullable().describe('said where much less is seen than was injected'),
  distances: z.array(z.strictObject({ kind: text(64), name: text(64), distanceMm: measured, uncertaintyMm: finite.min(0).optional().describe('of the drawing, not yet taken off; absent in older records and where nothing is drawn'), repeatsWithinMm: finite.min(0).nullable().optional().describe('how closely the registration repeats that carried the drawing over, not yet taken off: 0 where it was drawn on this scan, null where nobody measured it. Absent in older records, whose distances are to voxel centres') })).max(64),
  decrease: measured.nullable().describe('part of the first rise that the later scan has lost; null without a later scan'),
  isOld: z.literal(true).optional().describe('drawings, registrations or needles were changed after these figures were measured'),
  by: text(64),
  atIso: instant,
})
export type CtSpreadFigures = Readonly<z.infer<typeof ctSpreadFigures>>
