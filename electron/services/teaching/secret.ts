import { createHmac, randomBytes } from 'node:crypto'
import { createIdentityKey } from './deidentify/index.ts'
import type { Database } from '#electron/services/storage/database.ts'
import type { IdentityKey } from '#shared/teaching/deidentification/identityKey.ts'
import { teachingTables } from './teachingTables.ts'

/**
 * The mapping of identities of one copy. UIDs are those of this copy alone: a second version of a case is other objects.
 * Dates go back by an amount that belongs to the patient, the same in every case made here.
 */
export function keyOfCopy(database: Database, copy: string): IdentityKey {
  const secret = secretOf(database)
  return { uidOf: createIdentityKey(createHmac('sha256', secret).update(copy, 'utf8').digest()).uidOf, daysBackOf: createIdentityKey(secret).daysBackOf }
}

/** Made once for an installation; it never leaves its database. */
function secretOf(database: Database): Uint8Array {
  database.migrate('teaching', teachingTables)
  const found = database.prepare('SELECT secret FROM teaching_secret').get()?.['secret']
  if (found instanceof Uint8Array) return found
  const made = randomBytes(32)
  database.prepare('INSERT INTO teaching_secret (one, secret) VALUES (1, ?)').run(made)
  return made
}
