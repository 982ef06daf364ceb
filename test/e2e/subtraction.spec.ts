import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { tells } from './receipts.ts'
import { boxOf, confirmSide, drag, goToStage, importFolder, openCaseOf, saveKeyImage, stopAtFirstFrame, waitForPicture, waitUntilSaved, well } from './steps.ts'

const AP = /^AP/
/** All that is written on the picture. */
const words = async (page: Page): Promise<string> => await page.getByRole('figure', { name: AP }).locator('.axis-vp-marks').getAttribute('aria-label') ?? ''
/** Which frame it is, and how it is subtracted. */
const howSubtracted = (all: string): string => [/Frame \d+ of/, /Mask \d+( to \d+)?/, /Shift .*?automatic/].map((what) => what.exec(all)?.[0] ?? '').join(', ')
const mode = (page: Page) => page.getByRole('figure', { name: AP }).getByRole('application').getAttribute('data-mode')

test('a run is subtracted, moved, looked at faintly and as a whole, and kept as pictures and as a loop', async ({ open }) => {
  const app = await open()
  const { page } = app
  await importFolder(app, sampleCase('b-artery-flash'))
  await openCaseOf(page, 'SAMPLE, ARTERY FLASH')
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Contrast')
  await waitForPicture(page, AP)
  await stopAtFirstFrame(page, well(page, AP))
  await page.getByRole('slider', { name: 'Frame', exact: true }).fill('20')

  await test.step('the recipe of the header is offered first, and the proposed frames are accepted by one press', async () => {
    await page.keyboard.press('s')
    await expect.poll(() => words(page)).toMatch(/Mask 1 to 4, AVG_SUB of the header/)
    await page.getByRole('button', { name: /Use as mask/ }).click()
    await expect.poll(() => words(page)).toMatch(/Mask \d+ to \d+, proposed/)
    expect(await words(page)).toContain('No shift')
  })
  await test.step('the mask is moved by tenths of a pixel, taken back, and laid over the frames by itself', async () => {
    await page.keyboard.press('Alt+Shift+ArrowRight')
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => words(page)).toMatch(/Shift 0\.1 px across, 1\.0 px down/)
    await waitUntilSaved(page)
    await page.keyboard.press('Control+z')
    await expect.poll(() => words(page)).toMatch(/Shift 0\.1 px across, 0\.0 px down/)
    await page.getByRole('button', { name: 'Automatic', exact: true }).click()
    await expect.poll(() => words(page), { timeout: 60_000 }).toMatch(/, automatic/)
  })
  await test.step('a box gets a shift of its own', async () => {
    await page.getByRole('button', { name: 'Box', exact: true }).click()
    const { x, y, width, height } = await boxOf(well(page, AP))
    await drag(page, { x: x + 0.4 * width, y: y + 0.4 * height }, { x: x + 0.6 * width, y: y + 0.6 * height })
    await expect.poll(() => words(page)).toContain('1 box by itself')
    await page.getByRole('button', { name: 'Remove box 1' }).click()
    await expect.poll(() => words(page)).not.toContain('box')
  })
  const kept = { words: '' }
  await test.step('K keeps the subtracted frame with its mask and shift', async () => {
    const before = howSubtracted(await words(page))
    await page.keyboard.press('Alt+Shift+ArrowDown')
    await expect.poll(async () => howSubtracted(await words(page))).not.toBe(before)
    await waitUntilSaved(page)
    kept.words = howSubtracted(await words(page))
    expect(kept.words).toMatch(/Frame 21.*Mask \d+ to \d+.*Shift .*, automatic/)
    await saveKeyImage(page, well(page, AP), 1)
  })
  await test.step('N shows the native picture while it is held', async () => {
    await page.keyboard.down('n')
    await expect.poll(() => mode(page)).toBe('native')
    await page.waitForTimeout(400)
    await page.keyboard.up('n')
    await expect.poll(() => mode(page)).toBe('subtracted')
  })
  await test.step('two frames lie side by side, and show in turn what differs', async () => {
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    await page.getByRole('slider', { name: 'Frame', exact: true }).fill('12')
    const compared = page.getByRole('group', { name: 'Frame 21 against the frame shown' })
    await expect.poll(() => words(page)).toContain('Frame 13 of 40')
    const { x, y, width, height } = await boxOf(well(page, AP))
    const middle = async (): Promise<string> => (await page.screenshot({ clip: { x: x + 0.4 * width, y: y + 0.3 * height, width: 0.2 * width, height: 0.3 * height }, style: '[role=img] { visibility: hidden }' })).toString('base64')
    await compared.getByRole('button', { name: 'Flicker' }).click()
    const shown: string[] = []
    await expect.poll(async () => {
      const now = await middle()
      if (shown.at(-1) !== now) shown.push(now)
      return shown.length
      // It turns every 0.6 s: looks at any whole number of turns would see one of the two.
    }, { intervals: [150] }).toBeGreaterThan(3)
    // The first may still have the line of the swipe in it.
    expect(new Set(shown.slice(1)).size).toBe(2)
    await compared.getByRole('button', { name: 'End the comparison' }).click()
    await page.getByRole('slider', { name: 'Frame', exact: true }).fill('20')
    await expect.poll(() => words(page)).toContain('Frame 21 of 40')
  })
  await test.step('the faint-flow window is noted as used, the whole run in one picture says what it is', async () => {
    const faint = page.getByRole('button', { name: /Faint flow/ })
    await expect(faint).toHaveClass(/unseen/)
    await page.keyboard.press('f')
    await expect.poll(() => words(page)).toContain('Faint-flow window')
    await expect(faint).not.toHaveClass(/unseen/)
    await page.keyboard.press('f')
    await page.keyboard.press('p')
    await expect.poll(() => words(page), { timeout: 60_000 }).toContain('Peak opacity')
    expect(await words(page)).toMatch(/Laid over each frame.*Whole run, 40 frames|Whole run, 40 frames.*Laid over each frame/)
    await page.keyboard.press('o')
    await expect.poll(() => words(page)).toMatch(/Arrival, \d\.\d s/)
  })
  await test.step('K keeps the map with its legend, and a run that plays as a loop', async () => {
    await page.keyboard.press('k')
    await tells(page, 'Key image 2 saved')
    await page.keyboard.press('s')
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
    await page.keyboard.press('k')
    await tells(page, 'Key image 3 saved, with its loop')
    await goToStage(page, 'Record')
    await expect(page.getByRole('listitem', { name: /Key image 2,.*arrival/ })).toBeVisible()
    await page.getByRole('button', { name: 'Play the loop of key image 3' }).click()
    await expect.poll(() => page.locator('video').evaluate((video) => (video instanceof HTMLVideoElement ? [video.error === null, video.videoWidth > 100, video.duration > 4] : []))).toEqual([true, true, true])
  })
  await test.step('Jump back shows frame, mask and shift of a key image as they were, whatever the mask is now', async () => {
    await goToStage(page, 'Contrast')
    await waitForPicture(page, AP)
    // A run that was looked at before rests where it was left.
    await well(page, AP).press('Home')
    await well(page, AP).press('b')
    await expect.poll(() => words(page)).toMatch(/Mask 1\b(?! to)/)
    await waitUntilSaved(page)
    await goToStage(page, 'Record')
    await page.getByRole('button', { name: 'Show key image 1 again as it was' }).click()
    await waitForPicture(page, AP)
    await expect.poll(async () => howSubtracted(await words(page))).toBe(kept.words)
    expect(await mode(page)).toBe('subtracted')
    await page.getByRole('slider', { name: 'Frame', exact: true }).fill('21')
    await expect.poll(() => words(page)).toMatch(/Mask 1\b(?! to)/)
  })
})
