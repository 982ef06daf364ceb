import { useCaseDocument, useSeriesDescriptions } from '#renderer/features/case/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import { runQuestions } from './runQuestions.ts'
import { isProjection, type QuestionsBySeries } from './studyRules.ts'

/** What each run of the case asks, as soon as its header is read. */
export function useRunQuestions(series: readonly SeriesSummary[]): QuestionsBySeries {
  const described = useSeriesDescriptions(series.filter(isProjection).map(run => run.seriesUid))
  const { viewOf } = useCaseDocument().contrast
  return new Map(described.map(({ summary: { seriesUid }, images, runs }) => [seriesUid, runQuestions(images, image => viewOf[runKey(seriesUid, runs.findIndex(run => run.image === image))] ?? null)]))
}
