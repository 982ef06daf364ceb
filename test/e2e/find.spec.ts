import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { boxOf, confirmSide, goToStage, importFolder, openCaseOf, waitForPicture, well } from './steps.ts'

const field = (page: Page) => page.getByRole('combobox', { name: /Find a command/ })
const row = (page: Page, name: string | RegExp) => page.getByRole('option', { name })

async function find(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
  await field(page).fill(words)
}

test('Find runs commands, says why it cannot, goes to a frame, and leaves a patient only by a second Enter', async ({ open }) => {
  const app = await open()
  const { page } = app
  for (const name of ['b-artery-flash', 'e-venous-run-off']) await importFolder(app, sampleCase(name))

  await test.step('over the list of cases it finds a case, and Enter opens it', async () => {
    await find(page, 'ARTERY FLASH')
    await expect(row(page, /ARTERY FLASH/)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(field(page)).toHaveCount(0)
  })
  await test.step('the series of a case unfold under it, with their columns under its own', async () => {
    await page.getByRole('button', { name: 'Series of SAMPLE, VENOUS RUNOFF' }).click()
    const [name, day] = await Promise.all(['Patient', 'Images from'].map(async (title) => boxOf(page.getByRole('columnheader', { name: title }))))
    const [described, taken] = await Promise.all([/^XA /, /2026/].map(async (text) => boxOf(page.getByRole('row', { name: /^XA .*2026/ }).first().getByRole('cell', { name: text }))))
    expect([described?.x, taken?.x]).toEqual([name?.x, day?.x])
    await page.getByRole('button', { name: 'Series of SAMPLE, VENOUS RUNOFF' }).click()
  })
  await openCaseOf(page, 'SAMPLE, VENOUS RUNOFF')
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await test.step('a command that cannot run is listed with its reason', async () => {
    await goToStage(page, 'Plan')
    await waitForPicture(page, /Run|Image/)
    await find(page, 'accept')
    await expect(row(page, /Accept plan/)).toContainText(/\d to do/)
    await expect(row(page, /Accept plan/)).toHaveAttribute('aria-disabled', 'true')
    await page.keyboard.press('Enter')
    await expect(field(page)).toBeVisible()
  })
  await test.step('Esc gives the focus back to where it was', async () => {
    await page.keyboard.press('Escape')
    await goToStage(page, 'Contrast')
    await waitForPicture(page, /^AP/)
    await well(page, /^AP/).focus()
    await find(page, 'xyzzy')
    await expect(page.getByText('Nothing matches')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(well(page, /^AP/)).toBeFocused()
  })
  await test.step('it lies in the panel column, over no image', async () => {
    await find(page, 'frame 12')
    const [list, view] = [await page.getByRole('complementary', { name: 'Find' }).boundingBox(), await well(page, /^AP/).boundingBox()]
    expect(list?.x ?? 0).toBeGreaterThanOrEqual((view?.x ?? 0) + (view?.width ?? 0))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('slider', { name: 'Frame' })).toHaveAttribute('aria-valuetext', /^frame 12 of/)
  })
  await test.step('what is called otherwise elsewhere is found and done', async () => {
    await find(page, 'DSA')
    await expect(row(page, /^Subtracted/)).toBeVisible()
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
    await find(page, 'ARTERY FLASH')
    await page.keyboard.press('Enter')
    await expect(row(page, /Leave SAMPLE, VENOUS RUNOFF\? All is saved\./)).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('banner')).toContainText('ARTERY FLASH')
  })
  expect(app.pageErrors).toEqual([])
})
