import { z } from 'zod'
import { method } from '#shared/contract/define.ts'
import { finite, frameIndex, text, uid } from '#shared/values.ts'

export const timingSource = z.enum(['frameTime', 'frameTimeVector', 'frameTimestamps', 'none'])
export const fluoroscopyMethods = {
  'fluoroscopy.timing': method(
    'When each frame of a run was taken, from its first frame on. Empty, with the reason in `note`, when the header does not say.',
    z.strictObject({ seriesUid: uid, run: z.int().min(0).default(0) }),
    z.strictObject({ frameTimesMs: z.array(finite), source: timingSource, note: text() }),
    ['UNKNOWN_SERIES', 'NOT_A_RUN'],
  ),
  'fluoroscopy.calibration': method(
    'What a pixel of a projection image is worth in the patient, and on what basis.',
    z.strictObject({ seriesUid: uid, frame: frameIndex }),
    z.strictObject({ basis: z.enum(['calibrated', 'isocentre', 'detector', 'unknown']), rowSpacingMm: finite.nullable(), columnSpacingMm: finite.nullable(), note: text() }),
    ['UNKNOWN_SERIES', 'NO_SUCH_FRAME', 'NOT_A_PROJECTION'],
  ),
} as const
