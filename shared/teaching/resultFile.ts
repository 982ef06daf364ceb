import { z } from 'zod'
import { instant, sha256, text } from '#shared/values.ts'
import { attempt } from './attempt.ts'

export const RESULT_FORMAT_VERSION = 2 as const

/**
 * What a learner hands in: attempts as they were submitted, without scores: they tell what experts answered, and are made where the
 * answers are. The hash is over everything else as canonical JSON.
 */
export const resultFile = z.strictObject({
  format: z.literal('axisresult'),
  formatVersion: z.literal(RESULT_FORMAT_VERSION),
  learner: text(64),
  writtenAtIso: instant,
  attempts: z.array(attempt.extend({ scores: z.null() })).max(10_000),
  sha256,
})
export type ResultFile = Readonly<z.infer<typeof resultFile>>

/** As much of a file as tells what it is, whatever version wrote it. */
export const resultFileHead = z.looseObject({ format: z.string(), formatVersion: z.number() })
