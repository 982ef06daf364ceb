import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { SeriesKind } from '#shared/dicom/seriesDescription.ts'
import type { AnswerKey, ExpertAnswer, Question, QuestionKind } from '#shared/teaching/questions.ts'

/** What each kind is asked about. */
export const kindsOf: Readonly<Record<SeriesKind, readonly QuestionKind[]>> = {
  volume: ['whichSide', 'placeTarget', 'drawPath', 'chooseView'],
  cine: ['whichSide', 'trueLateral', 'namePattern', 'findFlash', 'injectOrAbort', 'isCalibrated'],
  stills: ['whichSide', 'trueLateral', 'isCalibrated'],
  document: [],
}

const noLimits: AnswerKey['limits'] = { alongJointMm: null, depthMm: null, craniocaudalMm: null, entryMm: null, directionDeg: null, flashPx: null, flashFrames: null }

type Asked = { readonly questions: readonly Question[]; readonly keys: readonly AnswerKey[] }

/** A new question, with what the open case knows for its answer: structures and joint line, on the series it asks about. */
export function withQuestion({ questions, keys }: Asked, questionId: string, kind: QuestionKind, seriesUid: string, document: CaseDocument): Asked {
  const { side } = document.study
  const line = document.planning.jointLines.find((one) => one.seriesUid === seriesUid && one.side === side)
  const key: AnswerKey = {
    questionId, experts: expertsFromCase(kind, seriesUid, document), limits: noLimits, explanation: '',
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

/** What those who worked on the case have answered already; nobody’s answer is made up. */
export function expertsFromCase(kind: QuestionKind, seriesUid: string, { plans, study, contrast }: CaseDocument): ExpertAnswer[] {
  if (kind === 'placeTarget' || kind === 'drawPath') {
    return plans.flatMap((plan): ExpertAnswer[] => {
      if (plan.kind !== 'volume' || plan.seriesUid !== seriesUid || plan.targetLpsMm === null) return []
      const who = { expert: (plan.madeBy === undefined || plan.madeBy === '' ? 'Expert' : plan.madeBy).slice(0, 64), plan: plan.name.slice(0, 64), isTruth: false }
      if (kind === 'placeTarget') return [{ ...who, answer: { kind, targetLpsMm: plan.targetLpsMm } }]
      return plan.entryLpsMm === null ? [] : [{ ...who, answer: { kind, entryLpsMm: plan.entryLpsMm, targetLpsMm: plan.targetLpsMm } }]
    })
  }
  if (kind === 'whichSide' && study.side !== null && study.confirmedAtIso !== null) return [{ expert: 'Confirmed with the patient', isTruth: true, answer: { kind, side: study.side } }]
  if (kind === 'namePattern' && contrast.patterns.length > 0) return [{ expert: 'Operator', isTruth: false, answer: { kind, patterns: [...contrast.patterns] } }]
  if (kind === 'injectOrAbort' && contrast.decision !== null) return [{ expert: 'Operator', isTruth: false, answer: { kind, decision: contrast.decision } }]
  return []
}

/** The person, and which of that person’s plans. */
export const expertWords = ({ expert, plan }: ExpertAnswer): string => (plan === undefined ? expert : `${expert}, ${plan}`)
export const isSameExpert = (a: ExpertAnswer, b: ExpertAnswer): boolean => a.expert === b.expert && a.plan === b.plan

export const withoutQuestion = ({ questions, keys }: Asked, questionId: string): Asked => ({ questions: questions.filter((one) => one.questionId !== questionId), keys: keys.filter((one) => one.questionId !== questionId) })
export const changeQuestion = ({ questions, keys }: Asked, questionId: string, change: Partial<Question>): Asked => ({ questions: questions.map((one) => (one.questionId === questionId ? { ...one, ...change } : one)), keys })
/** Null: no needle is stated, and clearances count from the line of the path. */
export const withNeedle = ({ questions, keys }: Asked, questionId: string, gauge: number | null): Asked => ({
  questions, keys: keys.map((one) => (one.questionId === questionId ? { ...withoutNeedle(one), ...(gauge === null ? {} : { needleGauge: gauge }) } : one)),
})
const withoutNeedle = ({ needleGauge: _needleGauge, ...rest }: AnswerKey): AnswerKey => rest
export const changeKey = ({ questions, keys }: Asked, questionId: string, change: Partial<AnswerKey>): Asked => ({ questions, keys: keys.map((one) => (one.questionId === questionId ? { ...one, ...change } : one)) })
