import { z } from 'zod'
import type { Database, SqlRow } from '#electron/services/storage/database.ts'
import type { Account } from '#shared/contract/areas/user.ts'
import { foldName } from '#shared/personName.ts'
import { accountRole } from '#shared/procedure/signature.ts'
import { instant } from '#shared/values.ts'
import { readColumns, soundText, wholeOnes, type Whole } from '#electron/services/storage/storedText.ts'
import type { HashedPassphrase } from './passphrase.ts'

const steps = [
  `CREATE TABLE users (
     user_id TEXT PRIMARY KEY, name TEXT NOT NULL, folded_name TEXT NOT NULL UNIQUE, role TEXT NOT NULL, created_at TEXT NOT NULL, retired_at TEXT,
     cost_n INTEGER NOT NULL, cost_r INTEGER NOT NULL, cost_p INTEGER NOT NULL, salt TEXT NOT NULL, hash TEXT NOT NULL,
     tries INTEGER NOT NULL DEFAULT 0, last_try_ms INTEGER NOT NULL DEFAULT 0) STRICT`,
]

/** Tries since the last right one, the one that is being looked at included. */
export type Tries = { readonly count: number; readonly lastMs: number }

const hexadecimal = z.string().regex(/^([0-9a-f]{2})+$/)
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const userRow = z.object({
  user_id: soundText, name: soundText, role: accountRole, created_at: instant, retired_at: instant.nullable(),
  cost_n: z.int(), cost_r: z.int(), cost_p: z.int(), salt: hexadecimal, hash: hexadecimal, tries: z.int(), last_try_ms: z.int(),
})
type Stored = { readonly account: Account; readonly passphrase: HashedPassphrase; readonly tries: Tries }

/** The accounts on the disk. */
export type Accounts = ReturnType<typeof openAccounts>

export function openAccounts(database: Database) {
  database.migrate('user', steps)
  const all = database.prepare('SELECT * FROM users ORDER BY folded_name')
  const one = database.prepare('SELECT * FROM users WHERE user_id = ?')
  const insert = database.prepare('INSERT INTO users (user_id, name, folded_name, role, created_at, cost_n, cost_r, cost_p, salt, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const setPassphrase = database.prepare('UPDATE users SET cost_n = ?, cost_r = ?, cost_p = ?, salt = ?, hash = ? WHERE user_id = ?')
  const setRetired = database.prepare('UPDATE users SET retired_at = ? WHERE user_id = ?')
  const setTries = database.prepare('UPDATE users SET tries = ?, last_try_ms = ? WHERE user_id = ?')
  return {
    list: (): Whole<Account> => wholeOnes(all.all(), (row) => read(row).account),
    /** Throws Damaged. */
    find: (userId: string): Stored | null => {
      const row = one.get(userId)
      return row === undefined ? null : read(row)
    },
    add: ({ userId, name, role, createdAtIso }: Account, { n, r, p, salt, hash }: HashedPassphrase): void => { insert.run(userId, name, foldName(name), role, createdAtIso, n, r, p, hex(salt), hex(hash)) },
    setPassphrase: (userId: string, { n, r, p, salt, hash }: HashedPassphrase): void => { setPassphrase.run(n, r, p, hex(salt), hex(hash), userId) },
    retire: (userId: string, atIso: string): void => { setRetired.run(atIso, userId) },
    setTries: (userId: string, { count, lastMs }: Tries): void => { setTries.run(count, lastMs, userId) },
  }
}

const damaged = 'This account was damaged on the disk, so nobody can sign with it. What it signed stays as it is, and other accounts are not touched. Bring the data folder back from a backup, or let an operator add an account.'

function read(row: SqlRow): Stored {
  const { user_id, name, role, created_at, retired_at, cost_n, cost_r, cost_p, salt, hash, tries, last_try_ms } = readColumns(userRow, row, damaged)
  return {
    account: { userId: user_id, name, role, createdAtIso: created_at, retiredAtIso: retired_at },
    passphrase: { n: cost_n, r: cost_r, p: cost_p, salt: Buffer.from(salt, 'hex'), hash: Buffer.from(hash, 'hex') }, tries: { count: tries, lastMs: last_try_ms },
  }
}
