import { z } from 'zod'
import { sideWord } from '#shared/dicom/identity.ts'
import { finite, text, uid, uuid } from '#shared/values.ts'
import { answerKey, question } from './questions.ts'

/** How contrast spreads in a generated run; without one the case is a CT to plan a path on. */
export const practicePattern = z.enum(['arthrogram', 'arteryFlash', 'epidural', 'capsularLeak', 'venousRunOff'])
export type PracticePattern = z.infer<typeof practicePattern>

/** What a generated case asks where it has no run of contrast. */
export const practiceTask = z.enum(['path', 'target', 'view', 'lateral', 'still'])
export type PracticeTask = z.infer<typeof practiceTask>

export const MOST_SEED = 2 ** 31 - 1

/** What makes a generated case: the same request gives the same case, wherever it is asked. What is left out comes from the seed. */
export const practiceRequest = z.strictObject({
  seed: z.int().min(0).max(MOST_SEED),
  pattern: practicePattern.optional().describe('a run with this contrast; absent: what `task` says'),
  task: practiceTask.optional().describe('path, target: a CT to plan on; view: a CT with a needle, whose C-arm view is asked for; lateral: a picture from the side, true or not; still: which side, and what a millimetre is worth; absent: path'),
  side: sideWord.optional(),
  difficulty: z.int().min(1).max(5).optional().describe('from 4 the vessels are not opacified; 5: where a target is asked for, the artery runs medially'),
  seconds: z.int().positive().max(3600).optional().describe('time allowed for each question; absent: untimed'),
  detail: z.enum(['fine', 'coarse']).default('fine').describe('coarse: 1 mm voxels, made in a few seconds'),
})
export type PracticeRequest = Readonly<z.infer<typeof practiceRequest>>

/** What the generator says of a case that it has written. */
export const practiceMade = z.strictObject({
  teachingCaseId: uuid,
  side: sideWord.nullable().describe('null: it is asked, so the case does not tell it'),
  difficulty: z.int().min(1).max(5),
  title: text(200), history: text(4000), findings: text(4000), teachingPoints: z.array(text(1000)).max(32),
  variant: z.array(text(64)).max(32),
  series: z.array(z.strictObject({ seriesUid: uid, modality: text(16), kind: z.enum(['volume', 'cine', 'stills']), frames: z.int().min(1) })).min(1).max(16),
  questions: z.array(question).min(1).max(16),
  keys: z.array(answerKey).min(1).max(16),
})
export type PracticeMade = Readonly<z.infer<typeof practiceMade>>

/** From the thread that makes a case: how far it is, then what it made or why it did not. */
export const practiceMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), share: finite.min(0).max(1) }),
  z.strictObject({ kind: z.literal('made'), made: practiceMade }),
  z.strictObject({ kind: z.literal('failed'), message: text() }),
])
