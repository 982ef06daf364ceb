import type { ContrastAssessment } from '#shared/contrast/assessment.ts'
import { actorNotStated } from '#shared/personName.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { SeriesKind } from '#shared/dicom/seriesDescription.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import type { AnswerKey, ExpertAnswer, Question, QuestionKind } from '#shared/teaching/questions.ts'
import { answersTwice, isSamePerson } from '#shared/teaching/scoring/persons.ts'

/** What each kind is asked about. */
export const kindsOf: Readonly<Record<SeriesKind, readonly QuestionKind[]>> = {
  volume: ['whichSide', 'placeTarget', 'drawPath', 'chooseView'],
  cine: ['whichSide', 'trueLateral', 'namePattern', 'findFlash', 'injectOrAbort', 'isCalibrated'],
  stills: ['whichSide', 'trueLateral', 'isCalibrated'],
  document: [],
}

const noLimits: AnswerKey['limits'] = { alongJointMm: null, depthMm: null, craniocaudalMm: null, entryMm: null, directionDeg: null, flashPx: null, flashFrames: null }

/** Who decided about the contrast, as the record of the case has it; null without one. */
type Decided = Pick<RecordState, 'assessments'> | null
type Asked = { readonly questions: readonly Question[]; readonly keys: readonly AnswerKey[] }

/** A new question, with what the open case knows for its answer: structures and joint line, on the series it asks about. */
export function withQuestion({ questions, keys }: Asked, questionId: string, kind: QuestionKind, seriesUid: string, document: CaseDocument, record: Decided): Asked {
  const { side } = document.study
  const line = document.planning.jointLines.find((one) => one.seriesUid === seriesUid && one.side === side)
  const key: AnswerKey = {
    questionId, experts: expertsFromCase(kind, seriesUid, document, record).filter(({ expert }) => expert !== ''), limits: noLimits, explanation: '',
    jointLine: line === undefined || line.medialLpsMm === null || line.lateralLpsMm === null ? null : { medialLpsMm: line.medialLpsMm, lateralLpsMm: line.lateralLpsMm },
    structures: document.planning.structures.filter((one) => one.seriesUid === seriesUid),
    ...(kind === 'drawPath' ? gaugeOf(seriesUid, document) : {}),
  }
  return { questions: [...questions, { questionId, kind, prompt: '', seriesUid, frame: null, seconds: null }], keys: [...keys, key] }
}

/** The needle of the accepted path, else the thickest that a path of this series was drawn with: no clearance comes out wider than it was planned. */
function gaugeOf(seriesUid: string, { plans, planAccepted }: CaseDocument): Pick<AnswerKey, 'needleGauge'> {
  const drawn = plans.flatMap((plan) => (plan.kind === 'volume' && plan.seriesUid === seriesUid && plan.entryLpsMm !== null && plan.targetLpsMm !== null && plan.needle !== null ? [{ planId: plan.planId, gauge: plan.needle.gauge }] : []))
  const [taken] = [...drawn.filter(({ planId }) => planId === planAccepted?.planId), ...drawn.toSorted((a, b) => a.gauge - b.gauge)]
  return taken === undefined ? {} : { needleGauge: taken.gauge }
}

/**
 * What those who worked on the case have answered already; nobody’s answer is made up. `expert` is empty where nobody is named
 * for it: whoever that was might count a second time under a name of his own.
 */
export function expertsFromCase(kind: QuestionKind, seriesUid: string, { plans, study, contrast }: CaseDocument, record: Decided): ExpertAnswer[] {
  const assessed = (isIt: (assessment: ContrastAssessment) => boolean) => {
    const actor = record?.assessments.findLast(({ assessment }) => isIt(assessment))?.actor ?? actorNotStated
    return { expert: actor === actorNotStated ? '' : actor.trim().slice(0, 64), isTruth: false }
  }
  if (kind === 'placeTarget' || kind === 'drawPath') {
    return apart(plans.flatMap((plan): ExpertAnswer[] => {
      if (plan.kind !== 'volume' || plan.seriesUid !== seriesUid || plan.targetLpsMm === null) return []
      const who = { expert: (plan.madeBy ?? '').trim(), plan: plan.name.slice(0, 64), isTruth: false }
      if (kind === 'placeTarget') return [{ ...who, answer: { kind, targetLpsMm: plan.targetLpsMm } }]
      return plan.entryLpsMm === null ? [] : [{ ...who, answer: { kind, entryLpsMm: plan.entryLpsMm, targetLpsMm: plan.targetLpsMm } }]
    }))
  }
  if (kind === 'whichSide' && study.side !== null && study.confirmedAtIso !== null) return [{ expert: 'Confirmed with the patient', isTruth: true, answer: { kind, side: study.side } }]
  if (kind === 'namePattern' && contrast.patterns.length > 0) return [{ ...assessed(({ patterns }) => patterns.length === contrast.patterns.length && patterns.every((pattern) => contrast.patterns.includes(pattern))), answer: { kind, patterns: [...contrast.patterns] } }]
  if (kind === 'injectOrAbort' && contrast.decision !== null) return [{ ...assessed(({ decision }) => decision === contrast.decision), answer: { kind, decision: contrast.decision } }]
  return []
}

/** One person's plans may have been named alike: a number tells them apart. */
const apart = (experts: readonly ExpertAnswer[]): ExpertAnswer[] => experts.map((one, at) => {
  const before = experts.slice(0, at).filter((other) => isSameExpert(other, one)).length
  return before === 0 ? one : { ...one, plan: `${(one.plan ?? '').slice(0, 56)} (${String(before + 1)})` }
})

/** An answer beside those that are there; null: that person has answered the question already. */
export function withExpert(experts: readonly ExpertAnswer[], one: ExpertAnswer): readonly ExpertAnswer[] | null {
  const next = [...experts, one]
  return answersTwice(experts) === null && answersTwice(next) !== null ? null : next
}

/** What the case offers beside what was taken: nobody's answer twice, and none that was taken under a name given since. */
export const notTaken = (known: readonly ExpertAnswer[], taken: readonly ExpertAnswer[]): readonly ExpertAnswer[] =>
  known.filter((one) => !taken.some((other) => isSameExpert(one, other) || (one.expert === '' && JSON.stringify(one.answer) === JSON.stringify(other.answer))))

/** The person, and which of that person’s plans. */
export const expertWords = ({ expert, plan }: ExpertAnswer): string => [expert === '' ? 'Nobody is named' : expert, ...(plan === undefined ? [] : [plan])].join(', ')
export const isSameExpert = (a: ExpertAnswer, b: ExpertAnswer): boolean => isSamePerson(a, b) && a.plan === b.plan

export const withoutQuestion = ({ questions, keys }: Asked, questionId: string): Asked => ({ questions: questions.filter((one) => one.questionId !== questionId), keys: keys.filter((one) => one.questionId !== questionId) })
export const changeQuestion = ({ questions, keys }: Asked, questionId: string, change: Partial<Question>): Asked => ({ questions: questions.map((one) => (one.questionId === questionId ? { ...one, ...change } : one)), keys })
/** Null: no needle is stated, and clearances count from the line of the path. */
export const withNeedle = ({ questions, keys }: Asked, questionId: string, gauge: number | null): Asked => ({
  questions, keys: keys.map((one) => (one.questionId === questionId ? { ...withoutNeedle(one), ...(gauge === null ? {} : { needleGauge: gauge }) } : one)),
})
const withoutNeedle = ({ needleGauge: _needleGauge, ...rest }: AnswerKey): AnswerKey => rest
export const changeKey = ({ questions, keys }: Asked, questionId: string, change: Partial<AnswerKey>): Asked => ({ questions, keys: keys.map((one) => (one.questionId === questionId ? { ...one, ...change } : one)) })
