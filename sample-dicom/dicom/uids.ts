import { createHash } from 'node:crypto'

/**
 * A UID that is the same every time the samples are made.
 *
 * @source PS3.5 B.2: 2.25 and a UUID as a decimal number; here a name-based one (version 8 of RFC 9562) from a hash
 */
export function uidFor(name: string): string {
  const bytes = createHash('sha256').update(`axis-guide-sample:${name}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return `2.25.${BigInt(`0x${bytes.toString('hex')}`)}`
}
