import { randomUUID } from 'node:crypto'
import { createUserServices } from '#electron/services/user/userServices.ts'
import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import type { Account } from '#shared/contract/areas/user.ts'
import type { Result } from '#shared/result.ts'
import { completeBodies } from './completeNote.ts'
import { buildPng } from './png.ts'
import { buildKeyImage, type RecordBench } from './record.ts'

/** A hash that costs nothing: signing is what is tested, not how long it takes to guess. */
export const QUICK_COST = { n: 2 ** 4, r: 8, p: 1 }
export const PASSPHRASE = 'correct horse'

export const must = <T>(reply: Result<T>): T => {
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`)
  return reply.value
}

/** Accounts of the installation, each with the same passphrase; the first is an operator. */
export async function addAccounts({ database }: Pick<RecordBench, 'database'>, roles: readonly Account['role'][]): Promise<readonly Account[]> {
  const users = createUserServices({ ports: { clock: { now: () => new Date(), monotonicMs: () => 0 }, newId: randomUUID }, database, cost: QUICK_COST })
  const added: Account[] = []
  for (const role of roles) {
    const [operator] = added
    added.push(must(await users['user.add']({ name: `Dr ${String(added.length + 1)}`, role, passphrase: PASSPHRASE, ...(operator === undefined ? {} : { by: { userId: operator.userId, passphrase: PASSPHRASE } }) })))
  }
  return added
}

/** All that a record needs before it can be signed, as a caller sends it. */
export function completeEvents(putBlob: RecordBench['putBlob'], seed = 1): readonly RecordEventInput[] {
  const keyImageId = randomUUID()
  return completeBodies.flatMap((body): readonly RecordEventInput[] => {
    if (body.kind === 'recordCreated' || body.kind === 'signed' || body.kind === 'countersigned') return []
    if (body.kind === 'keyImageAdded') return [buildKeyImage({ blobId: putBlob(buildPng(40, 30, seed).png) }, { keyImageId })]
    return [body.kind === 'keyImageSlotGiven' && body.keyImageId !== null ? { ...body, keyImageId } : body]
  })
}

/** A record of the series that buildSeriesSummary describes, of which nothing is missing for signing. */
export async function completeRecord(bench: RecordBench, seed = 1): Promise<string> {
  const { recordId } = must(await bench.services['record.create']({ seriesUid: '1.2.3.1', side: 'LEFT', level: 'C1-2' }))
  for (const event of completeEvents(bench.putBlob, seed)) must(await bench.services['record.append']({ recordId, event }))
  return recordId
}

export const lastHash = async (bench: RecordBench, recordId: string): Promise<string> => must(await bench.services['record.get']({ recordId })).events.at(-1)?.hash ?? ''

export async function signRecord(bench: RecordBench, recordId: string, { userId }: Pick<Account, 'userId'>) {
  return bench.services['record.sign']({ recordId, userId, passphrase: PASSPHRASE, signedHash: await lastHash(bench, recordId) })
}
