import type { RecordEvent } from '#shared/procedure/recordEvents.ts'

/** How far a record goes: how many events it has, null where an older document does not count them, and the hash of the last one. */
export type RecordEnd = { readonly recordId: string; readonly events: number | null; readonly hash: string }

/** The keywords of a record's PDF. */
export const recordEndWords = (recordId: string, events: readonly RecordEvent[]): string => `${recordId} ${String(events.length)} ${events.at(-1)?.hash ?? ''}`

export function readRecordEnd(words: string): RecordEnd | null {
  const found = /^([0-9a-f-]{36}) (?:(\d+) )?([0-9a-f]{64})$/.exec(words)
  const [, recordId, events, hash] = found ?? []
  return recordId === undefined || hash === undefined ? null : { recordId, events: events === undefined ? null : Number(events), hash }
}
