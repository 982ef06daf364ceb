import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Worker } from '@playwright/test'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { runBytes } from '#test/builders/runBytes.ts'
import { expect, test } from './fixtures.ts'
import { importFolder, openCaseOf, waitForPicture, well } from './steps.ts'

const SLICES = 30
const SIDE = 1024
const CT = '1.2.3.20.1'

test('while a run plays nothing else is loaded; when it stops, loading goes on', async ({ open, dataFolder }) => {
  const images = path.join(dataFolder, 'images')
  await mkdir(images)
  // Broad stripes.
  const pixels = Uint8Array.from({ length: SIDE * SIDE * 2 }, (_, at) => (at >> 8) % 8)
  for (let at = 0; at < SLICES; at += 1) await writeFile(path.join(images, `CT${String(at)}`), fileBytes(ctSlice({ rows: SIDE, columns: SIDE, pixels, instanceNumber: at + 1, zMm: at, seriesUid: CT, sopInstanceUid: `${CT}.${String(at)}` })))
  await writeFile(path.join(images, 'XA'), runBytes({ frames: 20, frameTimeMs: '200', rows: 128, columns: 128, seriesUid: '1.2.3.20.2', sopInstanceUid: '1.2.3.20.2.1' }))
  const app = await open({ size: { width: 1366, height: 768 } })
  const { page } = app
  const isScan = (url: string): boolean => url.includes('library.frames') && url.includes(`${CT}&`)
  const scan = { asked: 0, goes: (): void => undefined }
  const mayGo = new Promise<void>(resolve => { scan.goes = resolve })
  await page.route(url => isScan(url.href), async route => {
    scan.asked += 1
    await mayGo
    await route.continue()
  })
  // The worker that reads a series ends with it; the end of its request can be lost, for the two end together.
  let seriesRead = 0
  const countWhenClosed = (worker: Worker): void => { if (worker.url().includes('frameStreamWorker')) worker.once('close', () => { seriesRead += 1 }) }
  page.workers().forEach(countWhenClosed)
  page.on('worker', countWhenClosed)
  const series = page.getByRole('list', { name: 'Series' })
  await importFolder(app, images)
  await openCaseOf(page, 'Test, Phantom')

  // The scan is asked for first, but its bytes are held back until the run plays.
  await expect.poll(() => scan.asked).toBe(1)
  await series.getByRole('button', { name: /20 frames/ }).click()
  await expect.poll(async () => Number(await well(page, /Run/).getAttribute('data-frame'))).toBeGreaterThan(2)
  const answered = page.waitForResponse(response => isScan(response.url()))
  scan.goes()
  await answered
  await page.waitForTimeout(2000)
  // That of the run itself may rest before its end.
  expect(seriesRead).toBeLessThan(2)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect.poll(() => seriesRead).toBe(2)
  await series.getByRole('button', { name: /30 images/ }).click()
  await waitForPicture(page, /Axial/)
  expect(scan.asked).toBe(1)
  expect(app.pageErrors).toEqual([])
})
