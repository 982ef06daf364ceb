import { z } from 'zod'
import { contrastDecision, contrastPattern } from '#shared/contrast/assessment.ts'
import { sideWord } from '#shared/dicom/identity.ts'
import { plannedStructure } from '#shared/planning/structure.ts'
import { finite, frameIndex, pointLps, pointPx, text, uid, uuid } from '#shared/values.ts'

/** What a learner is asked. The series is one of the teaching case; `frame` counts from 0 where one frame is meant. */
export const questionKind = z.enum(['whichSide', 'placeTarget', 'drawPath', 'chooseView', 'trueLateral', 'namePattern', 'findFlash', 'injectOrAbort', 'isCalibrated'])
export type QuestionKind = z.infer<typeof questionKind>

export const question = z.strictObject({
  questionId: uuid,
  kind: questionKind,
  prompt: text(1000).describe('empty: the sentence of its kind'),
  seriesUid: uid,
  frame: frameIndex.nullable(),
  seconds: z.int().positive().max(3600).nullable().describe('time allowed; null: untimed'),
})
export type Question = Readonly<z.infer<typeof question>>

/** An answer, a learner's or an expert's. Points are in the frame of the question's series. */
export const quizAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('whichSide'), side: sideWord }),
  z.strictObject({ kind: z.literal('placeTarget'), targetLpsMm: pointLps }),
  z.strictObject({ kind: z.literal('drawPath'), entryLpsMm: pointLps, targetLpsMm: pointLps }),
  z.strictObject({ kind: z.literal('chooseView'), primaryDeg: finite.min(-180).max(180), secondaryDeg: finite.min(-90).max(90) }),
  z.strictObject({ kind: z.literal('trueLateral'), isTrue: z.boolean(), move: z.enum(['rotate', 'tilt']).nullable().describe('what would make it one; null where it is one') }),
  z.strictObject({ kind: z.literal('namePattern'), patterns: z.array(contrastPattern).min(1).max(8) }),
  z.strictObject({ kind: z.literal('findFlash'), flash: z.strictObject({ frame: frameIndex, pointPx }).nullable().describe('null: there is none') }),
  z.strictObject({ kind: z.literal('injectOrAbort'), decision: contrastDecision }),
  z.strictObject({ kind: z.literal('isCalibrated'), basis: z.enum(['calibrated', 'isocentre', 'detector', 'unknown']) }),
])
export type QuizAnswer = Readonly<z.infer<typeof quizAnswer>>

/** What one expert answers. `isTruth`: known from how the images were made, not judged. */
export const expertAnswer = z.strictObject({
  expert: text(64).describe('the person: who answers twice is one expert'),
  plan: text(64).optional().describe('which of that person’s plans; absent where an expert has one answer'),
  isTruth: z.boolean(),
  answer: quizAnswer,
})
export type ExpertAnswer = Readonly<z.infer<typeof expertAnswer>>

/** How far an answer may be off; null: no limit of the educator's, then the experts' spread counts. Angles in degrees, lengths in mm. */
export const acceptedLimits = z.strictObject({
  alongJointMm: finite.positive().nullable(), depthMm: finite.positive().nullable(), entryMm: finite.positive().nullable(), directionDeg: finite.positive().nullable(),
  flashPx: finite.positive().nullable(), flashFrames: z.int().min(0).nullable(),
  craniocaudalMm: finite.positive().nullable().optional().describe('across the joint line and the path; absent as null'),
})
export type AcceptedLimits = Readonly<z.infer<typeof acceptedLimits>>

/** The answer layer of one question. It is not part of what a learner gets before submitting. */
export const answerKey = z.strictObject({
  questionId: uuid,
  experts: z.array(expertAnswer).max(32),
  limits: acceptedLimits,
  jointLine: z.strictObject({ medialLpsMm: pointLps, lateralLpsMm: pointLps }).nullable().describe('ends of the posterior joint line, for the target band'),
  structures: z.array(plannedStructure).max(64).describe('what a path must not touch'),
  needleGauge: z.int().min(14).max(30).optional().describe('clearances count from this needle’s surface; absent: from the line of the path, and the score says so'),
  flashStreak: z.array(z.strictObject({ frame: frameIndex, linePx: z.array(pointPx).min(1).max(64) })).max(64).optional().describe('middle of the filled vessel on each frame that shows it; absent: a flash lies where the experts marked it'),
  explanation: text(4000),
})
export type AnswerKey = Readonly<z.infer<typeof answerKey>>
