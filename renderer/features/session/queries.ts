import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Client } from '#shared/contract/client.ts'
import type { Fault, Result } from '#shared/result.ts'
import { useClient } from '#renderer/api/ClientContext.tsx'
import { useSession } from './SessionProvider.tsx'

/** A fault as TanStack Query carries it: thrown, with its sentence as the message. */
export class QueryFault extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.message)
    this.fault = fault
  }
}

async function valueOf<T>(reply: Promise<Result<T>>): Promise<T> {
  const answer = await reply
  if (!answer.ok) throw new QueryFault(answer.error)
  return answer.value
}

export function useSeriesList(caseId?: string) {
  const client = useClient()
  return useQuery({ queryKey: ['series', caseId ?? null], queryFn: async () => (await valueOf(client.call('library.series', caseId === undefined ? {} : { caseId }))).series })
}

/** Everything about one series but its pixels; `null` asks for nothing. */
export function useSeries(seriesUid: string | null) {
  const client = useClient()
  return useQuery({ queryKey: ['describe', seriesUid], enabled: seriesUid !== null, queryFn: () => valueOf(client.call('library.describe', { seriesUid: seriesUid ?? '' })) })
}

export function useCases() {
  const client = useClient()
  return useQuery({ queryKey: ['cases'], queryFn: async () => (await valueOf(client.call('case.list', {}))).cases })
}

/** The record of the open case, or nothing while there is none. */
export function useRecord() {
  const client = useClient()
  const recordId = useSession((state) => state.snapshot?.recordId ?? null)
  return useQuery({ queryKey: ['record', recordId], enabled: recordId !== null, queryFn: () => valueOf(client.call('record.get', { recordId: recordId ?? '' })) })
}

/** Reads again what the host says has changed. */
export function useHostEvents(): void {
  const client = useClient()
  const queries = useQueryClient()
  useEffect(() => listenToHost(client, queries), [client, queries])
}

function listenToHost(client: Client, queries: QueryClient): () => void {
  const again = (key: readonly unknown[]): void => { void queries.invalidateQueries({ queryKey: key }) }
  const stops = [
    client.on('library.changed', () => { again(['series']); again(['cases']); again(['describe']) }),
    client.on('case.changed', () => { again(['cases']) }),
    client.on('record.changed', () => { again(['record']); again(['cases']) }),
  ]
  return () => { for (const stop of stops) stop() }
}
