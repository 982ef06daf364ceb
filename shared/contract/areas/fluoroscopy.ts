import { z } from 'zod'
import { method } from '#shared/contract/define.ts'
import { finite, frameIndex, text, uid, uuid } from '#shared/values.ts'

export const timingSource = z.enum(['frameTime', 'frameTimeVector', 'frameTimestamps', 'none'])
export const fluoroscopyMethods = {
  'fluoroscopy.timing': method(
    'When each frame of a run was taken, from its first frame on. Empty, with the reason in `note`, when the header does not say.',
    z.strictObject({ seriesUid: uid, run: z.int().min(0).default(0) }),
    z.strictObject({ frameTimesMs: z.array(finite), source: timingSource, note: text(4096) }),
    ['UNKNOWN_SERIES', 'NOT_A_RUN'],
  ),
  'fluoroscopy.calibration': method(
    'What a pixel of a projection image is worth in the patient, and on what basis: by the header, or with `caseId` by what the operator calibrated in that case, where it holds for the frame.',
    z.strictObject({ seriesUid: uid, frame: frameIndex, caseId: text(64).optional() }),
    z.strictObject({
      basis: z.enum(['calibrated', 'isocentre', 'detector', 'unknown']), rowSpacingMm: finite.nullable(), columnSpacingMm: finite.nullable(), note: text(4096),
      errorPercent: finite.nullable().describe('of a length parallel to the detector; null where it is not known'),
      errorNote: text(4096).describe('where that error comes from'),
      from: z.enum(['objectPixelSpacing', 'pixelSpacing', 'imagerPixelSpacing', 'scannedPixelSpacing', 'ultrasoundRegion', 'stated', 'none']),
      regionsPx: z.array(z.strictObject({ left: finite, top: finite, right: finite, bottom: finite })).nullable().describe('where on the image it holds, edges included; null = everywhere'),
      stated: z.strictObject({ calibrationId: uuid, as: z.enum(['ownRun', 'sibling', 'named']) }).nullable().describe('the calibration of the operator that holds, and why'),
    }),
    ['UNKNOWN_SERIES', 'NO_SUCH_FRAME', 'NOT_A_PROJECTION', 'OTHER_CASE'],
  ),
} as const
