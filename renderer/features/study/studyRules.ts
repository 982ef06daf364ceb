import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

type Study = CaseDocument['study']

/** A run or a still of X-rays: which edge of the screen is the patient's LEFT, its header cannot be trusted to say. */
export const isProjection = (series: SeriesSummary): boolean => series.kind !== 'document' && ['XA', 'RF', 'XRF', 'DX', 'CR', 'OT', 'SC'].includes(series.modality)
export const hasVolume = (series: readonly SeriesSummary[]): boolean => series.some(each => each.kind === 'volume')

/** What has to be answered before the side can be confirmed, in words. */
export function studyTodo(study: Study, series: readonly SeriesSummary[]): readonly string[] {
  const todo: string[] = []
  if (!study.patientConfirmed) todo.push('patient')
  if (study.level === null) todo.push('level')
  if (hasVolume(series)) {
    if (study.faceTowardsAnterior !== 'yes') todo.push('face direction')
    if (study.skullTowardsHead !== 'yes') todo.push('head direction')
  }
  if (study.side === null) todo.push('side')
  if (!hasVolume(series) && series.some(isProjection) && !series.some(each => study.projectionLeft[each.seriesUid] !== undefined)) todo.push('where LEFT is on a run')
  return todo
}

/** A changed side must be confirmed anew: whatever was confirmed before counts no more. */
export const withSide = (document: CaseDocument, side: Study['side']): CaseDocument =>
  side === document.study.side ? document : { ...document, study: { ...document.study, side, confirmedAtIso: null } }
