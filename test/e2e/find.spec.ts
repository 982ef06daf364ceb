import { copyFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { confirmSide, goToStage, importFolder, openCaseOf, waitForPicture, well } from './steps.ts'

const corpus = process.env['DICOM_CORPUS']
test.skip(corpus === undefined, 'DICOM_CORPUS is not set')

const field = (page: Page) => page.getByRole('combobox', { name: /Find a command/ })
const row = (page: Page, name: string | RegExp) => page.getByRole('option', { name })

async function find(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
  await field(page).fill(words)
}

test('Find runs commands, says why it cannot, goes to a frame, and leaves a patient only by a second Enter', async ({ open, dataFolder }) => {
  const images = path.join(dataFolder, 'images')
  await mkdir(images)
  for (const name of ['0002.DCM', 'nema_xa1/XA1_UNC']) await copyFile(path.join(corpus ?? '', 'xa_rf', name), path.join(images, path.basename(name)))
  const app = await open()
  const { page } = app
  await importFolder(app, images)

  await test.step('over the list of cases it finds a case, and Enter opens it', async () => {
    await find(page, 'CompressedSamples')
    await expect(row(page, /^CompressedSamples/)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(field(page)).toHaveCount(0)
  })
  await openCaseOf(page, 'Rubo DEMO')
  await confirmSide(page, 'LEFT', 'Dr B. Weber')
  await test.step('a command that cannot run is listed with its reason', async () => {
    await goToStage(page, 'Plan')
    await waitForPicture(page, /Run/)
    await find(page, 'accept')
    await expect(row(page, /Accept plan/)).toContainText(/\d to do/)
    await expect(row(page, /Accept plan/)).toHaveAttribute('aria-disabled', 'true')
    await page.keyboard.press('Enter')
    await expect(field(page)).toBeVisible()
  })
  await test.step('Esc gives the focus back to where it was', async () => {
    await page.keyboard.press('Escape')
    await goToStage(page, 'Contrast')
    await waitForPicture(page, /View 1/)
    await well(page, /View 1/).focus()
    await find(page, 'xyzzy')
    await expect(page.getByText('Nothing matches')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(well(page, /View 1/)).toBeFocused()
  })
  await test.step('it lies in the panel column, over no image', async () => {
    await find(page, 'frame 12')
    const [list, view] = [await page.getByRole('complementary', { name: 'Find' }).boundingBox(), await well(page, /View 1/).boundingBox()]
    expect(list?.x ?? 0).toBeGreaterThanOrEqual((view?.x ?? 0) + (view?.width ?? 0))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('slider', { name: 'Frame' })).toHaveAttribute('aria-valuetext', /^frame 12 of/)
  })
  await test.step('what is called otherwise elsewhere is found and done', async () => {
    await find(page, 'DSA')
    await expect(row(page, /^Subtracted/)).toContainText('Choose a frame before the contrast first')
    await field(page).fill('mask here')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radiogroup', { name: 'Picture of view 1' }).getByRole('radio', { name: 'Subtracted' })).toHaveAttribute('aria-checked', 'true')
    await find(page, 'native')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radiogroup', { name: 'Picture of view 1' }).getByRole('radio', { name: 'Native' })).toHaveAttribute('aria-checked', 'true')
  })
  await test.step('the keys sheet and Find say the same key', async () => {
    await find(page, 'mask here')
    await expect(row(page, /^Mask here/)).toContainText('B')
    await page.keyboard.press('Escape')
    await page.keyboard.press('F1')
    await expect(page.getByRole('region', { name: 'Contrast' }).getByText('Mask here')).toBeVisible()
    await page.keyboard.press('F1')
  })
  await test.step('another case asks for a second Enter', async () => {
    await find(page, 'CompressedSamples')
    await page.keyboard.press('Enter')
    await expect(row(page, /Leave Rubo DEMO\? All is saved\./)).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('banner')).toContainText('CompressedSamples')
  })
  expect(app.pageErrors).toEqual([])
})
