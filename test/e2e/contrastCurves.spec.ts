import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { sampleCase, type OpenApp } from './openApp.ts'
import { tells } from './receipts.ts'
import { boxOf, confirmSide, drag, fitsItsBox, goToStage, importFolder, openCaseOf, waitForPicture, waitUntilSaved, well } from './steps.ts'

const AP = /^AP/
const SIZE = { size: { width: 1920, height: 1080 } }
/** Pixels of the picture's width. */
const PICTURE_PX = 512

const section = (page: Page, name: string): Locator => page.getByRole('complementary').getByRole('region', { name, exact: true })
const written = async (view: Locator): Promise<string> => (await view.locator('canvas[role=img]').getAttribute('aria-label')) ?? ''

/** A case from its folder to the page Flow of the Contrast stage, its AP run standing still. */
async function openFlow(app: OpenApp, folder: string, name: string): Promise<Locator> {
  const { page } = app
  await importFolder(app, folder)
  await openCaseOf(page, name)
  await waitForPicture(page, /./)
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Contrast')
  await waitForPicture(page, AP)
  await page.getByRole('region', { name: /^Time line/ }).getByRole('button', { name: 'Pause', exact: true }).click()
  await page.getByRole('tab', { name: 'Flow' }).click()
  return well(page, AP)
}

/** Draws a region across a box of the picture, in its pixels. The first one brings the chart, which makes the views smaller. */
async function drawRegion(page: Page, view: Locator, name: string, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  await section(page, 'Curves').getByRole('button', { name, exact: true }).click()
  const { x, y, width, height } = await boxOf(view)
  const scale = Math.min(width, height) / PICTURE_PX
  const at = ([column, row]: readonly [number, number]) => ({ x: x + width / 2 + (column - PICTURE_PX / 2) * scale, y: y + height / 2 + (row - PICTURE_PX / 2) * scale })
  await drag(page, at(from), at(to))
  await expect(section(page, 'Curves').getByRole('button', { name: `Remove region ${name}` })).toBeVisible()
  await fitsItsBox(view)
}

test('an arthrogram stays: its curve, its table, its spread, and nothing pointed out', async ({ open, dataFolder }) => {
  const app = await open(SIZE)
  const { page } = app
  const view = await openFlow(app, sampleCase('a-arthrogram'), 'SAMPLE, ARTHROGRAM')
  const figures = section(page, 'Curves').getByRole('table')
  await test.step('the curve of the joint has its figures, and a click on it goes to its frame', async () => {
    await drawRegion(page, view, 'Joint', [285, 231], [369, 283])
    await expect(figures.getByRole('row', { name: /^Onset 0\.\d s, frame [678]/ })).toBeVisible({ timeout: 60_000 })
    await expect(figures.getByRole('row', { name: /^Kept at the end (9[5-9]|100)%/ })).toBeVisible()
    await expect(section(page, 'Curves')).toContainText('It has not fallen to half of its peak when the run ends.')
    const chart = page.getByRole('img', { name: /^Opacity over time\. Joint, (9[5-9]|100)% kept/ })
    const { x, y, width, height } = await boxOf(chart)
    await page.mouse.click(x + width - 1, y + height / 2)
    await expect(page.getByRole('slider', { name: 'Frame', exact: true })).toHaveValue('39')
  })
  await test.step('it goes away and comes back by undo', async () => {
    const tools = page.getByRole('toolbar', { name: 'Tools' })
    await tools.getByRole('button', { name: /^Undo.*region Joint drawn/ }).click()
    await expect(figures).toBeHidden()
    await tools.getByRole('button', { name: /^Redo/ }).click()
    await expect(figures).toBeVisible()
  })
  await test.step('it goes out as a table', async () => {
    const button = section(page, 'Curves').getByRole('button', { name: 'Curves as CSV' })
    let file = path.join(dataFolder, 'axis-guide-curves.csv')
    if (app.electron !== null) {
      await app.electron.evaluate(({ dialog }, folder) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] }) }, dataFolder)
      await button.click()
      await tells(page, 'Curves written')
    } else {
      const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
      file = await download.path()
    }
    // Trimming takes the byte order mark off too.
    const lines = (await readFile(file, 'utf8')).trim().split('\r\n')
    expect([lines.length, lines[0]]).toEqual([41, 'frame,time_ms,"Joint"'])
  })
  await test.step('its spread has an extent in estimated millimetres, and nothing is pointed out', async () => {
    await section(page, 'Spread').getByRole('button', { name: 'Outline frame 40' }).click()
    await expect(section(page, 'Spread')).toContainText(/Longest extent\s*(19|20|21)\.\d mm\s*EST/)
    await expect.poll(() => written(view)).toMatch(/Spread (19|20|21)\.\d mm EST/)
    await expect(section(page, 'Look here')).toContainText('This does not mean that there is none', { timeout: 60_000 })
    await expect(page.locator('body')).not.toContainText(/no vascular/i)
  })
  await waitUntilSaved(page)
  expect(app.pageErrors).toEqual([])
})

test('a flash in an artery is pointed out, washes out, and its place is jumped to', async ({ open }) => {
  const app = await open(SIZE)
  const { page } = app
  const view = await openFlow(app, sampleCase('b-artery-flash'), 'SAMPLE, ARTERY FLASH')
  const place = section(page, 'Look here').getByRole('button', { name: /^Something narrow came and went in frames? 13.*An aid to look, not a finding/ })
  await expect(place).toBeVisible({ timeout: 90_000 })
  await place.click()
  await expect.poll(() => written(view)).toContain('Look here')
  await drawRegion(page, view, 'VA course', [366, 160], [386, 250])
  const figures = section(page, 'Curves').getByRole('table')
  await expect(figures.getByRole('row', { name: /^Onset 1\.\d s, frame 1[23]/ })).toBeVisible({ timeout: 60_000 })
  await expect(figures.getByRole('row', { name: /^Half washed out after 0\.\d\d s/ })).toBeVisible()
  expect(app.pageErrors).toEqual([])
})
