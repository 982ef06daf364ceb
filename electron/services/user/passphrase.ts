import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

export type Cost = { readonly n: number; readonly r: number; readonly p: number }
/** A passphrase as it is kept: what it was hashed with lies beside the hash, so that the cost can grow. */
export type HashedPassphrase = Cost & { readonly salt: Uint8Array; readonly hash: Uint8Array }

/** 128 MiB and about a third of a second on one core. @source RFC 7914; OWASP Password Storage, scrypt */
export const SCRYPT_COST: Cost = { n: 2 ** 17, r: 8, p: 1 }
const HASH_BYTES = 32
const SALT_BYTES = 16

export async function hashPassphrase(passphrase: string, cost: Cost): Promise<HashedPassphrase> {
  const salt = randomBytes(SALT_BYTES)
  return { ...cost, salt, hash: await derive(passphrase, salt, cost) }
}

export async function isPassphrase(passphrase: string, { salt, hash, ...cost }: HashedPassphrase): Promise<boolean> {
  const derived = await derive(passphrase, salt, cost)
  return derived.length === hash.length && timingSafeEqual(derived, hash)
}

/** One at a time: each takes 128 MiB, and many callers must not take it many times over. */
let turn: Promise<unknown> = Promise.resolve()

function derive(passphrase: string, salt: Uint8Array, { n, r, p }: Cost): Promise<Buffer> {
  const derived = turn.then(() => new Promise<Buffer>((resolve, reject) => {
    // The same letters from two keyboards are the same passphrase.
    scrypt(passphrase.normalize('NFKC'), salt, HASH_BYTES, { N: n, r, p, maxmem: 2 * 128 * n * r }, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  }))
  turn = derived.catch(() => undefined)
  return derived
}
