import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { softwareGpuSwitches } from './findBrowser.ts'
import { expect, realImages, test, WITHOUT_REAL_IMAGES } from './fixtures.ts'
import { readPng, type Picture } from './pixels.ts'
import { sampleCase } from './openApp.ts'
import { becomes, comeBack, confirmSide, drawPath, goToStage, importFolder, openCaseOf, pictureAtRest, pointIn, waitForPicture, well } from './steps.ts'

test.setTimeout(300_000)

const PLANES = [/Axial/, /Sagittal/, /Coronal/]
const PRESETS = { bone: '2', softTissue: '3' }

/** Software stands in for the card here, and takes as long as there are pixels. */
const SMALL = { width: 1366, height: 768 }

/** Goes to each plane in each window, marks hidden. */
async function forEachPicture(page: Page, look: (view: Locator) => Promise<void>): Promise<void> {
  await page.addStyleTag({ content: '.axis-vp-marks, .axis-vp-notice { visibility: hidden }' })
  for (const key of Object.values(PRESETS)) {
    for (const plane of PLANES) {
      const view = well(page, plane)
      const before = await view.getAttribute('data-window')
      await view.focus()
      await page.keyboard.press(key)
      if (plane === PLANES[0]) await expect(view).not.toHaveAttribute('data-window', before ?? '')
      await look(view)
    }
  }
}


test('the graphics card and the processor draw the same planes', async ({ open }) => {
  test.skip(realImages === '', WITHOUT_REAL_IMAGES)
  const app = await open({ size: SMALL, drawing: softwareGpuSwitches })
  const { page } = app
  await importFolder(app, path.join(realImages, 'ct_c1c2_cthead'))
  const byProcessor: Picture[] = []
  for (const drawnBy of ['processor', 'graphics']) {
    await page.evaluate((value) => { localStorage.setItem('axis-guide:planes', value) }, drawnBy)
    await page.reload()
    await comeBack(page, 'CADAVER, HEAD')
    for (const plane of PLANES) await waitForPicture(page, plane)
    await expect(page.locator('.axis-vp-plane')).toHaveCount(drawnBy === 'processor' ? 3 : 0)
    if (drawnBy === 'processor') await forEachPicture(page, async (view) => { byProcessor.push(readPng(await pictureAtRest(view))) })
    else await forEachPicture(page, (view) => becomes(view, byProcessor.shift()))
  }
  expect(byProcessor).toEqual([])
})

const NEEDLE_VIEWS = [/Along the needle, axial/, /Along the needle, sagittal/, /Across the needle/, /Progress/]

test('they draw the same planes along and across a needle, turned about it, and the same slab', async ({ open }) => {
  const app = await open({ size: SMALL, drawing: softwareGpuSwitches })
  const { page } = app
  await importFolder(app, sampleCase('g-tilted-gantry/tilted'))
  await openCaseOf(page, 'SAMPLE, TILTED GANTRY')
  await waitForPicture(page, /Axial/)
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Plan')
  await waitForPicture(page, /Axial/)
  const axial = well(page, /Axial/)
  await drawPath(page, await pointIn(axial, 0.44, 0.52), await pointIn(axial, 0.4, 0.86))
  await expect(page.getByRole('region', { name: 'Path numbers' })).toContainText('Skin to target')
  const byProcessor: Picture[] = []
  for (const drawnBy of ['processor', 'graphics']) {
    await page.evaluate((value) => { localStorage.setItem('axis-guide:planes', value) }, drawnBy)
    await page.reload()
    await comeBack(page, 'SAMPLE, TILTED GANTRY')
    await goToStage(page, 'Plan')
    await waitForPicture(page, /Axial/)
    await page.keyboard.press('6')
    for (const plane of NEEDLE_VIEWS) await waitForPicture(page, plane)
    await expect(page.locator('.axis-vp-plane')).toHaveCount(drawnBy === 'processor' ? 4 : 0)
    const at = await pointIn(well(page, /Along the needle, axial/), 0.3, 0.3)
    await page.mouse.move(at.x, at.y)
    for (let step = 0; step < 9; step += 1) await page.mouse.wheel(0, 100)
    await page.addStyleTag({ content: '.axis-vp-marks, .axis-vp-notice { visibility: hidden }' })
    for (const plane of NEEDLE_VIEWS) {
      if (drawnBy === 'processor') byProcessor.push(readPng(await pictureAtRest(well(page, plane))))
      else await becomes(well(page, plane), byProcessor.shift())
    }
  }
  expect(byProcessor).toEqual([])
})
