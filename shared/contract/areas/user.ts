import { z } from 'zod'
import { method } from '#shared/contract/define.ts'
import { leftOut } from '#shared/contract/leftOut.ts'
import { accountRole } from '#shared/procedure/signature.ts'
import { instant, text, uuid } from '#shared/values.ts'

/** Long enough to be worth hashing; everything else about it is the user's own. */
export const LEAST_PASSPHRASE = 6
const passphrase = text(200)
const operator = z.strictObject({ userId: uuid, passphrase }).describe('an operator, and who says so')

export const account = z.strictObject({ userId: uuid, name: text(200), role: accountRole, createdAtIso: instant, retiredAtIso: instant.nullable().describe('a retired account signs no more; what it signed stays') })
export type Account = Readonly<z.infer<typeof account>>

/** Accounts of this installation, for signing. A passphrase goes in and never comes out, nor into a log. */
export const userMethods = {
  'user.list': method('The accounts of this installation, retired ones included, by name.', z.strictObject({}), z.strictObject({ users: z.array(account), damaged: leftOut }), []),
  'user.add': method(
    'Adds an account. The first one is an operator and needs nobody; every further one needs an operator’s passphrase.',
    z.strictObject({ name: text(200), role: accountRole, passphrase, by: operator.optional() }),
    account,
    ['BAD_NAME', 'NAME_TAKEN', 'SHORT_PASSPHRASE', 'NOT_ALLOWED', 'UNKNOWN_USER', 'WRONG_PASSPHRASE', 'TOO_MANY_TRIES', 'STORAGE_FAILED'],
  ),
  'user.changePassphrase': method(
    'Changes the passphrase of an account, known the old one.',
    z.strictObject({ userId: uuid, passphrase, newPassphrase: passphrase }),
    z.strictObject({}),
    ['SHORT_PASSPHRASE', 'UNKNOWN_USER', 'WRONG_PASSPHRASE', 'TOO_MANY_TRIES', 'STORAGE_FAILED'],
  ),
  'user.retire': method(
    'Takes an account out of use. It stays in the list, as its signatures stay.',
    z.strictObject({ userId: uuid, by: operator }),
    account,
    ['NOT_ALLOWED', 'UNKNOWN_USER', 'WRONG_PASSPHRASE', 'TOO_MANY_TRIES', 'STORAGE_FAILED'],
  ),
} as const
