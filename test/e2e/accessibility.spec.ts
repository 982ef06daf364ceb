import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { confirmSide, fitsItsBox, goToCases, goToStage, importFolder, openCaseOf, saveKeyImage, waitForPicture, well } from './steps.ts'

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const sizes = [{ width: 1366, height: 768 }, { width: 1920, height: 1080 }] as const

/** No breach of WCAG 2.2 A or AA on the smallest screen and on a large one; each is named with its element. */
async function expectAccessible(page: Page, where: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const one of await page.getByRole('application').all()) await fitsItsBox(one)
    // In Electron no second page can be opened to finish in; this one does as well.
    const { violations } = await new AxeBuilder({ page }).withTags(levels).setLegacyMode(true).analyze()
    expect.soft(violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${where}, ${String(size.width)} wide: ${id}: ${html.slice(0, 160)} (${failureSummary?.replaceAll(/\s+/g, ' ').slice(0, 200) ?? ''})`))).toEqual([])
  }
}

test('every stage keeps to WCAG 2.2 A and AA, on the smallest screen and on a large one', async ({ open }) => {
  test.setTimeout(480_000)
  const app = await open()
  const { page } = app
  await expectAccessible(page, 'Cases, empty')
  for (const name of ['g-tilted-gantry/tilted', 'e-venous-run-off']) await importFolder(app, sampleCase(name))
  await expectAccessible(page, 'Cases')
  await openCaseOf(page, 'SAMPLE, TILTED GANTRY')
  await waitForPicture(page, /Axial/)
  await expectAccessible(page, 'Study and side')
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Plan')
  await waitForPicture(page, /Axial/)
  await page.getByRole('button', { name: 'Draw Vertebral artery' }).click()
  await expectAccessible(page, 'Plan')
  await goToCases(page)
  await openCaseOf(page, 'SAMPLE, VENOUS RUNOFF')
  await waitForPicture(page, /Run|Image/)
  await expectAccessible(page, 'Study and side of runs')
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Contrast')
  await waitForPicture(page, /^AP/)
  await page.getByRole('button', { name: 'Mask here' }).first().click()
  await page.getByRole('checkbox', { name: 'Venous' }).click()
  await expectAccessible(page, 'Contrast')
  await well(page, /^AP/).focus()
  await page.keyboard.press('d')
  await page.keyboard.press('Enter')
  await page.getByRole('listitem', { name: /^Length/ }).waitFor()
  await page.getByText('Points in numbers').click()
  await expectAccessible(page, 'Measure')
  await page.keyboard.press('Escape')
  await saveKeyImage(page, well(page, /^AP/), 1)
  await goToStage(page, 'Record')
  await expectAccessible(page, 'Record')
  await page.keyboard.press('F1')
  await expectAccessible(page, 'Keys')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /Find/ }).fill('plan')
  await expectAccessible(page, 'Find')
})
