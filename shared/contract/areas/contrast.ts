import { z } from 'zod'
import { method } from '#shared/contract/define.ts'
import { filePath, finite, frameIndex, text, uid } from '#shared/values.ts'

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
} as const
