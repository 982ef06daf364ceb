import { z } from 'zod'
import { sideWord } from '#shared/dicom/identity.ts'
import { finite, instant, sha256, text, uuid } from '#shared/values.ts'
import { quizAnswer, type QuestionKind } from './questions.ts'

export const givenAnswer = z.strictObject({
  questionId: uuid,
  answer: quizAnswer.nullable().describe('null: the time ran out, or it was left out'),
  confidence: z.int().min(1).max(5).nullable().describe('asked before the answer is revealed'),
  elapsedMs: finite.min(0).describe('over all sittings'),
  edits: z.int().min(0).describe('over all sittings: steps of a drawing, changes of an answer that was given'),
  openedAtIso: instant.optional().describe('the first look at the question: the time of a timed one runs from here, whether anybody sits before it or not'),
})
export type GivenAnswer = Readonly<z.infer<typeof givenAnswer>>

/** What a learner says; when it was opened and how often it was changed is seen where it is kept. */
export const saidAnswer = givenAnswer.omit({ edits: true, openedAtIso: true })
export type SaidAnswer = Readonly<z.infer<typeof saidAnswer>>

/** Answers that are drawn on the planes of a scan, step by step, in the document of the attempt. */
export const isOnPath = (kind: QuestionKind): boolean => kind === 'drawPath' || kind === 'placeTarget'

/**
 * Whether the time allowed for a question has gone by: its answer then stays as it stands.
 *
 * @units   ms gone by; a question's time is in seconds
 */
export const isTimeOver = ({ seconds }: { readonly seconds: number | null }, elapsedMs: number): boolean => seconds !== null && elapsedMs >= seconds * 1000

/** An answer is kept by the clock of the screen, which may run a moment over. */
export const LATE_MS = 2000

/** One part of a score: signed figures, never a single grade. */
export const scorePart = z.strictObject({
  group: z.enum(['structures', 'target', 'path', 'answer', 'effort']).describe('effort: time and edits'),
  name: text(80),
  value: z.union([finite, text(80)]).nullable().describe('the learner’s; null: not given or not assessed'),
  unit: z.enum(['mm', 'deg', 'px', 'frames', 's', '']),
  towards: text(80).describe('which way it is off: toward midline, short; empty where it has no direction'),
  accepted: text(120).describe('what would be: above 5.0, up to 2.0, Lateral third'),
  state: z.enum(['accepted', 'notYet', 'never', 'notAssessed']).describe('never: a structure is hit'),
})
export type ScorePart = Readonly<z.infer<typeof scorePart>>

export const answerScore = z.strictObject({
  questionId: uuid,
  verdict: z.enum(['accepted', 'notYet', 'structureHit', 'notAssessed']),
  parts: z.array(scorePart).max(96),
  basis: text(120).describe('what was accepted by: from 2 expert plans, from how the images were made'),
  nearestExpert: z.int().min(0).nullable().describe('of the key’s experts, whose path the learner’s was compared with; null where none was'),
  whatToChange: text(1000),
})
export type AnswerScore = Readonly<z.infer<typeof answerScore>>

/** One go of one learner at one case. `scores` is null until it was submitted where the answers are. */
export const attempt = z.strictObject({
  schemaVersion: z.literal(1),
  attemptId: uuid,
  learner: text(64),
  teachingCaseId: uuid,
  caseVersion: z.int().positive(),
  caseSha256: sha256,
  setId: uuid.nullable(),
  number: z.int().positive().describe('of this learner at this case, from 1'),
  sideNamed: z.strictObject({ side: sideWord, atIso: instant }).nullable().describe('before the images opened'),
  startedAtIso: instant,
  submittedAtIso: instant.nullable(),
  answers: z.array(givenAnswer).max(64),
  editsCountedTo: z.int().min(0).optional().describe('version of its own document up to which edits are counted'),
  scores: z.array(answerScore).max(64).nullable(),
})
export type Attempt = Readonly<z.infer<typeof attempt>>
