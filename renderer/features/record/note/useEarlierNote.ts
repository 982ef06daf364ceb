import { useQuery } from '@tanstack/react-query'
import { client } from '#renderer/api/index.ts'
import { writeDate } from '#renderer/features/case/index.ts'
import { summaryOf } from '#shared/procedure/recordSummary.ts'
import { localDay } from '#shared/localDay.ts'
import type { EarlierNote } from './offers.ts'

/** Records that are looked through for a note, newest first. */
const LOOKED_THROUGH = 8

/** The newest note of another record on this computer: its values are offered, never set. */
export function useEarlierNote(recordId: string): EarlierNote | null {
  return useQuery({ queryKey: ['record.earlier', recordId], staleTime: Infinity, queryFn: () => readEarlierNote(recordId) }).data ?? null
}

async function readEarlierNote(recordId: string): Promise<EarlierNote | null> {
  const list = await client.call('record.list', {})
  if (!list.ok) return null
  for (const record of list.value.records.filter((one) => one.recordId !== recordId).slice(0, LOOKED_THROUGH)) {
    const read = await client.call('record.get', { recordId: record.recordId })
    if (!read.ok) continue
    const { state } = read.value
    if (Object.values(state.note).some((section) => section !== null)) return { note: state.note, day: writeDate(localDay(new Date(summaryOf(state).performedAtIso))).replace(/ \d{4}$/, '') }
  }
  return null
}
