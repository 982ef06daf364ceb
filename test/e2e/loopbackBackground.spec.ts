import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { runBytes } from '#test/builders/runBytes.ts'
import { expect, test } from './fixtures.ts'
import { importFolder, openCaseOf } from './steps.ts'

const SLICES = 30
const SIDE = 1024
const CT = '1.2.3.20.1'

test('while a run plays nothing else is loaded; when it stops, loading goes on', async ({ open, dataFolder }) => {
  const images = path.join(dataFolder, 'images')
  await mkdir(images)
  const pixels = new Uint8Array(SIDE * SIDE * 2).fill(4)
  for (let at = 0; at < SLICES; at += 1) await writeFile(path.join(images, `CT${String(at)}`), fileBytes(ctSlice({ rows: SIDE, columns: SIDE, pixels, instanceNumber: at + 1, zMm: at, seriesUid: CT, sopInstanceUid: `${CT}.${String(at)}` })))
  await writeFile(path.join(images, 'XA'), runBytes({ frames: 20, frameTimeMs: '200', rows: 128, columns: 128, seriesUid: '1.2.3.20.2', sopInstanceUid: '1.2.3.20.2.1' }))
  const app = await open({ size: { width: 1366, height: 768 } })
  const { page } = app
  const isScan = (url: string): boolean => url.includes('library.frames') && url.includes(`${CT}&`)
  const scan = { ended: 0, goes: (): void => undefined }
  const mayGo = new Promise<void>(resolve => { scan.goes = resolve })
  await page.route(url => isScan(url.href), async route => {
    await mayGo
    await route.continue()
  })
  page.on('requestfinished', request => { if (isScan(request.url())) scan.ended += 1 })
  await importFolder(app, images)
  await openCaseOf(page, 'Test, Phantom')
  const pause = page.getByRole('button', { name: 'Pause', exact: true })

  // The scan is asked for first, but its bytes are held back until the run plays.
  await page.getByRole('list', { name: 'Series' }).getByRole('button', { name: /20 frames/ }).click()
  await expect(pause).toBeVisible()
  scan.goes()
  await page.waitForTimeout(4000)
  expect(scan.ended).toBe(0)
  await pause.click()
  await expect.poll(() => scan.ended, { timeout: 60_000 }).toBe(1)
  expect(app.pageErrors).toEqual([])
})
