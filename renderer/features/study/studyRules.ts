import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { RunQuestion } from './runQuestions.ts'

type Study = CaseDocument['study']

/** A run or a still of X-rays: which edge of the screen is the patient's LEFT, its header cannot be trusted to say. */
export const isProjection = (series: SeriesSummary): boolean => series.kind !== 'document' && ['XA', 'RF', 'XRF', 'DX', 'CR', 'OT', 'SC'].includes(series.modality)
export const hasVolume = (series: readonly SeriesSummary[]): boolean => series.some(each => each.kind === 'volume')

export type QuestionsBySeries = ReadonlyMap<string, readonly RunQuestion[]>
/** A run that is not read yet is taken for one that asks LEFT: the way stays shut a moment longer, never open too early. */
export const questionsOf = (questions: QuestionsBySeries, { seriesUid }: SeriesSummary): readonly RunQuestion[] => questions.get(seriesUid) ?? ['left']

/** A case of runs alone shows its side only by what was answered for at least one of them. */
function runTodo(study: Study, series: readonly SeriesSummary[], questions: QuestionsBySeries): readonly string[] {
  const runs = series.filter(isProjection)
  const asking = (question: RunQuestion) => runs.filter(run => questionsOf(questions, run).includes(question))
  const left = asking('left')
  if (left.length > 0) return left.some(run => study.projectionLeft[run.seriesUid] !== undefined) ? [] : ['where LEFT is on a run']
  const anterior = asking('anterior')
  return anterior.length === 0 || anterior.some(run => study.projectionAnterior[run.seriesUid] !== undefined) ? [] : ['where ANTERIOR is on a run']
}

/** What has to be answered before the side can be confirmed, in words. */
export function studyTodo(study: Study, series: readonly SeriesSummary[], questions: QuestionsBySeries): readonly string[] {
  const todo: string[] = []
  if (!study.patientConfirmed) todo.push('patient')
  if (study.level === null) todo.push('level')
  if (hasVolume(series)) {
    if (study.faceTowardsAnterior !== 'yes') todo.push('face direction')
    if (study.skullTowardsHead !== 'yes') todo.push('head direction')
  }
  if (study.side === null) todo.push('side')
  return hasVolume(series) ? todo : [...todo, ...runTodo(study, series, questions)]
}

/** A changed side must be confirmed anew: whatever was confirmed before counts no more. */
export const withSide = (document: CaseDocument, side: Study['side']): CaseDocument =>
  side === document.study.side ? document : { ...document, study: { ...document.study, side, confirmedAtIso: null } }
