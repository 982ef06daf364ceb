import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { closeCase, editCase, openCase } from '#renderer/features/case/index.ts'
import { beginRecord } from '#renderer/features/record/beginRecord.ts'
import { sendKeyImages, useUnsavedKeyImages } from '#renderer/features/record/keyImageQueue.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { openPageWindow, type PageWindow } from '#test/builders/pageWindow.ts'
import { buildPng } from '#test/builders/png.ts'
import { buildKeyImage } from '#test/builders/record.ts'
import { completeEvents, must, PASSPHRASE } from '#test/builders/signedRecord.ts'

let page: PageWindow
let folder = ''
const SERIES = '1.2.3.1'
const confirm = (atIso: string) => editCase('side confirmed', (document) => ({ ...document, study: { ...document.study, patientConfirmed: true, level: 'C1-2', side: 'LEFT', confirmedAtIso: atIso } }))
const now = (): string => new Date().toISOString()

async function importStudy(name: string, seriesUid: string, studyUid: string, day: string): Promise<void> {
  await writeFile(path.join(folder, name), fileBytes(ctSlice({ seriesUid, sopInstanceUid: `${seriesUid}.57`, change: { '0020000d': ['UI', studyUid], '00080020': ['DA', day], '00080022': ['DA', day] } })))
  must(await page.services['library.import']({ paths: [path.join(folder, name)], storage: 'inPlace' }))
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-begin-'))
  page = await openPageWindow(path.join(folder, 'data'))
  await importStudy('march', SERIES, '1.2.3', '20260303')
  const [line] = must(await page.services['case.list']({})).cases
  await openCase(line?.caseId ?? '')
})
afterEach(async () => {
  closeCase()
  useUnsavedKeyImages.setState({ images: [], isSlow: false, message: null, aside: [] })
  await page.close()
  await rm(folder, { recursive: true, force: true })
})

it('no record begins by a side that was confirmed before images of a later day came', async () => {
  await confirm('2026-03-03T12:00:00.000Z')
  await importStudy('november', '1.2.9.1', '1.2.9', '20261120')
  expect(await beginRecord('1.2.9.1')).toMatchObject({ ok: false, error: { message: expect.stringMatching(/confirmed on 3 Mar 2026, and images of 20 Nov 2026 have come since\..*confirm again/) } })
  expect(must(await page.services['record.list']({})).records).toEqual([])
  await confirm(now())
  expect((await beginRecord('1.2.9.1')).ok).toBe(true)
})

it('after signing, the next record begins only once patient and side are confirmed again, and takes what was held', async () => {
  await confirm(now())
  const recordId = must(await beginRecord(SERIES))
  const putBlob = async (bytes: Uint8Array): Promise<string> => ((await (await fetch('/blob', { method: 'POST', body: new Uint8Array(bytes) })).json()) as { blobId: string }).blobId
  const blobId = await putBlob(buildPng(40, 30, 1).png)
  for (const event of completeEvents(() => blobId)) must(await page.services['record.append']({ recordId, event }))
  const { userId } = must(await page.services['user.add']({ name: 'Dr 1', role: 'operator', passphrase: PASSPHRASE }))
  const signedHash = must(await page.services['record.get']({ recordId })).events.at(-1)?.hash ?? ''
  must(await page.services['record.sign']({ recordId, userId, passphrase: PASSPHRASE, signedHash }))
  const caseId = must(await page.services['record.list']({})).records[0]?.caseId ?? ''
  await sendKeyImages([{ caseId, recordId, png: buildPng(40, 30, 2).png, handedOver: null, film: null, event: buildKeyImage({ blobId }) }])
  expect(useUnsavedKeyImages.getState()).toMatchObject({ images: [], aside: [{ why: 'signed' }] })
  expect(await beginRecord(SERIES)).toMatchObject({ ok: false, error: { message: expect.stringContaining('that record is signed') } })
  await confirm(now())
  expect(must(await beginRecord(SERIES))).not.toBe(recordId)
})
