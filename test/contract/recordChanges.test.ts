import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { closeCase, useReceipts } from '#renderer/features/case/index.ts'
import { holdsUnsaved } from '#renderer/features/record/holdsUnsaved.ts'
import { noDrafts } from '#renderer/features/record/note/noteDrafts.ts'
import { useNoteDrafts, writeNote } from '#renderer/features/record/note/noteStore.ts'
import { appendToRecord, changeRecord, stepInRecord } from '#renderer/features/record/recordChanges.ts'
import { changedOrder, movedBy, orderedKeyImages } from '#renderer/features/record/slots.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { openPageWindow, type PageWindow } from '#test/builders/pageWindow.ts'
import { buildPng } from '#test/builders/png.ts'
import { buildKeyImage } from '#test/builders/record.ts'
import { must } from '#test/builders/signedRecord.ts'

let page: PageWindow
const at = { folder: '', recordId: '' }
const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()]
const record = async () => must(await page.services['record.get']({ recordId: at.recordId }))
const order = async (): Promise<readonly string[]> => orderedKeyImages((await record()).state).map(({ keyImageId }) => keyImageId)
const move = (keyImageId: string, by: 1 | -1): Promise<void> => changeRecord(at.recordId, changedOrder((images) => movedBy(images, keyImageId, by)), 'Order of key images saved')
const caption = async (words: string): Promise<void> => { must(await page.services['record.append']({ recordId: at.recordId, event: { kind: 'captionChanged', keyImageId: first, caption: words } })) }
const captionOf = async (): Promise<string | undefined> => (await record()).state.keyImages.find(({ keyImageId }) => keyImageId === first)?.caption

beforeEach(async () => {
  at.folder = await mkdtemp(path.join(tmpdir(), 'axis-changes-'))
  page = await openPageWindow(path.join(at.folder, 'data'))
  await writeFile(path.join(at.folder, 'slice'), fileBytes(ctSlice({ seriesUid: '1.2.3.1', sopInstanceUid: '1.2.3.1.57', change: { '0020000d': ['UI', '1.2.3'] } })))
  must(await page.services['library.import']({ paths: [path.join(at.folder, 'slice')], storage: 'inPlace' }))
  at.recordId = must(await page.services['record.create']({ seriesUid: '1.2.3.1', side: 'LEFT', level: 'C1-2' })).recordId
  for (const [seed, keyImageId] of [first, second, third].entries()) {
    const { blobId } = (await (await fetch('/blob', { method: 'POST', body: new Uint8Array(buildPng(40, 30, seed).png) })).json()) as { blobId: string }
    must(await page.services['record.append']({ recordId: at.recordId, event: buildKeyImage({ blobId }, { keyImageId }) }))
  }
  useReceipts.setState({ receipts: [] })
})
afterEach(async () => {
  closeCase()
  useNoteDrafts.setState(noDrafts)
  await page.close()
  await rm(at.folder, { recursive: true, force: true })
})

it('a picture that is moved twice quickly goes two places', async () => {
  await Promise.all([move(first, 1), move(first, 1)])
  expect(await order()).toEqual([second, third, first])
})

it('a picture that is last is not moved on, and nothing is written of it', async () => {
  const { events } = await record()
  await move(third, 1)
  expect((await record()).events).toHaveLength(events.length)
  expect(useReceipts.getState().receipts).toEqual([])
})

it('two presses of undo take two steps back, and two of redo repeat both', async () => {
  await caption('One')
  await caption('Two')
  await Promise.all([stepInRecord(at.recordId, 'undo'), stepInRecord(at.recordId, 'undo')])
  expect(await captionOf()).toBe('')
  await Promise.all([stepInRecord(at.recordId, 'redo'), stepInRecord(at.recordId, 'redo')])
  expect(await captionOf()).toBe('Two')
  expect((await record()).events.filter(({ body }) => body.kind === 'captionChanged')).toHaveLength(6)
})

it('what was just typed is the step that is taken back', async () => {
  await caption('One')
  writeNote(at.recordId, { section: 'order', content: { ...emptySections.order, room: 'Room 1' } })
  await Promise.all([stepInRecord(at.recordId, 'undo'), stepInRecord(at.recordId, 'undo')])
  expect([(await record()).state.note.order?.room, await captionOf()]).toEqual([emptySections.order.room, ''])
})

it('a change is not saved before it is answered', async () => {
  page.hold('record.append')
  const changing = appendToRecord(at.recordId, { kind: 'captionChanged', keyImageId: first, caption: 'One' }, 'Caption saved')
  expect(holdsUnsaved()).toBe(true)
  page.letGo()
  await changing
  expect([holdsUnsaved(), await captionOf()]).toEqual([false, 'One'])
})

it('nothing is taken back over what was typed and cannot be saved', async () => {
  await caption('One')
  page.refuse('record.append')
  writeNote(at.recordId, { section: 'order', content: { ...emptySections.order, room: 'Room 1' } })
  await stepInRecord(at.recordId, 'undo')
  page.refuse(null)
  expect(useReceipts.getState().receipts.at(-1)?.words).toMatch(/^The last step is not saved\./)
  expect(await captionOf()).toBe('One')
})
