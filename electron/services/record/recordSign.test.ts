import { afterEach, describe, expect, it } from 'vitest'
import { writeFile } from 'node:fs/promises'
import { openCaseJournal } from '#electron/services/case/caseJournal.ts'
import { createCaseServices } from '#electron/services/case/caseServices.ts'
import { recordMethods, type RecordEventInput } from '#shared/contract/areas/record.ts'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import { buildImageSource } from '#test/builders/imageSource.ts'
import { buildPng } from '#test/builders/png.ts'
import { buildKeyImage, openRecordBench, type RecordBench } from '#test/builders/record.ts'
import { buildSeriesSummary } from '#test/builders/seriesSummary.ts'
import { addAccounts, completeRecord, lastHash, must, PASSPHRASE, signRecord } from '#test/builders/signedRecord.ts'
import type { Account } from '#shared/contract/areas/user.ts'

let bench: RecordBench | null = null
afterEach(async () => {
  await bench?.remove()
  bench = null
})
const open = async (): Promise<RecordBench> => {
  bench = await openRecordBench()
  return bench
}
const nobody: Account = { userId: '', name: '', role: 'operator', createdAtIso: '', retiredAtIso: null }
async function ready(roles: readonly Account['role'][] = ['operator']): Promise<{ at: RecordBench; recordId: string; users: readonly Account[]; first: Account; second: Account }> {
  const at = await open()
  const users = await addAccounts(at, roles)
  return { at, recordId: await completeRecord(at), users, first: users[0] ?? nobody, second: users[1] ?? nobody }
}
const countersign = async (at: RecordBench, recordId: string, { userId }: Account) => at.services['record.countersign']({ recordId, userId, passphrase: PASSPHRASE, signedHash: await lastHash(at, recordId) })

describe('record.sign', () => {
  it('freezes a complete record under the name of its signer, through a restart', async () => {
    const { at, recordId, first } = await ready()
    const seen = await lastHash(at, recordId)
    const signed = await signRecord(at, recordId, first)
    expect(recordMethods['record.sign'].output.safeParse(must(signed)).success).toBe(true)
    expect(at.told.at(-2)).toEqual({ name: 'record.changed', payload: { recordId, caseId: 'case-1' } })
    const again = bench = await at.restart()
    expect(await again.services['record.get']({ recordId })).toMatchObject({ value: { state: { signature: { name: 'Dr 1', role: 'operator', signedHash: seen } }, events: expect.arrayContaining([expect.objectContaining({ actor: 'Dr 1' })]) } })
    expect(await again.services['record.verify']({ recordId })).toMatchObject({ value: { intact: true, broken: [], remarks: [] } })
    expect(await again.services['record.list']({})).toMatchObject({ value: { records: [{ recordId, signedAtIso: must(signed).savedAtIso }] } })
    expect(await signRecord(again, recordId, first)).toMatchObject({ error: { code: 'SIGNED' } })
  })

  it('lets only addenda follow, and none before', async () => {
    const { at, recordId, first } = await ready()
    const addendum = { kind: 'addendumWritten', addendumId: '7d444840-9dc0-41d1-b245-5ffdce74fad2', words: 'Pain 1 of 10 after 6 h' } as const
    expect(await at.services['record.append']({ recordId, event: addendum })).toMatchObject({ error: { code: 'NOT_SIGNED' } })
    must(await signRecord(at, recordId, first))
    const keyImage = buildKeyImage({ blobId: at.putBlob(buildPng(40, 30, 7).png) })
    for (const event of [keyImage, { kind: 'sideChanged', side: 'RIGHT', level: 'C1-2' }, { kind: 'keyImagesOrdered', keyImageIds: [] }] satisfies readonly RecordEventInput[]) {
      expect(await at.services['record.append']({ recordId, event })).toMatchObject({ error: { code: 'SIGNED' } })
    }
    expect((await at.services['record.append']({ recordId, event: addendum })).ok).toBe(true)
    expect(await at.services['record.get']({ recordId })).toMatchObject({ value: { state: { side: 'LEFT', keyImages: [{}], addenda: [{ words: addendum.words }] } } })
  })

  it('answers a key image that was saved before, and sent again after signing, as it did then', async () => {
    const at = await open()
    const [first = nobody] = await addAccounts(at, ['operator'])
    const recordId = await completeRecord(at)
    const event = buildKeyImage({ blobId: at.putBlob(buildPng(40, 30, 9).png) })
    const answer = await at.services['record.append']({ recordId, event })
    must(await signRecord(at, recordId, first))
    expect(await at.services['record.append']({ recordId, event })).toEqual(answer)
  })

  it('refuses what is not complete and says what is missing, the sides of the case included', async () => {
    const { at, recordId, first } = await ready()
    openCaseJournal(at.database).append({ caseId: 'case-1', baseVersion: 0, step: 'Side', document: { ...emptyCaseDocument, study: { ...emptyCaseDocument.study, side: 'RIGHT', confirmedAtIso: '2026-11-22T10:00:00.000Z' } }, atIso: '2026-11-22T10:00:00.000Z' })
    expect(await at.services['record.missing']({ recordId })).toMatchObject({ value: { missing: [{ section: 'side', level: 'stop', words: expect.stringContaining('The case says RIGHT') }] } })
    expect(await signRecord(at, recordId, first)).toMatchObject({ error: { code: 'NOT_COMPLETE', message: expect.stringContaining('The record says LEFT. The case says RIGHT') } })
  })

  it('refuses a time that is still to come', async () => {
    const { at, recordId, first } = await ready()
    must(await at.services['record.append']({ recordId, event: { kind: 'happeningNoted', happeningId: '7d444840-9dc0-41d1-b245-5ffdce74fad2', happenedAtIso: '2026-11-22T14:30:00.000Z', words: 'Needle out' } }))
    expect(await signRecord(at, recordId, first)).toMatchObject({ error: { code: 'NOT_COMPLETE', message: expect.stringContaining('“Needle out”: its time is still to come') } })
  })

  it('refuses what the signer has not seen, also when it changes while the passphrase is looked at', async () => {
    const { at, recordId, first } = await ready()
    const seen = await lastHash(at, recordId)
    const change = () => at.services['record.append']({ recordId, event: { kind: 'keyImagesOrdered', keyImageIds: [] } })
    const signing = at.services['record.sign']({ recordId, userId: first.userId, passphrase: PASSPHRASE, signedHash: seen })
    expect((await change()).ok).toBe(true)
    expect(await signing).toMatchObject({ error: { code: 'CHANGED' } })
    expect(await at.services['record.sign']({ recordId, userId: first.userId, passphrase: PASSPHRASE, signedHash: seen })).toMatchObject({ error: { code: 'CHANGED' } })
  })

  it('of two windows at once signs once', async () => {
    const { at, recordId, first } = await ready()
    const replies = await Promise.all([signRecord(at, recordId, first), signRecord(at, recordId, first)])
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1)
    expect(await at.services['record.verify']({ recordId })).toMatchObject({ value: { intact: true } })
  })

  it('needs the right passphrase of an account that may sign', async () => {
    const { at, recordId, users, first } = await ready(['operator', 'assistant'])
    const signedHash = await lastHash(at, recordId)
    expect(await at.services['record.sign']({ recordId, userId: first.userId, passphrase: 'wrong one', signedHash })).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } })
    expect(await signRecord(at, recordId, users[1] ?? first)).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
    expect(await at.services['record.sign']({ recordId, userId: '7d444840-9dc0-41d1-b245-5ffdce74fad2', passphrase: PASSPHRASE, signedHash })).toMatchObject({ error: { code: 'UNKNOWN_USER' } })
    expect(JSON.stringify(await at.services['record.get']({ recordId }))).not.toContain(PASSPHRASE)
  })

  it('signs nothing whose picture was changed', async () => {
    const { at, recordId, first } = await ready()
    await writeFile(at.objects.pathOf(must(await at.services['record.get']({ recordId })).state.keyImages[0]?.picture.sha256 ?? ''), 'x')
    expect(await signRecord(at, recordId, first)).toMatchObject({ error: { code: 'BROKEN_RECORD' } })
  })

  it('says that nothing is signed when the disk cannot take it, and signs when it can again', async () => {
    const { at, recordId, first } = await ready()
    at.database.prepare('PRAGMA query_only = 1').run()
    expect(await signRecord(at, recordId, first)).toMatchObject({ error: { code: 'STORAGE_FAILED' } })
    at.database.prepare('PRAGMA query_only = 0').run()
    expect(await at.services['record.get']({ recordId })).toMatchObject({ value: { state: { signature: null } } })
    expect((await signRecord(at, recordId, first)).ok).toBe(true)
  })

  it('of a record on a full disk loses nothing that was saved before it was full', async () => {
    const { at, recordId, first } = await ready()
    at.database.prepare('PRAGMA max_page_count = 1').all()
    const note = () => at.services['record.append']({ recordId, event: { kind: 'happeningNoted', happeningId: recordId, happenedAtIso: '2026-11-22T09:50:00.000Z', words: 'x'.repeat(500) } })
    // The page that is begun has room for a few more.
    let [saved, reply] = [await lastHash(at, recordId), await note()]
    for (; reply.ok; reply = await note()) saved = reply.value.hash
    expect(reply.error).toMatchObject({ code: 'STORAGE_FAILED', message: expect.stringContaining('the disk is full') })
    expect(await at.services['record.verify']({ recordId })).toMatchObject({ value: { intact: true } })
    expect(await lastHash(at, recordId)).toBe(saved)
    at.database.prepare('PRAGMA max_page_count = 1000000').all()
    expect((await signRecord(at, recordId, first)).ok).toBe(true)
  })
})

describe('record.countersign', () => {
  it('is of a second person, once, and after signing', async () => {
    const { at, recordId, first, second } = await ready(['operator', 'operator', 'trainee'])
    expect(await countersign(at, recordId, second)).toMatchObject({ error: { code: 'NOT_SIGNED' } })
    must(await signRecord(at, recordId, first))
    expect(await countersign(at, recordId, first)).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
    must(await countersign(at, recordId, second))
    expect(await countersign(at, recordId, second)).toMatchObject({ error: { code: 'SIGNED' } })
    expect(await at.services['record.verify']({ recordId })).toMatchObject({ value: { intact: true } })
    expect(await at.services['record.get']({ recordId })).toMatchObject({ value: { state: { signature: { name: 'Dr 1' }, countersignature: { name: 'Dr 2' } } } })
  })

  it('of what a trainee signed is of an operator or an educator', async () => {
    const { at, recordId, users, first } = await ready(['operator', 'trainee', 'trainee'])
    must(await signRecord(at, recordId, users[1] ?? nobody))
    expect(await countersign(at, recordId, users[2] ?? nobody)).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
    expect((await countersign(at, recordId, first)).ok).toBe(true)
  })
})

describe('a case', () => {
  it('begins its next record after signing, of the other side too, and shows the open one, else the newest', async () => {
    const { at, recordId, first } = await ready()
    const cases = createCaseServices({ ports: { clock: { now: () => new Date(), monotonicMs: () => 0 } }, database: at.database, source: buildImageSource([buildSeriesSummary()]), emit: () => undefined })
    const shown = async () => must(await cases['case.get']({ caseId: 'case-1' })).recordId
    must(await signRecord(at, recordId, first))
    expect(await shown()).toBe(recordId)
    const next = must(await at.services['record.create']({ seriesUid: '1.2.3.1', side: 'RIGHT', level: 'C1-2' }))
    expect(next).toMatchObject({ created: true })
    expect(next.recordId).not.toBe(recordId)
    expect(await shown()).toBe(next.recordId)
    expect(must(await at.services['record.create']({ seriesUid: '1.2.3.1', side: 'RIGHT', level: 'C1-2' }))).toMatchObject({ recordId: next.recordId, created: false })
    expect(must(await at.services['record.list']({ caseId: 'case-1' })).records).toHaveLength(2)
    expect((await at.services['record.append']({ recordId, event: { kind: 'addendumWritten', addendumId: next.recordId, words: 'Seen again' } })).ok).toBe(true)
    expect(await shown()).toBe(next.recordId)
  })
})
