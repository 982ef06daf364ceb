import { useMemo } from 'react'
import { useCaseDocument, useSeriesDescriptions } from '#renderer/features/case/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { listRuns, type ListedRun } from './runList.ts'

/** The runs of these series as far as they are read, and whether all are. */
export function useRuns(series: readonly SeriesSummary[]): { readonly runs: readonly ListedRun[]; readonly allRead: boolean } {
  const { viewOf } = useCaseDocument().contrast
  const described = useSeriesDescriptions(series.map((one) => one.seriesUid))
  const allRead = described.length === series.length
  return useMemo(() => ({ runs: listRuns(described, viewOf), allRead }), [described, viewOf, allRead])
}
