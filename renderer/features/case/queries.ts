import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { client, faultText } from '#renderer/api/index.ts'
import type { Reply, MethodName, Output } from '#shared/contract/types.ts'
import type { SideWord } from '#shared/dicom/identity.ts'
import type { SeriesDescription, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { RecordEvent, RecordState } from '#shared/procedure/recordEvents.ts'
import { headerLeftOf, sideConflicts, type SeriesSides, type SideConflict } from '#shared/procedure/sideConflicts.ts'
import { whyConfirmAgain, type ConfirmAgain } from '#shared/procedure/confirmation.ts'
import { isForTeaching } from '#shared/teaching/attemptCase.ts'
import { useSession } from './session.ts'
import { writeSeries } from './wording.ts'

/** A call that failed, with its code. */
class CallFailed extends Error {
  readonly code: string
  constructor(code: string, words: string) {
    super(words)
    this.code = code
  }
}
/** While nothing is heard from the host, what was read last stays on the screen, and with it what is being typed. */
const isOutOfReach = (error: Error): boolean => error instanceof CallFailed && error.code === 'DISCONNECTED'

/** An expected fault as TanStack Query wants it: thrown, with the words to show. */
async function valueOf<M extends MethodName>(reply: Promise<Reply<M>>): Promise<Output<M>> {
  const answer = await reply
  if (!answer.ok) throw new CallFailed(answer.error.code, faultText(answer.error))
  return answer.value
}

export const queryKeys = {
  cases: ['case.list'] as const,
  series: (caseId: string) => ['library.series', caseId] as const,
  description: (seriesUid: string) => ['library.describe', seriesUid] as const,
  record: (recordId: string) => ['record.get', recordId] as const,
  settings: ['app.settings'] as const,
  hello: ['app.hello'] as const,
}

export const useCases = (): UseQueryResult<Output<'case.list'>> => useQuery({ queryKey: queryKeys.cases, queryFn: () => valueOf(client.call('case.list', {})) })

const noSeries: readonly SeriesSummary[] = []
export function useCaseSeries(caseId: string | null): { readonly series: readonly SeriesSummary[]; readonly loading: boolean } {
  const query = useQuery({
    queryKey: queryKeys.series(caseId ?? ''), enabled: caseId !== null,
    queryFn: async () => (await valueOf(client.call('library.series', caseId === null ? {} : { caseId }))).series,
  })
  return { series: query.data ?? noSeries, loading: query.isPending && caseId !== null }
}

const describeQuery = (seriesUid: string | null) => ({
  queryKey: queryKeys.description(seriesUid ?? ''), enabled: seriesUid !== null, staleTime: Infinity,
  queryFn: () => valueOf(client.call('library.describe', { seriesUid: seriesUid ?? '' })),
})
export type Described = { readonly series: SeriesDescription | null; readonly fault: string | null }

export function useSeriesDescription(seriesUid: string | null): Described {
  const query = useQuery(describeQuery(seriesUid))
  return { series: query.data ?? null, fault: query.error?.message ?? null }
}

export function useSeriesDescriptions(seriesUids: readonly string[]): readonly SeriesDescription[] {
  return useQueries({ queries: seriesUids.map(describeQuery) }).flatMap(query => (query.data === undefined ? [] : [query.data]))
}

const noEvents: readonly RecordEvent[] = []
const noSignatures: readonly number[] = []
type ReadRecord = { readonly recordId: string | null; readonly state: RecordState | null; readonly events: readonly RecordEvent[]; /** Sequence numbers of the signatures that nobody has given on this computer. */ readonly signaturesFromFile: readonly number[]; readonly fault: string | null }
/** The record of the open case; null before the side was confirmed. */
export const useCaseRecord = (): ReadRecord => useRecord(useSession(state => state.saved?.recordId ?? null))

export function useRecord(recordId: string | null): ReadRecord {
  const query = useQuery({
    queryKey: queryKeys.record(recordId ?? ''), enabled: recordId !== null,
    queryFn: () => valueOf(client.call('record.get', { recordId: recordId ?? '' })),
  })
  return { recordId, state: recordId === null ? null : query.data?.state ?? null, events: query.data?.events ?? noEvents, signaturesFromFile: query.data?.signaturesFromFile ?? noSignatures, fault: query.error === null || (query.data !== undefined && isOutOfReach(query.error)) ? null : query.error.message }
}

/** The record's side where it is not the one confirmed in the case, as after an undo: nothing goes on until they agree. */
export function useSideConflict(): SideWord | null {
  const { state } = useCaseRecord()
  const study = useSession(session => session.document?.study ?? null)
  return state === null || state.signature !== null || study === null || study.confirmedAtIso === null || study.side === state.side ? null : state.side
}

/** Why patient and side are to be confirmed again before anything new is kept; null while they need not be. */
export function useConfirmAgain(): ConfirmAgain | null {
  const caseId = useSession(session => session.caseId)
  const confirmedAtIso = useSession(session => session.document?.study.confirmedAtIso ?? null)
  const { state } = useCaseRecord()
  const { series } = useCaseSeries(caseId)
  return caseId === null || isForTeaching(caseId) ? null : whyConfirmAgain(confirmedAtIso, series, state)
}

/** All that name different sides; nothing goes on until it is empty. */
export function useSideConflicts(): readonly SideConflict[] {
  const caseId = useSession(session => session.caseId)
  const study = useSession(session => session.document?.study ?? null)
  const { state } = useCaseRecord()
  const { series } = useCaseSeries(caseId)
  const pictures = series.filter(({ kind }) => kind === 'cine' || kind === 'stills')
  const described = useSeriesDescriptions(pictures.map(({ seriesUid }) => seriesUid))
  if (study === null) return none
  const sides = series.map((summary): SeriesSides => {
    const images = described.find(one => one.summary.seriesUid === summary.seriesUid)?.images ?? []
    const stated = new Set([summary.laterality, ...images.map(({ laterality }) => laterality)].filter(laterality => laterality !== null))
    const [only = null] = stated
    return { seriesUid: summary.seriesUid, name: writeSeries(summary), studyDescription: summary.studyDescription, laterality: stated.size === 1 ? only : null, headerLeft: headerLeftOf(images) }
  })
  // A signed record is closed: the next one of the case may be of the other side.
  return sideConflicts(study, state === null || state.signature !== null ? null : state.side, sides)
}
const none: readonly SideConflict[] = []

export const useHello = (): Output<'app.hello'> | null => useQuery({ queryKey: queryKeys.hello, queryFn: () => valueOf(client.call('app.hello', {})) }).data ?? null
const useSettings = (): Output<'app.settings'> | null => useQuery({ queryKey: queryKeys.settings, queryFn: () => valueOf(client.call('app.settings', {})) }).data ?? null
export const useOperator = (): string | null => useSettings()?.operator ?? null
export const useOrganisation = (): string | null => useSettings()?.organisation ?? null
