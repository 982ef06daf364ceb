import type { AnswerLayer } from '#shared/teaching/answerLayer.ts'
import type { PageCase } from '#shared/teaching/formats/pageParts.ts'
import type { AnswerKey, ExpertAnswer, Question, QuizAnswer } from '#shared/teaching/questions.ts'
import { deidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import type { TeachingCase } from '#shared/teaching/teachingCase.ts'

const id = (at: number): string => `11111111-1111-4111-8111-1111111111${String(10 + at)}`
const asked = (at: number, kind: Question['kind'], prompt = ''): Question => ({ questionId: id(at), kind, prompt, seriesUid: '1.2.3.2', frame: null, seconds: null })
const answered = (at: number, answers: readonly QuizAnswer[], explanation = ''): AnswerKey => ({
  questionId: id(at), experts: answers.map((answer, person): ExpertAnswer => ({ expert: `Expert ${'AB'.charAt(person)}`, isTruth: false, answer })), explanation, jointLine: null, structures: [],
  limits: { alongJointMm: null, depthMm: null, entryMm: null, directionDeg: null, flashPx: null, flashFrames: null },
})

/** Words with all that markup has to mind, and a control character. */
export const HISTORY = 'Neck pain & headache <2 years>, "worse" on turning.\nOlder block: no relief.\u0007'
const text: TeachingCase['text'] = { title: 'Needle & joint <C1-2>', history: HISTORY, difficulty: 3, tags: { variant: ['Arcuate foramen'], complication: [], modality: ['CT'], approach: ['posterior'] } }

export const pageTeachingCase: TeachingCase = {
  schemaVersion: 1, teachingCaseId: '22222222-2222-4222-8222-222222222222', version: 1, number: 14, text, side: 'LEFT', level: 'C1-2', series: [],
  questions: [asked(1, 'whichSide'), asked(2, 'namePattern', 'What do you see?'), asked(3, 'drawPath'), asked(4, 'injectOrAbort'), asked(5, 'isCalibrated')], timeline: [],
  identity: { options: deidentifyOptions.parse({}), recognizableFeatures: '', isSynthetic: false, checkedBy: 'twoPersons', releasedAtIso: '2026-11-22T10:00:00.000Z' }, files: [], answersSha256: null,
}

export const pageAnswers: AnswerLayer = {
  schemaVersion: 1, teachingCaseId: pageTeachingCase.teachingCaseId, version: 1, findings: 'Facet joint reached.', teachingPoints: ['Look before you inject.', 'Count the frames.'], expertPlan: null, timeline: [], files: [],
  keys: [
    answered(1, [{ kind: 'whichSide', side: 'LEFT' }]),
    answered(2, [{ kind: 'namePattern', patterns: ['intraArticular', 'venous'] }, { kind: 'namePattern', patterns: ['venous'] }], 'A vein fills in frame 12.'),
    answered(3, [{ kind: 'drawPath', entryLpsMm: [52.5, 40, 0], targetLpsMm: [22.5, 0, 0] }], 'Between artery and root.'),
    answered(4, [{ kind: 'injectOrAbort', decision: 'abort' }], 'Contrast in a vein.'),
    answered(5, [{ kind: 'isCalibrated', basis: 'detector' }]),
  ],
}

export const pageCase = (change: Partial<PageCase> = {}): PageCase => ({ number: 'TEACHING CASE 014', teachingCase: pageTeachingCase, answers: pageAnswers, author: '', ...change })
