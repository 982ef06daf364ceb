import { useCaseSeries, useSeriesDescription, useSession, type Described } from '#renderer/features/case/index.ts'
import { useLooking } from '#renderer/features/fluoroscopy/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'

const kindRank = { volume: 0, cine: 1, stills: 2, document: 3 } as const

export type ShownSeries = Described & { readonly caseId: string | null; readonly all: readonly SeriesSummary[]; readonly shownUid: string | null; readonly loading: boolean }

/** The series in the work area: the one chosen last, else a volume before a run before stills. */
export function useShownSeries(): ShownSeries {
  const caseId = useSession(state => state.caseId)
  const { series: all, loading } = useCaseSeries(caseId)
  const chosen = useLooking(state => state.shownSeries[caseId ?? ''])
  const images = all.filter(each => each.kind !== 'document').toSorted((a, b) => kindRank[a.kind] - kindRank[b.kind] || b.frames - a.frames)
  const shown = images.find(each => each.seriesUid === chosen) ?? images[0]
  return { caseId, all, shownUid: shown?.seriesUid ?? null, loading, ...useSeriesDescription(shown?.seriesUid ?? null) }
}
