import path from 'node:path'
import { expect, test } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { comeBack, confirmSide, exportRecord, goToStage, importFolder, keyImageTiles, openCaseOf, saveKeyImage, stopAtFirstFrame, waitForPicture, well } from './steps.ts'

test('a deleted key image comes back: at once by Undo, later and after a restart from Versions', async ({ open, dataFolder }) => {
  let app = await open()
  let { page } = app
  await importFolder(app, sampleCase('e-venous-run-off'))
  await openCaseOf(page, 'SAMPLE, VENOUS RUNOFF')
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Contrast')
  await waitForPicture(page, /^AP/)
  await stopAtFirstFrame(page, well(page, /^AP/))
  await saveKeyImage(page, well(page, /^AP/), 1)
  await page.keyboard.press('ArrowRight')
  await saveKeyImage(page, well(page, /^AP/), 2)
  await goToStage(page, 'Record')
  const [first, second] = [keyImageTiles(page).nth(0), keyImageTiles(page).nth(1)]

  await test.step('the tiles tell their pictures apart, and show the side', async () => {
    await expect(first).toContainText('AP, frame 1')
    await expect(second).toContainText('AP, frame 2')
    await expect(first).toContainText('RIGHT C1-2')
    // The strip with the identity takes part of the height; the tile leaves it out.
    await expect.poll(() => first.getByRole('img').evaluate((image) => Number.parseFloat(getComputedStyle(image).getPropertyValue('object-view-box').replace('inset(', '')))).toBeGreaterThan(2)
  })
  await test.step('deleted, it is crossed out and Undo brings it back', async () => {
    await page.getByRole('button', { name: 'Delete key image 1' }).click()
    await expect(page.getByRole('listitem', { name: 'Key image 1, deleted' })).toContainText(/\d+ s, then under Versions/)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(keyImageTiles(page)).toHaveCount(2)
    await expect(first).toContainText('RIGHT C1-2')
  })
  await test.step('after a minute it has moved to Versions, after a restart too', async () => {
    await page.getByRole('button', { name: 'Delete key image 1' }).click()
    await expect(page.getByRole('listitem', { name: 'Key image 1, deleted' })).toBeVisible()
    await app.close()
    app = await open()
    page = app.page
    await comeBack(page, 'SAMPLE, VENOUS RUNOFF')
    await page.clock.install({ time: Date.now() + 61_000 })
    await goToStage(page, 'Record')
    await expect(keyImageTiles(page)).toHaveCount(1)
    await page.getByRole('region', { name: 'Versions' }).getByRole('button', { name: 'Bring back' }).click()
    await expect(keyImageTiles(page)).toHaveCount(2)
    await expect(page.getByRole('region', { name: 'Versions' })).toContainText('Key image 1, AP, frame 1: brought back')
  })
  await test.step('the export names no place of the host in a browser', async () => {
    await exportRecord(app, path.join(dataFolder, 'export'))
    const exported = page.getByRole('region', { name: 'Exported files' })
    await expect(exported.getByRole('listitem')).toHaveCount(4)
    if (app.host === 'chromium') {
      await expect(exported).toContainText('axis-guide-export.zip')
      await expect(exported).not.toContainText(dataFolder)
    } else await expect(exported).toContainText(path.join(dataFolder, 'export'))
  })
  expect(app.pageErrors).toEqual([])
})
