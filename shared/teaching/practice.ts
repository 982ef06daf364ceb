import { z } from 'zod'
import { sideWord } from '#shared/dicom/identity.ts'
import { finite, text, uid, uuid } from '#shared/values.ts'
import { answerKey, question } from './questions.ts'

export const practicePatterns = ['arthrogram', 'arteryFlash', 'epidural', 'capsularLeak', 'venousRunOff'] as const
/** How contrast spreads in a generated run. */
export const practicePattern = z.enum(practicePatterns)
export type PracticePattern = z.infer<typeof practicePattern>

export const practiceTasks = ['path', 'target', 'run', 'view', 'lateral', 'still'] as const
/** What a generated case asks. */
export const practiceTask = z.enum(practiceTasks)
export type PracticeTask = z.infer<typeof practiceTask>

export const MOST_SEED = 2 ** 31 - 1

/** What makes a generated case: the same request gives the same case, wherever it is asked. What is left out comes from the seed. */
export const practiceRequest = z.strictObject({
  seed: z.int().min(0).max(MOST_SEED),
  pattern: practicePattern.optional().describe('a run with this contrast; absent: what `task` says'),
  task: z.enum([...practiceTasks, 'any']).optional().describe('path, target: a CT to plan on; run: contrast on the C-arm, which comes from the seed where `pattern` does not say it; view: a CT with a needle, whose C-arm view is asked for; lateral: a picture from the side, true or not; still: which side, and what a millimetre is worth; any: one of these, by the seed; absent: path'),
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
