import { z } from 'zod'
import { finite, frameIndex, text, uid } from '#shared/values.ts'

/** What the contrast did, as the operator saw it; several at once make "mixed". */
export const contrastPattern = z.enum([
  'intraArticular', 'capsularLeak', 'extraArticular', 'epidural', 'intrathecal', 'subdural', 'arterial', 'venous',
])
export type ContrastPattern = z.infer<typeof contrastPattern>

/** Patterns that take "inject" away until the operator has repositioned or aborted. */
export const stopPatterns: ReadonlySet<ContrastPattern> = new Set(['epidural', 'intrathecal', 'subdural', 'arterial', 'venous'])

export const contrastDecision = z.enum(['inject', 'reposition', 'abort'])
export type ContrastDecision = z.infer<typeof contrastDecision>

const shiftPx = z.tuple([finite, finite])

/** How a subtraction was made: frames of the series from 0; shift in pixels [rows down, columns]. */
export const subtractionRecipe = z.strictObject({
  seriesUid: uid,
  maskFrames: z.array(frameIndex).min(1).max(512),
  shiftPx,
  // Optional, not defaulted: a default would be added to old events on reading, and their hashes would no longer hold.
  header: z.enum(['AVG_SUB', 'TID', 'REV_TID']).optional().describe('the subtraction of the header that was followed; absent where a person chose the mask'),
  proposed: z.literal(true).optional().describe('the mask is the one that was proposed'),
  contrastFrames: z.array(frameIndex).min(2).max(512).optional().describe('averaged before they are subtracted from; absent: the frame alone'),
  automatic: z.literal(true).optional().describe('the shift was found by laying the mask over the frame'),
  regions: z.array(z.strictObject({ vertices: z.array(z.tuple([finite, finite])).min(3).max(64).describe('[column, row]'), shiftPx })).min(1).max(16).optional().describe('parts whose mask was moved by itself'),
  landmark: finite.positive().max(1).optional().describe('how much of the anatomy was left behind the difference, 1 = all'),
})
export type SubtractionRecipe = Readonly<z.infer<typeof subtractionRecipe>>

/** The operator's answer, with the frames it was seen on. */
export const contrastAssessment = z.strictObject({
  seriesUid: uid,
  subtraction: subtractionRecipe.nullable(),
  seenFrames: z.array(frameIndex).min(1).max(4096),
  patterns: z.array(contrastPattern).max(8),
  vesselFilling: z.enum(['yes', 'no', 'unsure']).nullable(),
  decision: contrastDecision,
  comment: text(2000),
  // Optional, not defaulted: a default would be added to old events on reading, and their hashes would no longer hold.
  noLateralReason: text(500).min(1).optional().describe('why the decision was taken without a lateral seen; absent where one was, and in older records'),
})
export type ContrastAssessment = Readonly<z.infer<typeof contrastAssessment>>
