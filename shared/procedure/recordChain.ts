import { z } from 'zod'
import { canonicalJson } from './canonicalJson.ts'
import { recordEvent, type RecordEvent } from './recordEvents.ts'
import { outOfOrder } from './recordOrder.ts'

/** SHA-256 of the UTF-8 bytes of a text, as 64 lower-case hexadecimal digits. The domain has no cryptography of its own. */
export type Sha256 = (text: string) => string

/** What the first event of a record names as the one before. */
export const NO_PREVIOUS_HASH = '0'.repeat(64)

export type UnsealedEvent = Omit<RecordEvent, 'hash' | 'previousHash' | 'schemaVersion'>

/** A stored line: where it lies and what it says. */
export type RecordLine = { readonly seq: number; readonly line: string }

export type ChainCheck =
  | { readonly holds: true; readonly events: readonly RecordEvent[] }
  | { readonly holds: false; readonly brokenAt: number; readonly note: string; readonly events: readonly RecordEvent[] }

/** Closes an event: its hash covers everything else in it, the hash of the event before included. */
export function sealEvent(event: UnsealedEvent, previous: Pick<RecordEvent, 'hash'> | null, sha256: Sha256): RecordEvent {
  const unhashed = { schemaVersion: 1 as const, ...event, previousHash: previous?.hash ?? NO_PREVIOUS_HASH }
  return { ...unhashed, hash: sha256(canonicalJson(unhashed)) }
}

export const eventToLine = (event: RecordEvent): string => canonicalJson(event)

/**
 * Reads a record's lines in order and stops at the first that does not hold: not to be read, of another version, out of
 * sequence, changed, or not following the one before. Nothing after it is believed, nothing is dropped silently. Whoever can
 * write a file can seal what they like: a chain whose hashes are right and that says what may not follow does not hold either.
 */
export function checkChain(recordId: string, lines: readonly RecordLine[], sha256: Sha256): ChainCheck {
  const events: RecordEvent[] = []
  for (const [index, { seq, line }] of lines.entries()) {
    const broken = (note: string): ChainCheck => ({ holds: false, brokenAt: index, note, events })
    if (seq !== index) return broken(`Event ${String(index)} is missing.`)
    const event = readLine(line)
    if (typeof event === 'string') return broken(event)
    if (event.seq !== seq || event.recordId !== recordId) return broken(`Event ${String(index)} belongs to another place.`)
    if (event.previousHash !== (events.at(-1)?.hash ?? NO_PREVIOUS_HASH)) return broken(`Event ${String(index)} does not follow the event before it.`)
    const { hash, ...unhashed } = event
    if (sha256(canonicalJson(unhashed)) !== hash || eventToLine(event) !== line) return broken(`Event ${String(index)} was changed after it was written.`)
    events.push(event)
  }
  const [first] = outOfOrder(events)
  return first === undefined ? { holds: true, events } : { holds: false, brokenAt: first.seq, note: first.words, events }
}

const versionOnly = z.object({ schemaVersion: z.unknown() })

/** The event of a line, or in words why there is none. */
function readLine(line: string): RecordEvent | string {
  let raw: unknown
  try {
    raw = JSON.parse(line)
  } catch {
    return 'An event cannot be read.'
  }
  const event = recordEvent.safeParse(raw)
  if (event.success) return event.data
  const version = versionOnly.safeParse(raw)
  if (version.success && typeof version.data.schemaVersion === 'number' && version.data.schemaVersion > 1) {
    return `An event was written by a newer version of Axis Guide (schema ${String(version.data.schemaVersion)}).`
  }
  return 'An event cannot be understood.'
}
