import { useQuery } from '@tanstack/react-query'
import { client, faultText } from '#renderer/api/index.ts'
import type { Output } from '#shared/contract/types.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'

export type CasePresentations = Output<'presentation.list'>
const none: CasePresentations = { states: [], selections: [], unreadable: 0 }

/** States and selections among the documents of a case; asked for again when the documents change. */
export function useCasePresentations(caseId: string | null, series: readonly SeriesSummary[]): CasePresentations {
  const documents = series.filter(({ kind }) => kind === 'document').map(({ seriesUid, instances }) => `${seriesUid} ${String(instances)}`).toSorted()
  const query = useQuery({
    queryKey: ['presentation.list', caseId ?? '', ...documents], enabled: caseId !== null && documents.length > 0, staleTime: Infinity,
    queryFn: async () => {
      const reply = await client.call('presentation.list', { caseId: caseId ?? '' })
      if (!reply.ok) throw new Error(faultText(reply.error))
      return reply.value
    },
  })
  return caseId === null || documents.length === 0 ? none : query.data ?? none
}
