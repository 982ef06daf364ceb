import { copyFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { confirmSide, goToStage, importFolder, openCaseOf, saveKeyImage, waitForPicture, well } from './steps.ts'

const corpus = process.env['DICOM_CORPUS']
test.skip(corpus === undefined, 'DICOM_CORPUS is not set')

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** No breach of WCAG 2.2 A or AA; each is named with its element. */
async function expectAccessible(page: Page, where: string): Promise<void> {
  // In Electron no second page can be opened to finish in; this one does as well.
  const { violations } = await new AxeBuilder({ page }).withTags(levels).setLegacyMode(true).analyze()
  expect.soft(violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${where}: ${id}: ${html.slice(0, 160)} (${failureSummary?.replaceAll(/\s+/g, ' ').slice(0, 200) ?? ''})`))).toEqual([])
}

for (const size of [{ width: 1920, height: 1080 }, { width: 1366, height: 768 }]) {
  test(`every stage keeps to WCAG 2.2 A and AA at ${String(size.width)} × ${String(size.height)}`, async ({ open, dataFolder }) => {
    test.setTimeout(180_000)
    const images = path.join(dataFolder, 'images')
    await mkdir(images)
    for (const name of ['0002.DCM', 'nema_xa1/XA1_UNC']) await copyFile(path.join(corpus ?? '', 'xa_rf', name), path.join(images, path.basename(name)))
    const app = await open({ size })
    const { page } = app
    await expectAccessible(page, 'Cases, empty')
    await importFolder(app, images)
    await expectAccessible(page, 'Cases')
    await openCaseOf(page, 'Rubo DEMO')
    await waitForPicture(page, /Run/)
    await expectAccessible(page, 'Study and side')
    await confirmSide(page, 'LEFT', 'Dr B. Weber')
    await goToStage(page, 'Plan')
    await waitForPicture(page, /Run/)
    await expectAccessible(page, 'Plan')
    await goToStage(page, 'Contrast')
    await waitForPicture(page, /View 1/)
    await page.getByRole('button', { name: 'Mask here' }).first().click()
    await page.getByRole('checkbox', { name: 'Venous' }).click()
    await expectAccessible(page, 'Contrast')
    await saveKeyImage(page, well(page, /View 1/), 1)
    await goToStage(page, 'Record')
    await expectAccessible(page, 'Record')
    await page.keyboard.press('F1')
    await expectAccessible(page, 'Keys')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: /Find/ }).fill('plan')
    await expectAccessible(page, 'Find')
  })
}
