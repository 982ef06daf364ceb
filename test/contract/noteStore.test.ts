import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noDrafts, unsavedOf } from '#renderer/features/record/note/noteDrafts.ts'
import { dropUnsaved, retryNote, useNoteDrafts, writeNote } from '#renderer/features/record/note/noteStore.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { NoteSection } from '#shared/procedure/note/noteSections.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { openPageWindow, type PageWindow } from '#test/builders/pageWindow.ts'
import { buildPng } from '#test/builders/png.ts'
import { completeEvents, must, PASSPHRASE } from '#test/builders/signedRecord.ts'

let page: PageWindow
const at = { folder: '', signed: '', other: '' }
const room = (words: string): NoteSection => ({ section: 'order', content: { ...emptySections.order, room: words } })
const waiting = (recordId: string): number => unsavedOf(useNoteDrafts.getState(), recordId).length
const roomOf = async (recordId: string): Promise<string | undefined> => must(await page.services['record.get']({ recordId })).state.note.order?.room
/** As another window does it. */
async function sign(recordId: string): Promise<void> {
  const { blobId } = (await (await fetch('/blob', { method: 'POST', body: new Uint8Array(buildPng(40, 30, 1).png) })).json()) as { blobId: string }
  for (const event of completeEvents(() => blobId)) must(await page.services['record.append']({ recordId, event }))
  const { userId } = must(await page.services['user.add']({ name: 'Dr 1', role: 'operator', passphrase: PASSPHRASE }))
  must(await page.services['record.sign']({ recordId, userId, passphrase: PASSPHRASE, signedHash: must(await page.services['record.get']({ recordId })).events.at(-1)?.hash ?? '' }))
}
/** Until this holds. */
const until = (holds: () => boolean): Promise<void> => expect.poll(holds).toBe(true)

beforeEach(async () => {
  at.folder = await mkdtemp(path.join(tmpdir(), 'axis-notes-'))
  page = await openPageWindow(path.join(at.folder, 'data'))
  for (const [name, studyUid] of [['A', '1.2.3'], ['B', '1.2.9']] as const) await writeFile(path.join(at.folder, name), fileBytes(ctSlice({ seriesUid: `${studyUid}.1`, sopInstanceUid: `${studyUid}.1.57`, change: { '00100020': ['LO', name], '0020000d': ['UI', studyUid] } })))
  must(await page.services['library.import']({ paths: ['A', 'B'].map((name) => path.join(at.folder, name)), storage: 'inPlace' }))
  const begin = async (seriesUid: string): Promise<string> => must(await page.services['record.create']({ seriesUid, side: 'LEFT', level: 'C1-2' })).recordId
  Object.assign(at, { signed: await begin('1.2.3.1'), other: await begin('1.2.9.1') })
})
afterEach(async () => {
  useNoteDrafts.setState(noDrafts)
  await page.close()
  await rm(at.folder, { recursive: true, force: true })
})

describe('notes on their way into their records', () => {
  it('a record that was signed meanwhile keeps its own words and no other record from theirs', async () => {
    await sign(at.signed)
    const before = await roomOf(at.signed)
    writeNote(at.signed, room('Room 1'))
    writeNote(at.other, room('Room 2'))
    await until(() => waiting(at.other) === 0)
    expect(await roomOf(at.other)).toBe('Room 2')
    expect(useNoteDrafts.getState().faults).toEqual({ [at.signed]: expect.stringContaining('signed') })
    expect(waiting(at.signed)).toBe(1)
    retryNote(at.signed)
    await until(() => useNoteDrafts.getState().faults[at.signed] !== undefined)
    dropUnsaved(at.signed)
    expect(useNoteDrafts.getState().faults).toEqual({})
    expect([waiting(at.signed), await roomOf(at.signed)]).toEqual([0, before])
  })

  it('are all held while the disk is full, and each is tried again by itself or with the others', async () => {
    page.refuse('record.append')
    writeNote(at.signed, room('Room 1'))
    writeNote(at.other, room('Room 2'))
    await until(() => Object.keys(useNoteDrafts.getState().faults).length === 2)
    page.refuse(null)
    retryNote()
    expect(useNoteDrafts.getState().faults).toEqual({})
    await until(() => waiting(at.signed) + waiting(at.other) === 0)
    expect(await Promise.all([at.signed, at.other].map(roomOf))).toEqual(['Room 1', 'Room 2'])
  })

  it('what is written anew into a record that took nothing is tried although others are on their way', async () => {
    page.refuse('record.append')
    writeNote(at.signed, room('Room 1'))
    await until(() => useNoteDrafts.getState().faults[at.signed] !== undefined)
    page.refuse(null)
    page.hold('record.append')
    writeNote(at.other, room('Room 2'))
    writeNote(at.signed, room('Room 3'))
    page.letGo()
    await until(() => waiting(at.signed) + waiting(at.other) === 0)
    expect(await roomOf(at.signed)).toBe('Room 3')
  })
})
