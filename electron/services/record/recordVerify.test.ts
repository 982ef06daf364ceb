import { randomInt } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { RecordEventBody } from '#shared/procedure/recordEvents.ts'
import { buildPng } from '#test/builders/png.ts'
import { buildKeyImage, openRecordBench, type RecordBench } from '#test/builders/record.ts'
import { addAccounts, completeRecord, must, signRecord } from '#test/builders/signedRecord.ts'
import { openRecordStore } from './recordStore.ts'

let bench: RecordBench | null = null
afterEach(async () => {
  await bench?.remove()
  bench = null
})
const open = async (): Promise<RecordBench> => {
  bench = await openRecordBench()
  // Only the change is asked about, not whether it is on the disk.
  bench.database.prepare('PRAGMA synchronous = OFF').run()
  bench.database.prepare('DROP TRIGGER record_events_are_not_changed').run()
  return bench
}
const verify = async (at: RecordBench, recordId: string) => must(await at.services['record.verify']({ recordId }))
const flip = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, index) => (index === at ? byte ^ (1 << randomInt(8)) : byte))
/** What nobody can append through the services, on a sound chain. */
function forge(at: RecordBench, recordId: string, body: RecordEventBody, atIso = '2026-11-22T12:00:00.000Z'): void {
  const store = openRecordStore(at.database)
  store.append({ recordId, atIso, actor: 'Nobody', body }, store.read(recordId))
}
const lineRow = z.object({ seq: z.int(), line: z.string() })

describe('record.verify', () => {
  it('finds a flipped bit in any byte of any event, and says in which', { timeout: 60_000 }, async () => {
    const at = await open()
    const { recordId } = must(await at.services['record.create']({ seriesUid: '1.2.3.1', side: 'LEFT', level: 'C1-2' }))
    must(await at.services['record.append']({ recordId, event: { kind: 'keyImageSlotGiven', slot: 'contrastRun', keyImageId: null, reason: 'Nicht gespeichert, 저장 안 함' } }))
    must(await at.services['record.append']({ recordId, event: { kind: 'happeningNoted', happeningId: recordId, happenedAtIso: '2026-11-22T09:50:00.000Z', words: 'Needle in' } }))
    const lines = at.database.prepare('SELECT seq, line FROM record_events ORDER BY seq').all().map((row) => lineRow.parse(row))
    const write = at.database.prepare('UPDATE record_events SET line = CAST(? AS TEXT) WHERE seq = ?')
    for (const { seq, line } of lines) {
      const bytes = new TextEncoder().encode(line)
      for (let byte = 0; byte < bytes.length; byte += 1) {
        write.run(flip(bytes, byte), seq)
        const found = await verify(at, recordId)
        if (found.intact || found.brokenAt !== seq || found.broken[0]?.what !== 'event') throw new Error(`Byte ${String(byte)} of event ${String(seq)} was not found: ${JSON.stringify(found)}`)
      }
      write.run(line, seq)
    }
    expect(await verify(at, recordId)).toMatchObject({ intact: true, brokenAt: null, broken: [] })
  })

  it('finds a flipped bit anywhere in a picture and in a loop, and says of which event', async () => {
    const at = await open()
    const recordId = await completeRecord(at)
    const film = Uint8Array.from([0, 0, 0, 8, ...Buffer.from('ftypisom'), 1, 2, 3])
    const { seq } = must(await at.services['record.append']({ recordId, event: buildKeyImage({ blobId: at.putBlob(buildPng(8, 6, 5).png) }, { loop: { file: { blobId: at.putBlob(film) }, contentType: 'video/mp4', firstFrame: 0, lastFrame: 3, durationMs: 400 } }) }))
    const image = must(await at.services['record.get']({ recordId })).state.keyImages.at(-1)
    for (const [what, sha256] of [['picture', image?.picture.sha256 ?? ''], ['loop', image?.loop?.sha256 ?? '']] as const) {
      const file = at.objects.pathOf(sha256)
      const bytes = await readFile(file)
      for (let byte = 0; byte < bytes.length; byte += Math.ceil(bytes.length / 40)) {
        await writeFile(file, flip(bytes, byte))
        expect((await verify(at, recordId)).broken).toEqual([{ seq, what, words: `The ${what} of event ${String(seq)} is missing or was changed.` }])
      }
      await writeFile(file, bytes)
    }
    expect(await verify(at, recordId)).toMatchObject({ intact: true })
  })

  it('finds every broken picture, not the first alone', async () => {
    const at = await open()
    const recordId = await completeRecord(at)
    must(await at.services['record.append']({ recordId, event: buildKeyImage({ blobId: at.putBlob(buildPng(8, 6, 5).png) }) }))
    const { state } = must(await at.services['record.get']({ recordId }))
    for (const { picture } of state.keyImages) await writeFile(at.objects.pathOf(picture.sha256), 'x')
    expect((await verify(at, recordId)).broken.map(({ what }) => what)).toEqual(['picture', 'picture'])
  })

  it.each([
    { name: 'patient_name', value: 'SOMEBODY^ELSE' }, { name: 'side', value: 'RIGHT' }, { name: 'key_images', value: 7 }, { name: 'signed_at', value: '2026-11-22T10:00:00.000Z' }, { name: 'case_id', value: 'case-2' },
  ])('finds that lists show another $name', async ({ name, value }) => {
    const at = await open()
    const recordId = await completeRecord(at)
    at.database.prepare(`UPDATE records SET ${name} = ?`).run(value)
    expect(await verify(at, recordId)).toMatchObject({ intact: false, broken: [{ what: 'list' }] })
  })

  it('finds what a sound chain says and no service writes', async () => {
    const at = await open()
    const [user] = await addAccounts(at, ['operator'])
    const recordId = await completeRecord(at)
    const signed = must(await signRecord(at, recordId, user ?? { userId: '' }))
    const signature = { userId: user?.userId ?? '', name: 'Dr 1', role: 'operator' as const, signedHash: signed.hash }
    forge(at, recordId, { kind: 'countersigned', signature })
    forge(at, recordId, { kind: 'signed', signature: { ...signature, signedHash: '0'.repeat(64) } })
    forge(at, recordId, { kind: 'sideChanged', side: 'RIGHT', level: 'C1-2' })
    const { broken } = await verify(at, recordId)
    expect(broken.map(({ seq, what, words }) => [seq - signed.seq, what, words.replace(/^Event \d+ /, '')])).toEqual([
      [1, 'signature', 'is a countersignature of the same person.'], [2, 'signature', 'signs another state of the record than the one that stands before it.'],
      [2, 'signature', 'signs a record that was signed before.'], [3, 'order', 'changes the record after it was signed.'],
    ])
  })

  it('remarks that a clock was set back, and breaks over it not', async () => {
    const at = await open()
    const recordId = await completeRecord(at)
    forge(at, recordId, { kind: 'keyImagesOrdered', keyImageIds: [] }, '2020-01-01T00:00:00.000Z')
    const { intact, remarks } = await verify(at, recordId)
    expect([intact, remarks.length, remarks[0]?.includes('2020-01-01T00:00:00.000Z follows 2026')]).toEqual([true, 1, true])
  })
})
