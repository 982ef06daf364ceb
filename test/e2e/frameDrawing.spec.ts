import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { runBytes } from '#test/builders/runBytes.ts'
import { softwareGpuSwitches } from './findBrowser.ts'
import { expect, test } from './fixtures.ts'
import { readPng, type Picture } from './pixels.ts'
import { becomes, comeBack, importFolder, openCaseOf, pictureAtRest, stopAtFirstFrame, waitForPicture, well } from './steps.ts'

const RUN = /^Run/

test('the graphics card and the processor draw the same frame, enlarged, moved and inverted too', async ({ open, dataFolder }) => {
  const images = path.join(dataFolder, 'images')
  await mkdir(images)
  await writeFile(path.join(images, 'XA'), runBytes({ frames: 4, frameTimeMs: '500', rows: 200, columns: 300 }))
  const app = await open({ size: { width: 1366, height: 768 }, drawing: softwareGpuSwitches })
  const { page } = app
  await importFolder(app, images)
  await openCaseOf(page, 'Test, Phantom')
  const byProcessor: Picture[] = []
  for (const drawnBy of ['processor', 'graphics']) {
    await page.evaluate(value => { localStorage.setItem('axis-guide:planes', value) }, drawnBy)
    await page.reload()
    await comeBack(page, 'Test, Phantom')
    await waitForPicture(page, RUN)
    await stopAtFirstFrame(page, well(page, RUN))
    await page.addStyleTag({ content: '.axis-vp-marks, .axis-vp-notice { visibility: hidden }' })
    await expect(page.locator('.axis-vp-plane')).toHaveCount(drawnBy === 'processor' ? 1 : 0)
    // The card is emulated here and draws late: a picture that stands still may be the one before.
    const look = async (): Promise<void> => {
      if (drawnBy === 'processor') byProcessor.push(readPng(await pictureAtRest(well(page, RUN))))
      else await becomes(well(page, RUN), byProcessor.shift())
    }
    await look()
    for (const key of ['+', '+', '+', '+', 'Shift+ArrowUp', 'Shift+ArrowLeft', 'i']) await page.keyboard.press(key)
    await look()
  }
  expect(byProcessor).toEqual([])
})
