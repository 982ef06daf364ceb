import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type * as allSavedModule from '#renderer/app/allSaved.ts'
import { closeCase, editCase, editWhenFound, openCase, useReceipts, useSession } from '#renderer/features/case/index.ts'
import { useUnsavedKeyImages } from '#renderer/features/record/keyImageQueue.ts'
import { useNoteDrafts, writeNote } from '#renderer/features/record/note/noteStore.ts'
import { noDrafts } from '#renderer/features/record/note/noteDrafts.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { openPageWindow, type PageWindow } from '#test/builders/pageWindow.ts'
import { must } from '#test/builders/signedRecord.ts'

// Curves are drawn on a screen, and there is none.
vi.mock('uplot', () => ({ default: null }))

// Its modules listen to the host as soon as they are read.
let page: PageWindow, allSaved: typeof allSavedModule
const at = { folder: '', caseId: '', recordId: '' }
const level = (document: CaseDocument): CaseDocument => ({ ...document, study: { ...document.study, level: 'C1-2' } })
const said = (): readonly string[] => useReceipts.getState().receipts.map(({ words }) => words)
const wait = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms) })

beforeAll(async () => {
  at.folder = await mkdtemp(path.join(tmpdir(), 'axis-all-saved-'))
  page = await openPageWindow(path.join(at.folder, 'data'))
  await writeFile(path.join(at.folder, 'A'), fileBytes(ctSlice({ seriesUid: '1.2.3.1' })))
  await page.services['library.import']({ paths: [path.join(at.folder, 'A')], storage: 'inPlace' })
  Object.assign(at, must(await page.services['record.create']({ seriesUid: '1.2.3.1', side: 'LEFT', level: 'C1-2' })))
  allSaved = await import('#renderer/app/allSaved.ts')
})
let stop = (): void => undefined
beforeEach(async () => {
  await openCase(at.caseId)
  await editCase('side', (document) => ({ ...document, study: { ...document.study, side: 'LEFT' } }))
  useReceipts.setState({ receipts: [] })
  stop = allSaved.followSaved()
})
afterEach(() => {
  stop()
  page.letGo()
  useNoteDrafts.setState(noDrafts)
  useUnsavedKeyImages.setState({ images: [], isSlow: false, message: null, aside: [] })
  closeCase()
})
afterAll(async () => {
  await page.close()
  await rm(at.folder, { recursive: true, force: true })
})

describe('that all is saved', () => {
  it('is said where it is', async () => {
    await allSaved.saySaved()
    expect(said()).toEqual([expect.stringMatching(/^Saved \d/)])
    expect([allSaved.isAllSaved(), allSaved.useAllSaved.getState().isSaid]).toEqual([true, true])
  })

  it('is said of an edit on its way only once it is there', async () => {
    page.hold('case.edit')
    const edit = editCase('level', level)
    const asked = allSaved.saySaved()
    await expect.poll(said).toEqual(['Not everything is saved yet: a step is on its way.'])
    page.letGo()
    await Promise.all([edit, asked])
    expect(said().at(-1)).toMatch(/^Saved \d/)
  })

  it('is not said while an edit waits for what it needs', async () => {
    let found = (): void => undefined
    const edit = editWhenFound(new Promise<void>((resolve) => { found = resolve }), () => undefined)
    void allSaved.saySaved()
    await expect.poll(said).toEqual(['Not everything is saved yet: a step is on its way.'])
    found()
    await edit
    expect(allSaved.isAllSaved()).toBe(true)
  })

  it('is not said while a section of the note is on its way, in the bar neither', async () => {
    page.hold('record.append')
    writeNote(at.recordId, { section: 'checks', content: emptySections.checks })
    await allSaved.saySaved()
    expect(said()).toEqual(['Not everything is saved: a picture or a part of the record is in memory only.'])
    await expect.poll(() => allSaved.useAllSaved.getState().isSaid).toBe(false)
    page.letGo()
    await expect.poll(() => allSaved.useAllSaved.getState().isSaid).toBe(true)
    expect(allSaved.isAllSaved()).toBe(true)
  })

  it('stays in the bar over what is on the disk at once', async () => {
    const words: boolean[] = []
    const end = allSaved.useAllSaved.subscribe(({ isSaid }) => { words.push(isSaid) })
    await wait(20)
    useUnsavedKeyImages.setState({ isSlow: false })
    useSession.setState({ owed: 1 })
    await wait(30)
    useSession.setState({ owed: 0 })
    await wait(250)
    end()
    expect(words).toEqual([])
  })
})
