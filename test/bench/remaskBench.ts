/**
 * From the press of B, which makes the shown frame the mask, to the next picture on the screen that differs, in a real Chromium
 * without a graphics card: subtracting, painting, saving the edit and redrawing the panel all lie within it.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { openApp, sampleCase } from '#test/e2e/openApp.ts'
import { confirmSide, goToStage, importFolder, openCaseOf, stopAtFirstFrame, waitForPicture, well } from '#test/e2e/steps.ts'

const GOAL_MS = 50
const FRAMES = ['3', '5', '2', '6', '4', '1', '3', '6', '2', '5', '4']

/** From now on the page waits for the press, and then looks at the picture once a frame of the screen; what it took is written on the page. */
const watchNextPress = (page: Page): Promise<void> => page.evaluate(() => {
  const small = document.createElement('canvas')
  small.width = small.height = 32
  const context = small.getContext('2d', { willReadFrequently: true })
  const picture = document.querySelector('figure canvas:not(.axis-vp-marks)')
  if (context === null || !(picture instanceof HTMLCanvasElement)) throw new Error('There is no picture.')
  const look = (): string => {
    context.drawImage(picture, 0, 0, 32, 32)
    return context.getImageData(0, 0, 32, 32).data.join()
  }
  delete document.body.dataset['took']
  addEventListener('keydown', () => {
    const [pressedAt, before] = [performance.now(), look()]
    const again = (): void => {
      if (look() === before) requestAnimationFrame(again)
      else document.body.dataset['took'] = String(performance.now() - pressedAt)
    }
    requestAnimationFrame(again)
  }, { capture: true, once: true })
})

const tookOf = async (page: Page): Promise<number> => Number(await (await page.waitForFunction(() => document.body.dataset['took'], null, { timeout: 5000 })).jsonValue())

const folder = await mkdtemp(path.join(tmpdir(), 'axis-remask-'))
const app = await openApp('chromium', folder, { size: { width: 1366, height: 768 } })
try {
  const { page } = app
  await importFolder(app, sampleCase('a-arthrogram'))
  await openCaseOf(page, 'SAMPLE, ARTHROGRAM')
  await waitForPicture(page, /./)
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Contrast')
  await waitForPicture(page, /^AP/)
  const view = well(page, /^AP/)
  await stopAtFirstFrame(page, view)
  await page.keyboard.press('s')
  const times: number[] = []
  for (const frame of FRAMES) {
    await page.getByRole('slider', { name: 'Frame', exact: true }).fill(frame)
    await view.focus()
    await page.waitForTimeout(500)
    await watchNextPress(page)
    await page.keyboard.press('b')
    times.push(await tookOf(page))
    await page.waitForTimeout(300)
  }
  times.sort((one, other) => one - other)
  const [median, slowest] = [times[times.length >> 1] ?? NaN, times.at(-1) ?? NaN]
  console.log(JSON.stringify({
    bench: 'remask',
    rows: [
      { work: 'B pressed to the new difference on the screen, median', ours: median, unit: 'ms', target: GOAL_MS, other: null, note: `${String(FRAMES.length)} presses on a run of 512²` },
      { work: 'B pressed to the new difference on the screen, slowest', ours: slowest, unit: 'ms', target: GOAL_MS, other: null },
    ],
  }))
} finally {
  await app.close()
  await rm(folder, { recursive: true, force: true })
}
