import { z } from 'zod'
import { method } from '#shared/contract/define.ts'
import { filePath, finite, frameIndex, pointPx, text, uid } from '#shared/values.ts'

const ellipse = z.strictObject({ centre: pointPx, radiiPx: z.tuple([finite.positive(), finite.positive()]).describe('[x, y]') })

export const contrastMethods = {
  'contrast.subtract': method(
    'Subtracts a mask from a frame in log space and writes the result as little-endian float32, row by row. Without maskFrames the header’s recipe is used.',
    z.strictObject({
      seriesUid: uid, frame: frameIndex, maskFrames: z.array(frameIndex).min(1).max(512).optional(),
      shiftPx: z.tuple([finite, finite]).optional().describe('[row, column], of the mask, in pixels'), path: filePath,
    }),
    z.strictObject({
      rows: z.int(), columns: z.int(), maskFrames: z.array(frameIndex), shiftPx: z.tuple([finite, finite]),
      space: z.enum(['log', 'stored']).describe('stored: display values, the result is qualitative'), note: text(),
    }),
    ['UNKNOWN_SERIES', 'NO_SUCH_FRAME', 'NO_RECIPE', 'NOT_A_PROJECTION', 'MIXED_SIZE', 'UNREADABLE', 'CANNOT_DECODE', 'WRITE_FAILED', 'NOT_PERMITTED'],
  ),
  'contrast.curve': method(
    'How opaque an elliptical region is over time: the mean of the subtraction in every frame of the run that the mask frames belong to, and what is told about it. Frames count within the series. A figure that cannot be told is null, with its reason in `reasons`.',
    z.strictObject({
      seriesUid: uid, roi: ellipse,
      maskFrames: z.array(frameIndex).min(1).max(512).optional().describe('left out: the frames before the first change in the first run, as proposed'),
      align: z.boolean().default(false).describe('lay the mask over every frame first, where the patient has moved'),
    }),
    z.strictObject({
      timesMs: z.array(finite).describe('from the first frame of the run; empty when the header does not say'), values: z.array(finite),
      onsetFrame: frameIndex.nullable(), peakFrame: frameIndex.nullable(), peakValue: finite.nullable(), retainedFraction: finite.nullable().describe('last frame over peak'), washoutHalfTimeMs: finite.nullable(),
      onsetMs: finite.nullable(), timeToPeakMs: finite.nullable().describe('from the onset'), widthMs: finite.nullable().describe('full width at half maximum'),
      firstFrame: frameIndex.describe('of the run, within the series'), maskFrames: z.array(frameIndex), shiftsPx: z.array(z.tuple([finite, finite])).describe('[row, column] of the mask, per frame; empty where it was not aligned'),
      pixels: z.int().describe('in the region'), space: z.enum(['log', 'stored']).describe('stored: display values, the curve is qualitative'),
      reasons: z.array(z.strictObject({ figure: text(64), reason: text() })),
      problems: z.array(z.strictObject({ code: text(64), message: text(), frames: z.array(frameIndex) })),
    }),
    ['UNKNOWN_SERIES', 'NO_SUCH_FRAME', 'NOT_A_RUN', 'NOT_A_PROJECTION', 'EMPTY_REGION', 'MIXED_SIZE', 'CANNOT_ALIGN', 'UNREADABLE', 'CANNOT_DECODE'],
  ),
  'contrast.exportCurves': method(
    'Writes curves of one run as a table for a spreadsheet, a line a frame and a column a region, into a folder; a file that is there is never overwritten. Without a folder the table itself is answered.',
    z.strictObject({
      directory: filePath.optional(),
      timesMs: z.array(finite).max(4096).describe('from the first frame of the run on; empty where it has none'),
      curves: z.array(z.strictObject({ name: text(60), values: z.array(finite.nullable()).max(4096).describe('null in a frame that is not subtracted') })).min(1).max(12),
    }),
    z.strictObject({ path: filePath.nullable(), csv: z.string().nullable() }),
    ['NOT_PERMITTED', 'WRITE_FAILED'],
  ),
} as const
