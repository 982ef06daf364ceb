import { z } from 'zod'
import { decisionWords, patternOrder, patternsInWords } from '#shared/contrast/assessmentWords.ts'
import { sideWord } from '#shared/dicom/identity.ts'
import { finite, instant, text, uuid } from '#shared/values.ts'
import { agreementByItem } from './agreement/byItem.ts'
import { cohenKappa } from './agreement/cohenKappa.ts'
import { confidenceAgainstResult } from './agreement/confidence.ts'
import { confusionByClass, contingencyOf } from './agreement/contingency.ts'
import { gwetAc1, ratingsOfTable } from './agreement/gwetAc1.ts'
import { itemDifficulty, itemDiscrimination, type ItemAnswer } from './agreement/itemFigures.ts'
import type { AnswerScore, Attempt } from './attempt.ts'
import { questionKind, type AnswerKey, type QuestionKind, type QuizAnswer } from './questions.ts'
import { setRounds } from './setRounds.ts'
import { calibrationWords, categoriesOf, consensus, yesOrNo } from './scoring/categoryParts.ts'

const counted = z.int().min(0)
const coefficient = z.strictObject({
  value: finite, observed: finite, byChance: finite, items: counted, answers: counted,
  interval: z.strictObject({ from: finite, to: finite, standardError: finite.describe('by item') }).nullable().describe('95 %; null: too few items, or all of them alike'),
})

export const classView = z.strictObject({
  learners: z.array(z.strictObject({
    learner: text(64), attempts: counted, cases: counted, answers: counted, accepted: counted.describe('of first answers'), structureHits: counted, higherBy: finite.nullable().describe('confidence above the result, a share; null without a confidence'), lastIso: instant.nullable(),
  })),
  items: z.array(z.strictObject({
    teachingCaseId: uuid, caseNumber: z.int(), caseVersion: z.int().positive(), questionId: uuid, kind: questionKind, learners: counted,
    difficulty: finite.nullable().describe('share accepted at the first attempt: high is easy'), discrimination: finite.nullable(), structureHits: counted,
  })),
  agreement: z.array(z.strictObject({ kind: questionKind, withExperts: z.strictObject({ kappa: coefficient.nullable().describe('null beside an AC1: all of one category'), ac1: coefficient.nullable() }), betweenLearners: coefficient.nullable().describe('AC1') })),
  confusion: z.array(z.strictObject({ kind: questionKind, category: text(200).describe('what the experts say'), items: counted, agreed: finite.nullable(), takenFor: z.array(z.strictObject({ category: text(200), items: counted })) })),
  sets: z.array(z.strictObject({
    setId: uuid, title: text(200).nullable().describe('null: the set is not here'), learner: text(64), done: counted.describe('cases'), of: counted.nullable(),
    judged: counted.describe('of the first time through the set, like the two that follow'), accepted: counted, structureHits: counted, lastIso: instant,
  })).describe('attempts that were begun from a set, by set and learner'),
  confidence: z.strictObject({ levels: z.array(z.strictObject({ confidence: z.int(), answers: counted, accepted: counted })), higherBy: finite.nullable(), brier: finite.nullable() }),
  notScored: counted.describe('attempts whose answers are not here'),
  notHere: counted.describe('attempts at a case, or a version of one, that is not here: they stand in no figure of an item'),
})
export type ClassView = Readonly<z.infer<typeof classView>>

/** One version of a case as the class view needs it: its number, its questions and keys. */
export type ClassCase = { readonly teachingCaseId: string; readonly version: number; readonly number: number; readonly questions: readonly { readonly questionId: string; readonly kind: QuestionKind }[]; readonly keys: readonly AnswerKey[] }

/** The case that an attempt was made at, in the version that was answered; undefined: it is not here. */
export const caseOfAttempt = ({ teachingCaseId, caseVersion }: Pick<Attempt, 'teachingCaseId' | 'caseVersion'>, cases: readonly ClassCase[]): ClassCase | undefined => cases.find((one) => one.teachingCaseId === teachingCaseId && one.version === caseVersion)

/** A set as the class view needs it: its name, and the cases of the version that is handed out. */
export type ClassSet = { readonly setId: string; readonly title: string; readonly cases: readonly { readonly teachingCaseId: string; readonly version: number }[] }

/** Whether the one who looks may read what the experts say of a case. */
export type MayKnow = (teachingCaseId: string) => boolean

type Answered = { readonly learner: string; readonly question: ClassCase['questions'][number]; readonly of: ClassCase; readonly score: AnswerScore; readonly confidence: number | null; readonly answer: QuizAnswer | null }

/**
 * How a class did: per learner, per item, and how far its readings agree with the experts' and with each other. Items and agreement
 * count first attempts alone: a second one knows the answer.
 *
 * @source  agreement/: Cohen's kappa, Gwet's AC1, classical item figures
 */
export function viewOfClass(attempts: readonly Attempt[], cases: readonly ClassCase[], sets: readonly ClassSet[], mayKnow: MayKnow): ClassView {
  const submitted = attempts.filter(({ submittedAtIso }) => submittedAtIso !== null)
  const first = firstAttempts(submitted)
  const answered = first.flatMap((attempt) => answersOf(attempt, cases))
  const judged = answered.filter(({ score }) => score.verdict !== 'notAssessed')
  return {
    learners: [...new Set(submitted.map(({ learner }) => learner))].sort().map((learner) => learnerLine(learner, submitted, judged)),
    sets: setLines(submitted, sets),
    items: cases.flatMap((of) => of.questions.map((question) => itemLine(of, question, judged))).filter(({ learners }) => learners > 0),
    agreement: agreementOf(answered).agreement, confusion: agreementOf(answered.filter(({ of }) => mayKnow(of.teachingCaseId))).confusion, confidence: plainConfidence(judged), notScored: submitted.filter(({ scores }) => scores === null).length,
    notHere: submitted.filter((attempt) => caseOfAttempt(attempt, cases) === undefined).length,
  }
}

/** Whoever takes a case on two computers has a first attempt on each: the earlier one is the first. */
function firstAttempts(submitted: readonly Attempt[]): readonly Attempt[] {
  const inTime = submitted.toSorted((a, b) => (a.submittedAtIso ?? '').localeCompare(b.submittedAtIso ?? '') || a.number - b.number)
  return inTime.filter(({ learner, teachingCaseId }, at) => !inTime.slice(0, at).some((earlier) => earlier.learner === learner && earlier.teachingCaseId === teachingCaseId))
}

function answersOf(attempt: Attempt, cases: readonly ClassCase[]): readonly Answered[] {
  const of = caseOfAttempt(attempt, cases)
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

function setLines(submitted: readonly Attempt[], sets: readonly ClassSet[]): ClassView['sets'] {
  const begun = submitted.filter(({ setId }) => setId !== null)
  const lines = [...new Map(begun.map(({ setId, learner }) => [`${String(setId)} ${learner}`, { setId: setId ?? '', learner }])).values()].map(({ setId, learner }): ClassView['sets'][number] => {
    const own = begun.filter((attempt) => attempt.setId === setId && attempt.learner === learner), set = sets.find((one) => one.setId === setId)
    // Of a set that is not here, what was answered is all that is known.
    const answered = [...new Map(own.map(({ teachingCaseId, caseVersion }) => [teachingCaseId, { teachingCaseId, version: caseVersion }])).values()]
    const [round] = setRounds(own, set?.cases ?? answered)
    return {
      setId, title: set?.title ?? null, learner, done: round?.taken ?? 0, of: set?.cases.length ?? null, judged: round?.judged ?? 0, accepted: round?.accepted ?? 0, structureHits: round?.structureHits ?? 0,
      lastIso: own.map(({ submittedAtIso }) => submittedAtIso ?? '').sort().at(-1) ?? '',
    }
  })
  return lines.sort((a, b) => (a.title ?? '').localeCompare(b.title ?? '') || a.setId.localeCompare(b.setId) || a.learner.localeCompare(b.learner))
}

function itemLine(of: ClassCase, question: ClassCase['questions'][number], judged: readonly Answered[]): ClassView['items'][number] {
  const here = judged.filter((answer) => answer.question.questionId === question.questionId && answer.of === of)
  const answers = here.map((answer): ItemAnswer => {
    const rest = judged.filter((other) => other.learner === answer.learner && other !== answer)
    return { isAccepted: isAccepted(answer), restShare: rest.length === 0 ? null : rest.filter(isAccepted).length / rest.length }
  })
  return { teachingCaseId: of.teachingCaseId, caseNumber: of.number, caseVersion: of.version, questionId: question.questionId, kind: question.kind, learners: here.length, difficulty: itemDifficulty(answers), discrimination: itemDiscrimination(answers), structureHits: here.filter(isHit).length }
}

/** The word for an answer of a kind that has few; null for a place or a path. */
export function categoryOf(answer: QuizAnswer): string | null {
  switch (answer.kind) {
    case 'whichSide': case 'trueLateral': case 'injectOrAbort': case 'isCalibrated': return categoriesOf(answer)[0]?.[1] ?? null
    case 'namePattern': return patternsInWords(answer.patterns)
    default: return null
  }
}

/** All that may be answered to a kind; of patterns each alone, and the mixtures that somebody named. */
function scaleOf(kind: QuestionKind, said: readonly string[]): readonly string[] {
  const whole = { whichSide: sideWord.options, trueLateral: yesOrNo, injectOrAbort: Object.values(decisionWords), isCalibrated: Object.values(calibrationWords), namePattern: patternOrder.map((pattern) => patternsInWords([pattern])), placeTarget: [], drawPath: [], chooseView: [], findFlash: [] }[kind]
  return [...new Set([...whole, ...said])].sort()
}

type Item = { readonly pairs: readonly (readonly [expert: string, learner: string])[]; readonly given: readonly string[] }

function agreementOf(answered: readonly Answered[]): Pick<ClassView, 'agreement' | 'confusion'> {
  const kinds = [...new Set(answered.map(({ question }) => question.kind))].filter((kind) => answered.some(({ question, answer }) => question.kind === kind && answer !== null && categoryOf(answer) !== null))
  const parts = kinds.map((kind) => {
    const own = answered.filter(({ question }) => question.kind === kind)
    const items = [...new Set(own.map(({ of }) => of))].flatMap((of) => of.questions.map(({ questionId }) => itemOf(own.filter((one) => one.of === of && one.question.questionId === questionId))))
    const judged = items.filter(({ pairs }) => pairs.length > 0), read = items.filter(({ given }) => given.length > 0)
    const pairsOf = (some: readonly Item[]) => some.flatMap(({ pairs }) => pairs)
    const categories = scaleOf(kind, [...pairsOf(judged).flat(), ...read.flatMap(({ given }) => given)])
    const withExperts = (coefficient: typeof cohenKappa) => agreementByItem(judged, ({ pairs }) => pairs.length, (some) => coefficient(contingencyOf(pairsOf(some), categories)))
    return {
      agreement: {
        kind,
        withExperts: { kappa: withExperts((table) => cohenKappa(table)), ac1: withExperts((table) => gwetAc1(ratingsOfTable(table, categories), categories)) },
        betweenLearners: agreementByItem(read, ({ given }) => given.length, (some) => gwetAc1(some.map(({ given }) => given), categories)),
      },
      confusion: confusionByClass(contingencyOf(pairsOf(judged), categories), categories).filter(({ items: seen }) => seen > 0).map(({ takenFor, ...row }) => ({ kind, ...row, takenFor: [...takenFor] })),
    }
  })
  return { agreement: parts.map(({ agreement }) => agreement), confusion: parts.flatMap(({ confusion }) => confusion) }
}

function itemOf(answers: readonly Answered[]): Item {
  const given = answers.flatMap((one) => { const words = one.answer === null ? null : categoryOf(one.answer); return words === null ? [] : [{ ...one, words }] })
  return {
    given: given.map(({ words }) => words),
    pairs: given.flatMap(({ of, question, words }) => { const expert = expertCategory(of, question.questionId, words); return expert === null ? [] : [[expert, words] as const] }),
  }
}

/** Of several readings of images that were made, each is right: the one that was named counts. */
function expertCategory(of: ClassCase, questionId: string, mine: string): string | null {
  const experts = (of.keys.find((key) => key.questionId === questionId)?.experts ?? []).flatMap(({ expert, isTruth, answer }) => { const words = categoryOf(answer); return words === null ? [] : [{ expert, isTruth, words }] })
  return experts.some(({ isTruth, words }) => isTruth && words === mine) ? mine : consensus(experts).words
}
