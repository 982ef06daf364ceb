import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, realImages, test, WITHOUT_REAL_IMAGES } from './fixtures.ts'
import { readPng, similarity } from './pixels.ts'
import { goToCases, importFolder, openCaseOf, waitForPicture, well } from './steps.ts'

test.skip(realImages === '', WITHOUT_REAL_IMAGES)
test.setTimeout(180_000)

const PLANES = [/Axial/, /Sagittal/, /Coronal/]
const PRESETS = { bone: '2', softTissue: '3' }

/** The picture of each plane in each window, marks hidden. */
async function pictures(page: Page): Promise<readonly Uint8Array[]> {
  const taken: Uint8Array[] = []
  await page.addStyleTag({ content: '.axis-vp-marks, .axis-vp-notice { visibility: hidden }' })
  for (const key of Object.values(PRESETS)) {
    for (const plane of PLANES) {
      await well(page, plane).focus()
      await page.keyboard.press(key)
      await page.waitForTimeout(800)
      taken.push(await well(page, plane).screenshot({ scale: 'css' }))
    }
  }
  return taken
}

test('the graphics card and the processor draw the same planes', async ({ open }) => {
  const app = await open()
  const { page } = app
  await importFolder(app, path.join(realImages, 'ct_c1c2_cthead'))
  const shown: (readonly Uint8Array[])[] = []
  for (const drawnBy of ['processor', 'graphics']) {
    await page.evaluate((value) => { localStorage.setItem('axis-guide:planes', value) }, drawnBy)
    await page.reload()
    await goToCases(page)
    await openCaseOf(page, 'CADAVER, HEAD')
    for (const plane of PLANES) await waitForPicture(page, plane)
    await expect(page.locator('.axis-vp-plane')).toHaveCount(drawnBy === 'processor' ? 3 : 0)
    shown.push(await pictures(page))
  }
  const [byProcessor, byGraphics] = shown
  const alike = (byProcessor ?? []).map((picture, at) => similarity(readPng(picture), readPng(byGraphics?.[at] ?? new Uint8Array())))
  test.info().annotations.push({ type: 'correlation', description: alike.map((value) => value.toFixed(4)).join(', ') })
  expect(alike).toHaveLength(PLANES.length * 2)
  expect(Math.min(...alike)).toBeGreaterThan(0.99)
})
