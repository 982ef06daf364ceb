import { useCaseSeries, useSeriesDescriptions, useSession } from '#renderer/features/case/index.ts'
import { isProjectionSeries, listRuns } from '#renderer/features/fluoroscopy/index.ts'
import { toDoFor } from './decision.ts'

/** How much is still to do before "inject"; null while there is no case, or its runs are not read yet. */
export function useContrastToDo(): number | null {
  const { document, caseId } = useSession()
  const { series } = useCaseSeries(caseId)
  const projections = series.filter(isProjectionSeries)
  const described = useSeriesDescriptions(document === null ? [] : projections.map(({ seriesUid }) => seriesUid))
  if (document === null || described.length < projections.length) return null
  const runs = listRuns(described, document.contrast.viewOf)
  return toDoFor(document, runs.length > 0 ? { kind: 'runs', runs } : { kind: 'ct' }).length
}
