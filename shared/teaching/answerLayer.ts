import { z } from 'zod'
import { caseDocument } from '#shared/procedure/caseDocument.ts'
import { text, uid, uuid } from '#shared/values.ts'
import { answerKey } from './questions.ts'
import { caseFile, caseText, timelineStep } from './teachingCase.ts'

/** Everything about a case that a learner must not have before submitting: a file of its own, beside the case. */
export const answerLayer = z.strictObject({
  schemaVersion: z.literal(1),
  teachingCaseId: uuid,
  salt: uid.optional().describe('known to nobody who has not the answers; absent of earlier cases. Every copy carries the hash of this layer, and what is short could be tried out by it'),
  version: z.int().positive(),
  findings: text(4000),
  teachingPoints: z.array(text(1000)).max(32),
  // Optional, not defaulted: a default would be added to earlier layers on reading, and their hashes would no longer hold.
  tags: caseText.shape.tags.optional().describe('those that can tell an answer; absent: an earlier version released the case, with all of them in its text'),
  keys: z.array(answerKey).max(64),
  expertPlan: caseDocument.nullable().describe('plans, structures and marks of the one who did it, in the frame of the copy; null: none was kept'),
  timeline: z.array(timelineStep).max(1000).default([]).describe('the steps of the procedure: what was judged and decided stands in them'),
  files: z.array(caseFile).max(10_000).default([]).describe('what the record of the procedure left: annotated pictures, reports, pages'),
})
export type AnswerLayer = Readonly<z.infer<typeof answerLayer>>
