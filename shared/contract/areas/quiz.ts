import { z } from 'zod'
import { method } from '#shared/contract/define.ts'
import { leftOut } from '#shared/contract/leftOut.ts'
import { sideWord } from '#shared/dicom/identity.ts'
import { answerLayer } from '#shared/teaching/answerLayer.ts'
import { attempt, saidAnswer } from '#shared/teaching/attempt.ts'
import { classView } from '#shared/teaching/classView.ts'
import { practiceRequest } from '#shared/teaching/practice.ts'
import { questionKind } from '#shared/teaching/questions.ts'
import { attemptVerdict } from '#shared/teaching/attemptVerdict.ts'
import { setRound } from '#shared/teaching/setRounds.ts'
import { caseText, teachingCase, teachingSet } from '#shared/teaching/teachingCase.ts'
import { filePath, instant, text, uuid } from '#shared/values.ts'

const learner = z.string().trim().min(1).max(64).describe('the name that stands under the results')
const reader = learner.optional().describe('who looks at it; absent: nobody who may see what experts say')
const attemptId = z.strictObject({ attemptId: uuid })

/** One go at a case, as its screen needs it before it was submitted: no word of the answers. */
export const attemptView = z.strictObject({
  attempt,
  teachingCase,
  caseId: text(64).describe('the document of this attempt alone, as case.get takes it, and its images, as library.series gives them'),
  isOpen: z.boolean().describe('the side was named: the images are there'),
  hasAnswers: z.boolean().describe('they are here, and come with quiz.submit'),
  set: z.strictObject({ ...teachingSet.pick({ setId: true, version: true, title: true }).shape, place: z.int().positive(), of: z.int().positive() }).nullable().describe('of which it is a part, and its place there, from 1; null: of none, or that set is not here'),
})
export type AttemptView = Readonly<z.infer<typeof attemptView>>

/** After submitting: the scores lie in the attempt; null: the answers of this case are not here. */
export const attemptResult = z.strictObject({ view: attemptView, answers: answerLayer.nullable() })
export type AttemptResult = Readonly<z.infer<typeof attemptResult>>

/** A case that is looked through: nothing of it can be changed, and what the learner draws lies in a document of its own. */
export const reviewView = z.strictObject({
  teachingCase,
  caseId: text(64).describe('the learner’s own document beside this case, as case.get takes it, and its images, as library.series gives them'),
  timeline: teachingCase.shape.timeline.describe('the procedure as it happened, as far as it is here; a step names a picture only where that is here too'),
  answers: answerLayer.nullable().describe('what the experts drew and wrote; null: not here'),
})
export type ReviewView = Readonly<z.infer<typeof reviewView>>

export const quizCase = z.strictObject({
  teachingCaseId: uuid, version: z.int().positive(), number: z.int().positive(), title: text(200), difficulty: z.int().nullable(), tags: caseText.shape.tags, isSynthetic: z.boolean(),
  questions: z.array(questionKind),
  attempts: z.int().min(0).describe('submitted ones'), openAttemptId: uuid.nullable().describe('begun and not submitted'),
  last: z.strictObject({ attemptId: uuid, atIso: instant, verdict: attemptVerdict }).nullable(),
  repeatDueIso: instant.nullable(),
})
export type QuizCase = Readonly<z.infer<typeof quizCase>>

/** A set as a learner takes it: its cases in their order, in the versions that it names. */
export const quizSet = z.strictObject({
  ...teachingSet.omit({ cases: true, answersReleasedAtIso: true }).shape,
  state: z.enum(['locked', 'notLocked', 'changed']).describe('changed: its contents do not have the hash of its lock, so it cannot be taken'),
  cases: z.array(z.strictObject({
    teachingCaseId: uuid, version: z.int().positive(),
    state: z.enum(['ready', 'missing', 'changed']).describe('changed: it is not the case that was put into the set'),
    line: quizCase.nullable().describe('what was done of it in this set; null: it cannot be read'),
  })),
  done: z.int().min(0).describe('cases that were submitted in this set'),
  asked: z.int().min(0).describe('cases that ask something, or that cannot be read'),
  rounds: z.array(setRound),
})
export type QuizSet = Readonly<z.infer<typeof quizSet>>

const fileReport = z.strictObject({
  imported: z.array(z.strictObject({ name: text(), learner: text(64), attempts: z.int(), present: z.int().describe('were here already') })),
  refused: z.array(z.strictObject({ name: text(), code: z.enum(['NOT_A_RESULT', 'OTHER_VERSION', 'CHANGED_AFTER', 'BROKEN']), message: text() })),
})
const written = z.strictObject({ path: filePath.nullable(), fileName: text(), text: z.string().nullable().describe('the file itself, without a folder') })

/** The quiz. No method here, and no stream, tells an accepted answer of a case before an attempt at it was submitted. */
export const quizMethods = {
  'quiz.cases': method('What a learner may take, by number, with what was done so far.', z.strictObject({ learner }), z.strictObject({ cases: z.array(quizCase), damaged: leftOut }), []),
  'quiz.sets': method('The sets that are here as a learner takes them, by title: of each the newest version that is locked, or the newest one where none is; with what was done of it.', z.strictObject({ learner }), z.strictObject({ sets: z.array(quizSet), damaged: leftOut }), []),
  'quiz.begin': method(
    'Begins an attempt, or goes on with the one that was not submitted; with a set it is a part of that, at the version that the set names. The images stay closed until the side is named.',
    z.strictObject({ teachingCaseId: uuid, version: z.int().positive().optional(), setId: uuid.optional(), learner }),
    attemptView, ['UNKNOWN_TEACHING_CASE', 'BROKEN_CASE', 'NO_QUESTIONS', 'UNKNOWN_SET', 'SET_CHANGED', 'NOT_IN_SET', 'STORAGE_FAILED'],
  ),
  'quiz.attempt': method('An attempt as last saved.', attemptId, attemptView, ['UNKNOWN_ATTEMPT', 'UNKNOWN_TEACHING_CASE', 'BROKEN_CASE']),
  'quiz.nameSide': method(
    'Names the side, which opens the images. Where the case states its side and asks for none, another one is refused; what was named first stays in the attempt. Where the side is what is asked, null opens them; the case then tells it after submitting.',
    z.strictObject({ attemptId: uuid, side: sideWord.nullable() }), attemptView,
    ['SIDE_NOT_NAMED', 'UNKNOWN_ATTEMPT', 'UNKNOWN_TEACHING_CASE', 'BROKEN_CASE', 'SUBMITTED', 'SIDE_DISAGREES', 'STORAGE_FAILED'],
  ),
  'quiz.answer': method(
    'Saves one answer; an earlier one to the same question is replaced, until the time of the question is over: then only how sure one is may be said. The first call for a question, which may say nothing yet, opens it: its time runs from there, over all sittings. It is durable when this answers.',
    z.strictObject({ attemptId: uuid, given: saidAnswer }), attemptView,
    ['UNKNOWN_ATTEMPT', 'UNKNOWN_TEACHING_CASE', 'BROKEN_CASE', 'SUBMITTED', 'SIDE_NOT_NAMED', 'UNKNOWN_QUESTION', 'OTHER_KIND', 'TIME_OVER', 'STORAGE_FAILED'],
  ),
  'quiz.submit': method(
    'Closes an attempt and scores it. From now on, and not before, the answers of the case come with it.',
    attemptId, attemptResult,
    ['UNKNOWN_ATTEMPT', 'UNKNOWN_TEACHING_CASE', 'BROKEN_CASE', 'SUBMITTED', 'SIDE_NOT_NAMED', 'NO_CONFIDENCE', 'STORAGE_FAILED'],
  ),
  'quiz.result': method('A submitted attempt with the answers.', attemptId, attemptResult, ['UNKNOWN_ATTEMPT', 'UNKNOWN_TEACHING_CASE', 'BROKEN_CASE', 'NOT_SUBMITTED']),
  'quiz.review': method(
    'Opens a case to look through, with what the experts drew and wrote: one of which nothing is asked, or that this learner has submitted.',
    z.strictObject({ teachingCaseId: uuid, version: z.int().positive().optional(), learner }), reviewView, ['UNKNOWN_TEACHING_CASE', 'BROKEN_CASE', 'NOT_SUBMITTED', 'STORAGE_FAILED'],
  ),
  'quiz.attempts': method('Submitted attempts of one learner, oldest first; those of others are read as a class.', z.strictObject({ learner, teachingCaseId: uuid.optional() }), z.strictObject({ attempts: z.array(attempt), damaged: leftOut }), []),
  'quiz.exportResults': method(
    'Writes what a learner has submitted as one .axisresult file, with a hash, for an educator. Without a folder the file itself is answered.',
    z.strictObject({ learner, directory: filePath.optional() }), written, ['NOTHING_TO_WRITE', 'NOT_PERMITTED', 'WRITE_FAILED'],
  ),
  'quiz.importResults': method(
    'Takes in result files of a class. One that was changed, or that another version wrote, is refused in words; attempts that were not scored there are scored here.',
    z.strictObject({ files: z.array(z.strictObject({ name: text(255), text: z.string().max(50_000_000) })).min(1).max(500) }), fileReport, ['STORAGE_FAILED'],
  ),
  'quiz.class': method(
    'How a class did, of all submitted attempts here: by learner, by item, in agreement with the experts and with each other. What experts say of a case is told to who has submitted it, prepared or released it, or has an account as educator.',
    z.strictObject({ teachingCaseIds: z.array(uuid).max(500).optional(), reader }), classView.extend({ damaged: leftOut }), [],
  ),
  'quiz.classTable': method(
    'The same as a table for a spreadsheet, a line an answer, into a folder; what learners were told to change stands in it for the same readers. Without a folder the table itself is answered.',
    z.strictObject({ teachingCaseIds: z.array(uuid).max(500).optional(), reader, directory: filePath.optional() }), written, ['NOT_PERMITTED', 'WRITE_FAILED'],
  ),
  'quiz.practice': method(
    'Makes a case of a phantom whose truth is known, and puts it among the teaching cases. The same request gives the same case; event quiz.practiceProgress tells how far.',
    practiceRequest.extend({ jobId: uuid.optional() }),
    z.strictObject({ teachingCaseId: uuid, version: z.int().positive(), number: z.int().positive(), isNew: z.boolean() }),
    ['BUSY', 'PRACTICE_FAILED', 'STORAGE_FAILED'],
  ),
} as const
