import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { putBlob } from '#renderer/api/index.ts'
import { closeCase, openCase } from '#renderer/features/case/index.ts'
import { holdsUnsaved } from '#renderer/features/record/holdsUnsaved.ts'
import { ofCase, retryAllKeyImages, retryKeyImages, sendKeyImages, takeAside, useUnsavedKeyImages, type HeldImage } from '#renderer/features/record/keyImageQueue.ts'
import type { SideWord } from '#shared/dicom/identity.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { openPageWindow, type PageWindow } from '#test/builders/pageWindow.ts'
import { buildPng } from '#test/builders/png.ts'
import { buildKeyImage } from '#test/builders/record.ts'
import { must } from '#test/builders/signedRecord.ts'

let page: PageWindow
const at = { folder: '', caseId: '', recordId: '' }
const other = { caseId: '', recordId: '' }

const names = ['A', 'B'] as const
const seriesOf = (name: string): string => `1.2.3.${String(names.findIndex((one) => one === name))}`
async function beginOf(name: (typeof names)[number]): Promise<{ readonly caseId: string; readonly recordId: string }> {
  return must(await page.services['record.create']({ seriesUid: seriesOf(name), side: 'LEFT', level: 'C1-2' }))
}

beforeEach(async () => {
  at.folder = await mkdtemp(path.join(tmpdir(), 'axis-key-images-'))
  page = await openPageWindow(path.join(at.folder, 'data'))
  for (const [number, name] of names.entries()) await writeFile(path.join(at.folder, name), fileBytes(ctSlice({ seriesUid: seriesOf(name), sopInstanceUid: `${seriesOf(name)}.1`, change: { '00100010': ['PN', `Test^${name}`], '00100020': ['LO', name], '0020000d': ['UI', `1.2.4.${String(number)}`] } })))
  await page.services['library.import']({ paths: names.map((name) => path.join(at.folder, name)), storage: 'inPlace' })
  Object.assign(at, await beginOf('A'))
  Object.assign(other, await beginOf('B'))
  await openCase(at.caseId)
})
afterEach(async () => {
  closeCase()
  useUnsavedKeyImages.setState({ images: [], isSlow: false, message: null, aside: [] })
  await page.close()
  await rm(at.folder, { recursive: true, force: true })
})

let seed = 0
/** As K leaves it: its picture on its way to the host already. */
function taken({ caseId, recordId }: { readonly caseId: string; readonly recordId: string }, side: SideWord = 'LEFT', seriesUid = caseId === at.caseId ? seriesOf('A') : seriesOf('B')): HeldImage {
  const event = buildKeyImage({ blobId: randomUUID() }, { side, studyUid: seriesUid === seriesOf('A') ? '1.2.4.0' : '1.2.4.1', seriesUid, sopInstanceUid: `${seriesUid}.1`, frame: 0, title: `Axial ${String(seed += 1)}` })
  const { png } = buildPng(40, 30, seed)
  return { caseId, recordId, png, handedOver: putBlob(png), film: null, event }
}
const inRecord = async (recordId: string): Promise<readonly string[]> => must(await page.services['record.get']({ recordId })).state.keyImages.map(({ keyImageId }) => keyImageId)
const ids = (images: readonly HeldImage[]): readonly string[] => images.map(({ event }) => event.keyImageId)
const sent = (): number => page.called.filter((method) => method === 'record.append').length

describe('pictures on their way into the record', () => {
  it('go one after the other and once each, the second taken while the first is being saved', async () => {
    const [first, second] = [taken(at), taken(at)]
    page.hold('record.append')
    const saving = sendKeyImages([first])
    const next = sendKeyImages([second])
    await new Promise((resolve) => { setTimeout(resolve, 150) })
    expect(useUnsavedKeyImages.getState()).toMatchObject({ isSlow: true, message: null })
    expect(holdsUnsaved()).toBe(true)
    page.letGo()
    await Promise.all([saving, next])
    expect(await inRecord(at.recordId)).toEqual(ids([first, second]))
    expect(sent()).toBe(2)
    expect(useUnsavedKeyImages.getState()).toEqual({ taking: 0, images: [], isSlow: false, message: null, aside: [] })
    expect(holdsUnsaved()).toBe(false)
  })

  it('that the record refuses are set aside with the reason, and those behind them go on, of this case and of another', async () => {
    const [refused, second, third, elsewhere] = [taken(at, 'RIGHT'), taken(at), taken(at), taken(other)]
    await sendKeyImages([refused, second])
    await sendKeyImages([third, elsewhere])
    expect(await inRecord(at.recordId)).toEqual(ids([second, third]))
    expect(await inRecord(other.recordId)).toEqual(ids([elsewhere]))
    const { images, aside } = useUnsavedKeyImages.getState()
    expect(images).toEqual([])
    expect(aside).toMatchObject([{ why: 'refused', message: expect.stringContaining('This record is LEFT C1-2; the picture says RIGHT.') }])
    expect(holdsUnsaved()).toBe(true)
    expect([ofCase(aside, at.caseId).length, ofCase(aside, other.caseId).length]).toEqual([1, 0])
    must(await page.services['record.append']({ recordId: at.recordId, event: { kind: 'sideChanged', side: 'RIGHT', level: 'C1-2' } }))
    retryAllKeyImages()
    await retryKeyImages()
    expect(await inRecord(at.recordId)).toEqual(ids([second, third, refused]))
    expect(holdsUnsaved()).toBe(false)
  })

  it('that were refused are let go of by a person', async () => {
    await sendKeyImages([taken(at, 'RIGHT')])
    takeAside(useUnsavedKeyImages.getState().aside)
    expect(holdsUnsaved()).toBe(false)
  })

  it('are held while the disk is full, whatever is taken meanwhile, and go when it is not', async () => {
    const [first, second] = [taken(at), taken(at)]
    page.refuse('record.append')
    await sendKeyImages([first])
    await sendKeyImages([second])
    expect(useUnsavedKeyImages.getState()).toMatchObject({ isSlow: false, aside: [], message: 'This is not saved: the disk is full. The picture is held in memory: do not close the app.' })
    page.refuse(null)
    await retryKeyImages()
    expect(await inRecord(at.recordId)).toEqual(ids([first, second]))
    expect(useUnsavedKeyImages.getState()).toMatchObject({ images: [], message: null })
  })

  it('are sent when they come just as the one before has gone', async () => {
    const [first, second] = [taken(at), taken(at)]
    const next: Promise<void>[] = []
    const stop = useUnsavedKeyImages.subscribe(({ images }, before) => {
      if (before.images.length === 1 && images.length === 0 && next.length === 0) next.push(Promise.resolve().then(() => sendKeyImages([second])))
    })
    await sendKeyImages([first])
    stop()
    await Promise.all(next)
    expect(await inRecord(at.recordId)).toEqual(ids([first, second]))
  })

  it('are handed over again where the host has forgotten their bytes', async () => {
    const image = taken(at)
    await sendKeyImages([{ ...image, handedOver: Promise.resolve({ ok: true, value: randomUUID() }) }])
    expect(await inRecord(at.recordId)).toEqual(ids([image]))
  })
})
