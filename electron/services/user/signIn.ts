import type { Ports } from '#electron/ports/ports.ts'
import type { Database } from '#electron/services/storage/database.ts'
import { isStorageFailure, storageFailureReason } from '#electron/services/storage/storageFailure.ts'
import type { Account } from '#shared/contract/areas/user.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { openAccounts, type Accounts, type Tries } from './accounts.ts'
import { isPassphrase } from './passphrase.ts'

export type SignInFault = Fault<'UNKNOWN_USER' | 'WRONG_PASSPHRASE' | 'TOO_MANY_TRIES' | 'STORAGE_FAILED'>
type Found = NonNullable<ReturnType<Accounts['find']>>
/** Whether a person is who the account says, asked anew for everything that is signed: nobody stays signed in. */
export type SignIn = (userId: string, passphrase: string) => Promise<Result<Account, SignInFault>>

const FREE_TRIES = 5
const FIRST_WAIT_S = 30
const LONGEST_WAIT_S = 900

export function createSignIn(database: Database, clock: Pick<Ports['clock'], 'now'>): SignIn {
  const accounts = openAccounts(database)
  return async (userId, passphrase) => {
    const nowMs = clock.now().getTime()
    // Counted before it is looked at: many tries at once are still many.
    const begun = saving(() => database.transaction((): Result<Found, SignInFault> => {
      const found = accounts.find(userId)
      if (found === null || found.account.retiredAtIso !== null) return unknownUser()
      const waitS = secondsToWait(found.tries, nowMs)
      // A clock that was set back makes nobody wait longer than once more.
      if (nowMs < found.tries.lastMs) accounts.setTries(userId, { count: found.tries.count, lastMs: nowMs })
      if (waitS > 0) return tooMany(waitS)
      accounts.setTries(userId, { count: found.tries.count + 1, lastMs: nowMs })
      return ok(found)
    }))
    if (!begun.ok) return begun
    const { account, passphrase: kept, tries } = begun.value
    if (!await isPassphrase(passphrase, kept)) return wrong({ count: tries.count + 1, lastMs: nowMs }, nowMs)
    return saving(() => {
      accounts.setTries(userId, { count: 0, lastMs: nowMs })
      return ok(account)
    })
  }
}

export const unknownUser = () => err('UNKNOWN_USER', 'There is no such account here, or it was taken out of use. Choose another account.')
const tooMany = (waitS: number) => err('TOO_MANY_TRIES', `The passphrase was wrong ${String(FREE_TRIES)} times or more. The next try is possible in ${inWords(waitS)}.`)

function wrong(tries: Tries, nowMs: number) {
  const waitS = secondsToWait(tries, nowMs)
  return err('WRONG_PASSPHRASE', `The passphrase is not the one of this account. ${waitS > 0 ? `The next try is possible in ${inWords(waitS)}.` : `${String(FREE_TRIES - tries.count)} more before a wait.`}`)
}

/** Runs a write; a disk that cannot take it is a fault. */
export function saving<T, F extends Fault>(write: () => Result<T, F>): Result<T, F | Fault<'STORAGE_FAILED'>> {
  try {
    return write()
  } catch (error) {
    if (!isStorageFailure(error)) throw error
    return err('STORAGE_FAILED', `Nothing was saved: ${storageFailureReason(error)}. Free some space, then try again.`)
  }
}

function secondsToWait({ count, lastMs }: Tries, nowMs: number): number {
  if (count < FREE_TRIES) return 0
  const waitS = Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (count - FREE_TRIES))
  const passedS = (nowMs - lastMs) / 1000
  return passedS < 0 ? waitS : Math.max(0, Math.ceil(waitS - passedS))
}

const inWords = (seconds: number): string => (seconds < 120 ? `${String(seconds)} s` : `${String(Math.ceil(seconds / 60))} min`)
