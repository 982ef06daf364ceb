import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '#electron/services/storage/database.ts'
import { userMethods } from '#shared/contract/areas/user.ts'
import { openAccounts } from './accounts.ts'
import { SCRYPT_COST, type Cost } from './passphrase.ts'
import { createUserServices, type UserServices } from './userServices.ts'

const QUICK: Cost = { n: 2 ** 10, r: 8, p: 1 }
const OPERATOR = { name: 'Dr B. Weber', role: 'operator' as const, passphrase: 'correct horse' }
let directory = ''
let database: Database
let now = Date.UTC(2026, 10, 22, 10)
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'axis-users-'))
  database = openDatabase(path.join(directory, 'axis.db'))
  now = Date.UTC(2026, 10, 22, 10)
})
afterEach(async () => {
  database.close()
  await rm(directory, { recursive: true, force: true })
})
const open = (cost: Cost = QUICK): UserServices => createUserServices({ ports: { clock: { now: () => new Date(now), monotonicMs: () => 0 }, newId: randomUUID }, database, cost })
const first = async (users: UserServices): Promise<{ readonly userId: string; readonly passphrase: string }> => {
  const added = await users['user.add'](OPERATOR)
  if (!added.ok) throw new Error(added.error.message)
  return { userId: added.value.userId, passphrase: OPERATOR.passphrase }
}
const trying = (users: UserServices, userId: string, passphrase: string) => users['user.changePassphrase']({ userId, passphrase, newPassphrase: passphrase })

describe('accounts', () => {
  it('begin with an operator, and further ones need an operator’s passphrase', async () => {
    const users = open()
    expect(await users['user.add']({ ...OPERATOR, role: 'trainee' })).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
    const by = await first(users)
    const trainee = { name: 'Dr C. Lang', role: 'trainee' as const, passphrase: 'battery staple' }
    expect(await users['user.add'](trainee)).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
    expect(await users['user.add']({ ...trainee, by: { ...by, passphrase: 'wrong one' } })).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } })
    const added = await users['user.add']({ ...trainee, by })
    expect(added).toMatchObject({ ok: true, value: { name: 'Dr C. Lang', role: 'trainee', retiredAtIso: null } })
    const asTrainee = { userId: added.ok ? added.value.userId : '', passphrase: trainee.passphrase }
    expect(await users['user.add']({ ...trainee, name: 'Another', by: asTrainee })).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
    expect(await users['user.retire']({ userId: by.userId, by: asTrainee })).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
    const list = await users['user.list']({})
    expect(list).toMatchObject({ value: { users: [{ name: 'Dr B. Weber' }, { name: 'Dr C. Lang' }] } })
    expect(userMethods['user.list'].output.safeParse(list.ok ? list.value : null).success).toBe(true)
  })

  it('have a name of their own and a passphrase that is not too short, in any script', async () => {
    const users = open()
    const by = await first(users)
    const add = (name: string, passphrase = 'battery staple') => users['user.add']({ name, role: 'assistant', passphrase, by })
    expect(await add(' ')).toMatchObject({ error: { code: 'BAD_NAME' } })
    expect(await add('  dr  b. WEBER')).toMatchObject({ error: { code: 'NAME_TAKEN' } })
    expect(await add('Nurse D', 'abcde')).toMatchObject({ error: { code: 'SHORT_PASSPHRASE' } })
    expect((await add('김민준', '비밀번호여섯')).ok).toBe(true)
  })

  it('take a passphrase typed in either form of the same letters', async () => {
    const users = open()
    const by = await first(users)
    const added = await users['user.add']({ name: 'Dr É', role: 'operator', passphrase: 'café au lait', by })
    expect((await trying(users, added.ok ? added.value.userId : '', 'café au lait')).ok).toBe(true)
  })

  it('can change their passphrase, after which the old one is wrong', async () => {
    const users = open()
    const { userId, passphrase } = await first(users)
    expect(await users['user.changePassphrase']({ userId, passphrase, newPassphrase: 'short' })).toMatchObject({ error: { code: 'SHORT_PASSPHRASE' } })
    expect((await users['user.changePassphrase']({ userId, passphrase, newPassphrase: 'something else' })).ok).toBe(true)
    expect(await trying(users, userId, passphrase)).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } })
    expect((await trying(users, userId, 'something else')).ok).toBe(true)
  })

  it('are retired, not deleted, and never the last operator', async () => {
    const users = open()
    const by = await first(users)
    expect(await users['user.retire']({ userId: by.userId, by })).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
    const other = await users['user.add']({ name: 'Dr C. Lang', role: 'operator', passphrase: 'battery staple', by })
    const otherId = other.ok ? other.value.userId : ''
    expect(await users['user.retire']({ userId: otherId, by })).toMatchObject({ value: { retiredAtIso: '2026-11-22T10:00:00.000Z' } })
    expect(await trying(users, otherId, 'battery staple')).toMatchObject({ error: { code: 'UNKNOWN_USER' } })
    expect(await users['user.list']({})).toMatchObject({ value: { users: [{}, { name: 'Dr C. Lang', retiredAtIso: expect.any(String) }] } })
  })
})

describe('wrong tries', () => {
  it('are free five times, then each waits longer, through a restart, and the right one ends it', async () => {
    const users = open()
    const { userId, passphrase } = await first(users)
    for (let n = 0; n < 5; n += 1) expect(await trying(users, userId, 'wrong one')).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } })
    expect(await trying(open(), userId, passphrase)).toMatchObject({ error: { code: 'TOO_MANY_TRIES', message: expect.stringContaining('30 s') } })
    now += 30_000
    expect(await trying(users, userId, 'wrong one')).toMatchObject({ error: { code: 'WRONG_PASSPHRASE', message: expect.stringContaining('60 s') } })
    now += 30_000
    expect(await trying(users, userId, passphrase)).toMatchObject({ error: { code: 'TOO_MANY_TRIES' } })
    now += 30_000
    expect((await trying(users, userId, passphrase)).ok).toBe(true)
    expect(await trying(users, userId, 'wrong one')).toMatchObject({ error: { code: 'WRONG_PASSPHRASE', message: expect.stringContaining('4 more') } })
  })

  it('under a clock that was a year ahead make nobody wait longer than once', async () => {
    const users = open()
    const { userId, passphrase } = await first(users)
    const yearMs = 365 * 86_400_000
    now += yearMs
    for (let n = 0; n < 5; n += 1) await trying(users, userId, 'wrong one')
    now -= yearMs
    expect(await trying(users, userId, passphrase)).toMatchObject({ error: { code: 'TOO_MANY_TRIES', message: expect.stringContaining('30 s') } })
    now += 30_000
    expect((await trying(users, userId, passphrase)).ok).toBe(true)
  })

  it('are counted when they come all at once', async () => {
    const users = open()
    const { userId } = await first(users)
    const codes = (await Promise.all(Array.from({ length: 12 }, () => trying(users, userId, 'wrong one')))).map((reply) => (reply.ok ? 'ok' : reply.error.code))
    expect(codes.filter((code) => code === 'WRONG_PASSPHRASE')).toHaveLength(5)
    expect(codes.filter((code) => code === 'TOO_MANY_TRIES')).toHaveLength(7)
  })
})

describe('a passphrase', () => {
  it('is kept as scrypt at full cost, salted for each account, and lies in no file', async () => {
    const users = open(SCRYPT_COST)
    const { userId, passphrase } = await first(users)
    expect((await trying(users, userId, passphrase)).ok).toBe(true)
    const kept = openAccounts(database).find(userId)?.passphrase
    expect(kept).toMatchObject({ n: 131_072, r: 8, p: 1 })
    expect([kept?.salt.length, kept?.hash.length]).toEqual([16, 32])
    for (const name of await readdir(directory)) expect((await readFile(path.join(directory, name))).includes(Buffer.from(passphrase))).toBe(false)
  })
})
