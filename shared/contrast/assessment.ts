import { z } from 'zod'
import { finite, frameIndex, instant, text, uid } from '#shared/values.ts'
import { ctSpreadFigures } from './ctSpreadFigures.ts'

/** What the contrast did, as the operator saw it; several at once make "mixed". */
export const contrastPattern = z.enum([
  'intraArticular', 'capsularLeak', 'extraArticular', 'epidural', 'intrathecal', 'subdural', 'arterial', 'venous',
])
export type ContrastPattern = z.infer<typeof contrastPattern>

/** Patterns that take "inject" away until the operator has repositioned or aborted. */
export const stopPatterns: ReadonlySet<ContrastPattern> = new Set(['epidural', 'intrathecal', 'subdural', 'arterial', 'venous'])

/** Patterns that are a vessel, alone or in a mix, whatever was answered about vessel filling. */
export const vesselPatterns: ReadonlySet<ContrastPattern> = new Set(['arterial', 'venous'])

export const qualityGrade = z.enum(['good', 'fair', 'poor'])
export type QualityGrade = z.infer<typeof qualityGrade>
/** The three parts of a published grading of digital subtraction runs; in this order. */
export const qualityParts = ['position', 'mask', 'volume'] as const
export type QualityPart = (typeof qualityParts)[number]
export const runQuality = z.strictObject({ position: qualityGrade.nullable(), mask: qualityGrade.nullable(), volume: qualityGrade.nullable() })
export type RunQuality = Readonly<z.infer<typeof runQuality>>
export const noQuality: RunQuality = { position: null, mask: null, volume: null }

/** One injection of contrast, counted from 1; what was injected, as the operator says. */
export const contrastInjection = z.strictObject({ number: z.int().min(1).max(99), agent: text(120), volumeMl: finite.positive().max(50).nullable() })
export type ContrastInjection = Readonly<z.infer<typeof contrastInjection>>

/** What the app itself noted as looked at. */
export const contrastLook = z.strictObject({ what: z.enum(['native', 'subtracted', 'peak', 'faint', 'lateral']), seriesUid: uid, run: z.int().min(0), atIso: instant })
export type ContrastLook = Readonly<z.infer<typeof contrastLook>>

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
  quality: runQuality.optional().describe('null: not rated; absent in older records, as are all below'),
  injection: contrastInjection.optional(),
  looks: z.array(contrastLook).max(64).optional().describe('what was seen before the decision, as the app noted it'),
  framesPerSecond: finite.positive().nullable().optional().describe('of the run, on average; null where the header does not say'),
  slowestFramesPerSecond: finite.positive().optional().describe('by the longest time between two frames from the mask on; absent where the average says all'),
  missing: z.array(text(200)).max(32).optional().describe('what was still to do when the decision was taken; absent where nothing was'),
  againstListReason: text(500).min(1).optional().describe('why the operator went on against that list'),
  otherSubtractions: z.array(z.strictObject({ frame: frameIndex, subtraction: subtractionRecipe.nullable().describe('null: this frame is not subtracted') })).min(1).max(4096).optional().describe('how those of the seen frames were subtracted that were not as `subtraction` says: another shift, a mask of their own'),
  ctSpread: ctSpreadFigures.optional().describe('what CT shows of the contrast'),
})
export type ContrastAssessment = Readonly<z.infer<typeof contrastAssessment>>
