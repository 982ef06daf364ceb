import type { RecordEvent } from './recordEvents.ts'

export type OutOfOrder = { readonly seq: number; readonly what: 'signature' | 'order'; readonly words: string }

/**
 * What the services never write and a sound chain of hashes does not exclude: a signature that names another event than the one
 * before it, one that is not of a second person, anything but addenda after signing.
 */
export function outOfOrder(events: readonly RecordEvent[]): readonly OutOfOrder[] {
  const found: OutOfOrder[] = []
  let signer: string | null = null
  let countersigner: string | null = null
  for (const { seq, body, previousHash } of events) {
    const tell = (what: OutOfOrder['what'], words: string): void => { found.push({ seq, what, words: `Event ${String(seq)} ${words}` }) }
    if ((body.kind === 'signed' || body.kind === 'countersigned') && body.signature.signedHash !== previousHash) tell('signature', 'signs another state of the record than the one that stands before it.')
    if (body.kind === 'recordCreated' && seq > 0) tell('order', 'begins the record a second time.')
    if (body.kind === 'signed') {
      if (signer !== null) tell('signature', 'signs a record that was signed before.')
      signer ??= body.signature.userId
    } else if (body.kind === 'countersigned') {
      if (signer === null) tell('signature', 'countersigns a record that was not signed.')
      else if (countersigner !== null) tell('signature', 'countersigns a second time.')
      else if (signer === body.signature.userId) tell('signature', 'is a countersignature of the same person.')
      countersigner ??= body.signature.userId
    } else if (signer !== null && body.kind !== 'addendumWritten') tell('order', 'changes the record after it was signed.')
  }
  return found
}

/** Somebody answers for everything before it. */
export const isSignature = ({ body }: RecordEvent): boolean => body.kind === 'signed' || body.kind === 'countersigned'

/**
 * Whether a person has attested all that these events say: the last of them is a signature, and its passphrase was given on
 * this computer. `signaturesFromFile` are the sequence numbers of those that came with a file.
 */
export function endsAttested(events: readonly RecordEvent[], signaturesFromFile: readonly number[]): boolean {
  const last = events.at(-1)
  return last !== undefined && isSignature(last) && !signaturesFromFile.includes(last.seq)
}

/** What is said wherever a signature is shown that nobody has given here. */
export const FROM_A_FILE = 'from a file, not checked on this computer'

/** Times that run backwards, in words: a clock was set back. The order of events is that of their numbers, whatever the clock said. */
export function clockSetBack(events: readonly RecordEvent[]): readonly string[] {
  return events.flatMap(({ seq, atIso }, at) => {
    const before = events[at - 1]
    return before !== undefined && Date.parse(atIso) < Date.parse(before.atIso)
      ? [`The clock was set back before event ${String(seq)}: ${atIso} follows ${before.atIso}. The order of the events holds, their times may not.`] : []
  })
}
