import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { closeCase, editCase, openCase, useReceipts, useSession } from '#renderer/features/case/index.ts'
import { confirmSide } from '#renderer/features/study/confirmSide.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { openPageWindow, type PageWindow } from '#test/builders/pageWindow.ts'
import { must } from '#test/builders/signedRecord.ts'

let page: PageWindow
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-confirm-'))
  page = await openPageWindow(path.join(folder, 'data'))
  await writeFile(path.join(folder, 'slice'), fileBytes(ctSlice({ seriesUid: '1.2.3.1' })))
  must(await page.services['library.import']({ paths: [path.join(folder, 'slice')], storage: 'inPlace' }))
  await openCase(must(await page.services['case.list']({})).cases[0]?.caseId ?? '')
  await editCase('side', (document) => ({ ...document, study: { ...document.study, side: 'LEFT', level: 'C1-2' } }))
})
afterEach(async () => {
  closeCase()
  await page.close()
  await rm(folder, { recursive: true, force: true })
})

it('says that the side is confirmed once that is saved', async () => {
  await confirmSide('1.2.3.1', '')
  expect(useReceipts.getState().receipts.at(-1)?.words).toBe('LEFT C1-2 confirmed')
})

it('does not say so where the step was not saved', async () => {
  useReceipts.setState({ receipts: [] })
  page.refuse('case.edit')
  await confirmSide('1.2.3.1', '')
  expect(useSession.getState().saving.kind).toBe('failed')
  expect(useReceipts.getState().receipts).toEqual([])
})
