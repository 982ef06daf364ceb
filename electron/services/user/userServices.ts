import type { Ports } from '#electron/ports/ports.ts'
import type { Database } from '#electron/services/storage/database.ts'
import { LEAST_PASSPHRASE, type Account } from '#shared/contract/areas/user.ts'
import type { Services } from '#shared/contract/types.ts'
import { foldName } from '#shared/personName.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { openAccounts } from './accounts.ts'
import { hashPassphrase, SCRYPT_COST, type Cost } from './passphrase.ts'
import { createSignIn, saving, unknownUser, type SignInFault } from './signIn.ts'

export type UserServices = Pick<Services, 'user.list' | 'user.add' | 'user.changePassphrase' | 'user.retire'>
type UserParts = { readonly ports: Pick<Ports, 'clock' | 'newId'>; readonly database: Database; readonly cost?: Cost }
type Credentials = { readonly userId: string; readonly passphrase: string }

/** Accounts for signing. Passphrases are hashed where they arrive and go nowhere else. */
export function createUserServices({ ports, database, cost = SCRYPT_COST }: UserParts): UserServices {
  const accounts = openAccounts(database)
  const signIn = createSignIn(database, ports.clock)
  const nowIso = (): string => ports.clock.now().toISOString()

  const asOperator = async (by: Credentials): Promise<Result<Account, SignInFault | Fault<'NOT_ALLOWED'>>> => {
    const who = await signIn(by.userId, by.passphrase)
    return who.ok && who.value.role !== 'operator' ? err('NOT_ALLOWED', 'Only an operator may do this. Ask one to enter the passphrase.') : who
  }

  return {
    'user.list': async () => {
      const { whole, damaged } = accounts.list()
      return ok({ users: [...whole], damaged })
    },
    'user.add': async ({ name, role, passphrase, by }) => {
      if (name.trim() === '') return err('BAD_NAME', 'The account has no name. Write the name that stands under the signature.')
      if (isShort(passphrase)) return short()
      if (by !== undefined) {
        const who = await asOperator(by)
        if (!who.ok) return who
      }
      const hashed = await hashPassphrase(passphrase, cost)
      return saving(() => database.transaction((): Result<Account, Fault<'NOT_ALLOWED' | 'NAME_TAKEN'>> => {
        const { whole: present, damaged } = accounts.list()
        // An account that cannot be read is one: whoever finds it is no first user.
        if (present.length + damaged > 0 && by === undefined) return err('NOT_ALLOWED', 'There are accounts here already. A further one needs the passphrase of an operator.')
        if (present.length + damaged === 0 && role !== 'operator') return err('NOT_ALLOWED', 'The first account must be an operator: only an operator adds further ones.')
        if (present.some((one) => foldName(one.name) === foldName(name))) return err('NAME_TAKEN', 'An account with this name is here already, in use or retired. Choose another name.')
        const added: Account = { userId: ports.newId(), name: name.normalize('NFC').trim(), role, createdAtIso: nowIso(), retiredAtIso: null }
        accounts.add(added, hashed)
        return ok(added)
      }))
    },
    'user.changePassphrase': async ({ userId, passphrase, newPassphrase }) => {
      if (isShort(newPassphrase)) return short()
      const who = await signIn(userId, passphrase)
      if (!who.ok) return who
      const hashed = await hashPassphrase(newPassphrase, cost)
      return saving(() => {
        accounts.setPassphrase(userId, hashed)
        return ok({})
      })
    },
    'user.retire': async ({ userId, by }) => {
      const who = await asOperator(by)
      if (!who.ok) return who
      return saving(() => database.transaction((): Result<Account, Fault<'NOT_ALLOWED' | 'UNKNOWN_USER'>> => {
        const found = accounts.find(userId)?.account
        if (found === undefined) return unknownUser()
        if (found.retiredAtIso !== null) return ok(found)
        const others = accounts.list().whole.filter((one) => one.role === 'operator' && one.retiredAtIso === null && one.userId !== userId)
        if (others.length === 0) return err('NOT_ALLOWED', 'This is the last operator. Add another operator first.')
        const atIso = nowIso()
        accounts.retire(userId, atIso)
        return ok({ ...found, retiredAtIso: atIso })
      }))
    },
  }
}

/** Counted in what a person sees as one character, so that no alphabet is favoured. */
const isShort = (passphrase: string): boolean => [...new Intl.Segmenter().segment(passphrase)].length < LEAST_PASSPHRASE
const short = () => err('SHORT_PASSPHRASE', `The passphrase is shorter than ${String(LEAST_PASSPHRASE)} characters. Choose a longer one.`)
