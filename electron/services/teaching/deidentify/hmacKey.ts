import { createHmac } from 'node:crypto'
import type { IdentityKey } from '#shared/teaching/deidentification/identityKey.ts'

/** The largest number of days by which dates go back: ten years, less what leap days make of them. */
const mostDays = 3650

/**
 * The mapping that a secret makes: HMAC-SHA256, so that nobody without the secret can test a guess.
 *
 * @source PS3.5 B.2 (2.25. and a UUID as one number); RFC 9562 5.8 (a UUID of version 8)
 */
export function createIdentityKey(secret: Uint8Array): IdentityKey {
  const known = new Map<string, string>()
  const digest = (kind: string, text: string): Uint8Array => createHmac('sha256', secret).update(`${kind}\0${text}`, 'utf8').digest()
  return {
    uidOf: (uid) => {
      const found = known.get(uid)
      if (found !== undefined) return found
      const uuid = digest('uid', uid).subarray(0, 16)
      uuid[6] = ((uuid[6] ?? 0) & 0x0f) | 0x80
      uuid[8] = ((uuid[8] ?? 0) & 0x3f) | 0x80
      const mapped = `2.25.${BigInt(`0x${Buffer.from(uuid).toString('hex')}`).toString()}`
      known.set(uid, mapped)
      return mapped
    },
    daysBackOf: (patient) => 1 + (Buffer.from(digest('days', patient)).readUInt32BE(0) % mostDays),
  }
}
