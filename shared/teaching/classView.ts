import { z } from 'zod'
import { patternsInWords } from '#shared/contrast/assessmentWords.ts'
import { finite, instant, text, uuid } from '#shared/values.ts'
import { cohenKappa } from './agreement/cohenKappa.ts'
import type { AgreementCoefficient } from './agreement/coefficient.ts'
import { confidenceAgainstResult } from './agreement/confidence.ts'
import { confusionByClass, contingencyOf } from './agreement/contingency.ts'
import { gwetAc1 } from './agreement/gwetAc1.ts'
import { itemDifficulty, itemDiscrimination, type ItemAnswer } from './agreement/itemFigures.ts'
import type { AnswerScore, Attempt } from './attempt.ts'
import { questionKind, type AnswerKey, type QuestionKind, type QuizAnswer } from './questions.ts'
import { categoriesOf, consensus } from './scoring/categoryParts.ts'

const coefficient = z.strictObject({ value: finite, from: finite, to: finite, items: z.int(), observed: finite, byChance: finite, standardError: finite.describe('of the coefficient; the interval is 95 %') })
const counted = z.int().min(0)

export const classView = z.strictObject({
  learners: z.array(z.strictObject({
    learner: text(64), attempts: counted, cases: counted, answers: counted, accepted: counted.describe('of first answers'), structureHits: counted, higherBy: finite.nullable().describe('confidence above the result, a share; null without a confidence'), lastIso: instant.nullable(),
  })),
  items: z.array(z.strictObject({
    teachingCaseId: uuid, caseNumber: z.int(), questionId: uuid, kind: questionKind, learners: counted,
    difficulty: finite.nullable().describe('share accepted at the first attempt: high is easy'), discrimination: finite.nullable(), structureHits: counted,
  })),
  agreement: z.array(z.strictObject({ kind: questionKind, withExperts: z.strictObject({ kappa: coefficient.nullable(), ac1: coefficient.nullable() }), betweenLearners: coefficient.nullable().describe('AC1') })),
  confusion: z.array(z.strictObject({ kind: questionKind, category: text(200).describe('what the experts say'), items: counted, agreed: finite.nullable(), takenFor: z.array(z.strictObject({ category: text(200), items: counted })) })),
  confidence: z.strictObject({ levels: z.array(z.strictObject({ confidence: z.int(), answers: counted, accepted: counted })), higherBy: finite.nullable(), brier: finite.nullable() }),
  notScored: counted.describe('attempts whose answers are not here'),
})
export type ClassView = Readonly<z.infer<typeof classView>>

/** One case as the class view needs it: its number, its questions and keys. */
export type ClassCase = { readonly teachingCaseId: string; readonly number: number; readonly questions: readonly { readonly questionId: string; readonly kind: QuestionKind }[]; readonly keys: readonly AnswerKey[] }

/** Whether the one who looks may read what the experts say of a case. */
export type MayKnow = (teachingCaseId: string) => boolean

type Answered = { readonly learner: string; readonly question: ClassCase['questions'][number]; readonly of: ClassCase; readonly score: AnswerScore; readonly confidence: number | null; readonly answer: QuizAnswer | null }

/**
 * How a class did: per learner, per item, and how far its readings agree with the experts' and with each other. Items and agreement
 * count first attempts alone: a second one knows the answer.
 *
 * @source  agreement/: Cohen's kappa, Gwet's AC1, classical item figures
 */
export function viewOfClass(attempts: readonly Attempt[], cases: readonly ClassCase[], mayKnow: MayKnow): ClassView {
  const submitted = attempts.filter(({ submittedAtIso }) => submittedAtIso !== null)
  const first = submitted.filter(({ number, learner, teachingCaseId }) => !submitted.some((other) => other.learner === learner && other.teachingCaseId === teachingCaseId && other.number < number))
  const answered = first.flatMap((attempt) => answersOf(attempt, cases))
  const judged = answered.filter(({ score }) => score.verdict !== 'notAssessed')
  return {
    learners: [...new Set(submitted.map(({ learner }) => learner))].sort().map((learner) => learnerLine(learner, submitted, judged)),
    items: cases.flatMap((of) => of.questions.map((question) => itemLine(of, question, judged))).filter(({ learners }) => learners > 0),
    agreement: agreementOf(answered).agreement, confusion: agreementOf(answered.filter(({ of }) => mayKnow(of.teachingCaseId))).confusion, confidence: plainConfidence(judged), notScored: submitted.filter(({ scores }) => scores === null).length,
  }
}

function answersOf(attempt: Attempt, cases: readonly ClassCase[]): readonly Answered[] {
  const of = cases.find(({ teachingCaseId }) => teachingCaseId === attempt.teachingCaseId)
  if (of === undefined || attempt.scores === null) return []
  return attempt.scores.flatMap((score): readonly Answered[] => {
    const question = of.questions.find(({ questionId }) => questionId === score.questionId)
    const given = attempt.answers.find(({ questionId }) => questionId === score.questionId)
    return question === undefined ? [] : [{ learner: attempt.learner, question, of, score, confidence: given?.confidence ?? null, answer: given?.answer ?? null }]
  })
}

const isAccepted = ({ score }: Answered): boolean => score.verdict === 'accepted'
const isHit = ({ score }: Answered): boolean => score.verdict === 'structureHit'
const confident = (answers: readonly Answered[]) => answers.flatMap((one) => (one.confidence === null ? [] : [{ confidence: one.confidence, isAccepted: isAccepted(one) }]))
function plainConfidence(answers: readonly Answered[]): ClassView['confidence'] {
  const { levels, higherBy, brier } = confidenceAgainstResult(confident(answers))
  return { levels: [...levels], higherBy, brier }
}

function learnerLine(learner: string, submitted: readonly Attempt[], judged: readonly Answered[]): ClassView['learners'][number] {
  const own = submitted.filter((attempt) => attempt.learner === learner), answers = judged.filter((answer) => answer.learner === learner)
  return {
    learner, attempts: own.length, cases: new Set(own.map(({ teachingCaseId }) => teachingCaseId)).size, answers: answers.length, accepted: answers.filter(isAccepted).length, structureHits: answers.filter(isHit).length,
    higherBy: confidenceAgainstResult(confident(answers)).higherBy, lastIso: own.map(({ submittedAtIso }) => submittedAtIso).filter((iso) => iso !== null).sort().at(-1) ?? null,
  }
}

function itemLine(of: ClassCase, question: ClassCase['questions'][number], judged: readonly Answered[]): ClassView['items'][number] {
  const here = judged.filter((answer) => answer.question.questionId === question.questionId && answer.of.teachingCaseId === of.teachingCaseId)
  const answers = here.map((answer): ItemAnswer => {
    const rest = judged.filter((other) => other.learner === answer.learner && other !== answer)
    return { isAccepted: isAccepted(answer), restShare: rest.length === 0 ? null : rest.filter(isAccepted).length / rest.length }
  })
  return { teachingCaseId: of.teachingCaseId, caseNumber: of.number, questionId: question.questionId, kind: question.kind, learners: here.length, difficulty: itemDifficulty(answers), discrimination: itemDiscrimination(answers), structureHits: here.filter(isHit).length }
}

/** The word for an answer of a kind that has few; null for a place or a path. */
export function categoryOf(answer: QuizAnswer): string | null {
  switch (answer.kind) {
    case 'whichSide': case 'trueLateral': case 'injectOrAbort': case 'isCalibrated': return categoriesOf(answer)[0]?.[1] ?? null
    case 'namePattern': return patternsInWords(answer.patterns)
    default: return null
  }
}

function agreementOf(answered: readonly Answered[]): Pick<ClassView, 'agreement' | 'confusion'> {
  const kinds = [...new Set(answered.map(({ question }) => question.kind))].filter((kind) => answered.some(({ question, answer }) => question.kind === kind && answer !== null && categoryOf(answer) !== null))
  const parts = kinds.map((kind) => {
    const own = answered.filter(({ question }) => question.kind === kind)
    const pairs = own.map(({ answer, of, question }): readonly [string | null, string | null] => [expertCategory(of, question.questionId), answer === null ? null : categoryOf(answer)])
    const categories = [...new Set(pairs.flat().filter((word) => word !== null))].sort()
    const table = contingencyOf(pairs, categories)
    const items = [...new Set(own.map(({ of, question }) => `${of.teachingCaseId} ${question.questionId}`))]
    const ratings = items.map((item) => own.filter(({ of, question }) => `${of.teachingCaseId} ${question.questionId}` === item).map(({ answer }) => (answer === null ? null : categoryOf(answer))))
    return {
      agreement: { kind, withExperts: { kappa: plain(cohenKappa(table)), ac1: plain(gwetAc1(pairs.filter((pair) => !pair.includes(null)), categories)) }, betweenLearners: plain(gwetAc1(ratings, categories)) },
      confusion: confusionByClass(table, categories).filter(({ items: seen }) => seen > 0).map(({ takenFor, ...row }) => ({ kind, ...row, takenFor: [...takenFor] })),
    }
  })
  return { agreement: parts.map(({ agreement }) => agreement), confusion: parts.flatMap(({ confusion }) => confusion) }
}

function expertCategory(of: ClassCase, questionId: string): string | null {
  const experts = of.keys.find((key) => key.questionId === questionId)?.experts ?? []
  return consensus(experts.flatMap(({ expert, isTruth, answer }) => { const words = categoryOf(answer); return words === null ? [] : [{ expert, isTruth, words }] })).words
}

/** An interval from one item has no end: it is not given. */
const plain = (found: AgreementCoefficient | null): AgreementCoefficient | null => (found === null || !Number.isFinite(found.standardError) || !Number.isFinite(found.from) ? null : found)
