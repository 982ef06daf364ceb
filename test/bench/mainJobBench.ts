/**
 * The two waits of the main job as its user has them, in a real Chromium over the loopback host: from the click on a case to
 * its whole CT volume (library, disk, loopback, workers and drawing included), and from K to a key image that is durable.
 */
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { openApp } from '#test/e2e/openApp.ts'
import { confirmSide, drawPath, goToStage, importFolder, openCaseOf, pointIn, waitForPicture, well } from '#test/e2e/steps.ts'

const SLICES = 600
const SIZE = 512
const OPENINGS = 3
const KEY_IMAGES = 12

/** Stored values of a cylinder with a denser core in air, so that a drawn slice can be told from an empty view. */
function cylinder(): Uint8Array {
  const values = new Int16Array(SIZE * SIZE)
  for (let row = 0; row < SIZE; row += 1) {
    for (let column = 0; column < SIZE; column += 1) {
      const radius = Math.hypot(row - SIZE / 2, column - SIZE / 2)
      values[row * SIZE + column] = 1024 + (radius < 60 ? 700 : radius < 180 ? 40 : -1000) + ((row * 31 + column * 17) % 20)
    }
  }
  return new Uint8Array(values.buffer)
}

async function writeSeries(folder: string): Promise<void> {
  const pixels = cylinder()
  await mkdir(folder)
  for (let index = 0; index < SLICES; index += 1) {
    const file = fileBytes(ctSlice({ rows: SIZE, columns: SIZE, instanceNumber: index + 1, zMm: index * 0.3, pixels }))
    await writeFile(path.join(folder, `IM${String(index).padStart(4, '0')}`), file)
  }
}

type Opening = { readonly firstMs: number; readonly completeMs: number }

/** From the next click on: when the first plane leaves its mark, and when no view loads any more. */
const watchOpening = (page: Page): Promise<void> => page.evaluate(() => {
  const state: { opening: Opening | null } = { opening: null }
  Object.assign(globalThis, { axisOpening: state })
  addEventListener('click', ({ timeStamp }) => {
    const look = (): void => {
      const first = performance.getEntriesByName('axis-guide:first-slice').find(({ startTime }) => startTime > timeStamp)
      if (first !== undefined && document.querySelector('figure [role=progressbar], [role=figure] [role=progressbar]') === null) {
        state.opening = { firstMs: first.startTime - timeStamp, completeMs: performance.now() - timeStamp }
      } else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }, { capture: true, once: true })
})

async function openAndTime(page: Page): Promise<Opening> {
  const patient = await page.getByRole('button', { name: /^Open .+/ }).first().getAttribute('aria-label')
  if (patient === null) throw new Error('No case is listed.')
  await watchOpening(page)
  await openCaseOf(page, patient.replace(/^Open /, ''))
  const found = await page.waitForFunction(() => (globalThis as { axisOpening?: { opening: Opening | null } }).axisOpening?.opening ?? null)
  const opening = await found.jsonValue()
  if (opening === null) throw new Error('The opening was not measured.')
  await waitForPicture(page, /Axial/)
  return opening
}

/** From the key press, as the browser stamps it, to the measure that the app leaves once the host has said durable. */
async function timeKeyImages(page: Page): Promise<readonly number[]> {
  await page.evaluate(() => {
    const presses: number[] = []
    Object.assign(globalThis, { axisPresses: presses })
    addEventListener('keydown', ({ key, timeStamp }) => { if (key === 'k') presses.push(timeStamp) }, { capture: true })
  })
  const axial = well(page, /Axial/)
  await axial.focus()
  for (let number = 1; number <= KEY_IMAGES; number += 1) {
    await page.keyboard.press('k')
    await page.waitForFunction((count) => performance.getEntriesByName('axis-guide:key-image-saved').length === count, number)
  }
  return page.evaluate(() => {
    const presses = (globalThis as { axisPresses?: number[] }).axisPresses ?? []
    return performance.getEntriesByName('axis-guide:key-image-saved').map((entry, at) => entry.startTime + entry.duration - (presses[at] ?? Number.NaN))
  })
}

async function planAndTimeKeyImages(page: Page): Promise<readonly number[]> {
  await confirmSide(page, 'LEFT', 'Bench')
  await goToStage(page, 'Plan')
  await waitForPicture(page, /Axial/)
  const axial = well(page, /Axial/)
  await drawPath(page, await pointIn(axial, 0.55, 0.5), await pointIn(axial, 0.6, 0.7))
  return (await timeKeyImages(page)).toSorted((a, b) => a - b)
}

function at(sorted: readonly number[], index: number): number {
  const value = sorted[index]
  if (value === undefined || Number.isNaN(value)) throw new Error('Nothing was measured.')
  return Math.round(value)
}

execFileSync(process.execPath, ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'], { stdio: ['ignore', 'ignore', 'inherit'] })
const folder = await mkdtemp(path.join(tmpdir(), 'axis-main-job-bench-'))
try {
  await writeSeries(path.join(folder, 'ct'))
  const openings: Opening[] = []
  let keyImages: readonly number[] = []
  for (let round = 0; round < OPENINGS; round += 1) {
    const app = await openApp('chromium', path.join(folder, 'data'))
    try {
      if (round === 0) await importFolder(app, path.join(folder, 'ct'))
      openings.push(await openAndTime(app.page))
      if (round === OPENINGS - 1) keyImages = await planAndTimeKeyImages(app.page)
    } finally {
      await app.close()
    }
  }
  const best = openings.toSorted((a, b) => a.completeMs - b.completeMs)[0]
  if (best === undefined) throw new Error('Nothing was opened.')
  const row = (work: string, ours: number, target: number, note: string) => ({ work, ours: Math.round(ours), unit: 'ms', target, other: null, note })
  console.log(JSON.stringify({
    bench: 'mainJob',
    rows: [
      row('600 slices of 512² from the library, click on the case to complete volume', best.completeMs, 2500, `of ${String(OPENINGS)}: ${openings.map(({ completeMs }) => completeMs.toFixed(0)).join(', ')}; drawn in Chromium without a GPU`),
      row('the same, click to the first slice on the screen', best.firstMs, 300, `of ${String(OPENINGS)}: ${openings.map(({ firstMs }) => firstMs.toFixed(0)).join(', ')}`),
      row('K pressed to key image durable, median', at(keyImages, KEY_IMAGES >> 1), 150, `${String(KEY_IMAGES)} pictures: ${keyImages.map((ms) => ms.toFixed(0)).join(', ')}`),
      row('K pressed to key image durable, slowest', at(keyImages, KEY_IMAGES - 1), 150, 'the first includes a pending redraw'),
    ],
  }))
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
}
