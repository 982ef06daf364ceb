import { cp, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { boxOf, drawPath, handleAt, importFolder, openCaseOf, openInPlan, pointIn, confirmSide, goToStage, waitForPicture, waitUntilSaved, well } from './steps.ts'

const planning = path.join(sampleCase('f-ct-guided'), 'planning')
/** Where lists drop their second lines: what is wrong is said here too. */
const small = { width: 1366, height: 768 }

const chooseNeedle = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('combobox', { name: 'Needle', exact: true }).click()
  await page.getByRole('option', { name }).click()
  await waitUntilSaved(page)
}
const click = async (page: Page, view: Locator, x: number, y: number): Promise<void> => {
  const at = await pointIn(view, x, y)
  await page.mouse.click(at.x, at.y)
}
const todo = (page: Page): Locator => page.locator('.foot-todo').filter({ hasText: /\d to do:/ })

test('what is wrong with a plan is said at once where it stands, and nothing is thrown away', async ({ open }, testInfo) => {
  const app = await open({ size: small })
  const { page } = app
  const axial = await openInPlan(app, planning, 'SAMPLE, CT GUIDED')
  const problem = page.getByRole('region', { name: 'Problem' })
  const clearances = page.getByRole('region', { name: 'Clearance along the path' })
  const target = await pointIn(axial, 0.42, 0.56)

  await test.step('an entry pressed inside the body falls onto the skin', async () => {
    const inside = await pointIn(axial, 0.385, 0.71)
    await drawPath(page, target, inside)
    await expect(page.getByRole('region', { name: 'Path numbers' })).toContainText('Skin to target')
    // The skin is found in a worker.
    await expect.poll(async () => {
      const entry = await handleAt(axial, 'entry')
      return Math.hypot(entry.x - inside.x, entry.y - inside.y)
    }).toBeGreaterThan(30)
  })
  await test.step('a needle that does not reach is a stop, with the next longer one at hand', async () => {
    await chooseNeedle(page, '22 G, 50 mm')
    const needle = page.getByRole('region', { name: 'Needle', exact: true })
    await expect(needle).toContainText(/The path is \d+ mm and the needle 50 mm\. It does not reach the target\./)
    await expect(todo(page)).toContainText('longer needle')
    await needle.getByRole('button', { name: 'Choose 70 mm' }).click()
    await expect(needle).not.toContainText('does not reach')
  })
  await test.step('too little outside is a warning that is gone on with knowingly', async () => {
    const length = Number(/target(\d+\.\d)/.exec((await page.getByRole('region', { name: 'Path numbers' }).textContent()) ?? '')?.[1])
    await page.getByRole('tab', { name: 'Joint, skin' }).click()
    await page.getByRole('textbox', { name: 'Gauge, 18 to 27' }).fill('22')
    await page.getByRole('textbox', { name: 'Length, 50 to 150 mm' }).fill(String(Math.ceil(length) + 3))
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('tab', { name: 'Path' }).click()
    await chooseNeedle(page, `22 G, ${String(Math.ceil(length) + 3)} mm`)
    await expect(page.getByRole('region', { name: 'Needle', exact: true })).toContainText('Less than 10 mm would stay outside')
    await expect(todo(page)).toContainText('short reserve')
    await page.getByRole('button', { name: 'Acknowledge' }).click()
    await expect(todo(page)).toHaveCount(0)
    await page.getByRole('button', { name: /^Undo.*short reserve acknowledged/ }).click()
    await expect(todo(page)).toContainText('short reserve')
    await chooseNeedle(page, '22 G, 90 mm')
  })
  await test.step('a structure of one point is not assessed, and its row says why', async () => {
    await clearances.getByRole('button', { name: 'Draw Vertebral artery' }).click()
    await click(page, axial, 0.32, 0.47)
    await expect(clearances).toContainText('One point is no tube. Add a second point.')
    await clearances.getByRole('radiogroup', { name: /How exact/ }).getByText('±1', { exact: true }).click()
    await expect(clearances.getByText('Not assessed')).toHaveCount(4)
    await page.screenshot({ path: testInfo.outputPath('one-point.png') })
  })
  await test.step('a target inside the artery is a stop; the drawing and the path stay', async () => {
    // From the first point through the target.
    const first = await pointIn(axial, 0.32, 0.47)
    await page.mouse.click(2 * target.x - first.x, 2 * target.y - first.y)
    await expect(problem).toContainText('The target lies inside: Vertebral artery. Move the target, or correct the drawing.')
    await expect(todo(page)).toContainText('target out of the structure')
    await expect(clearances).toContainText('2 points')
    await expect(clearances).toContainText(/Drawn by hand by Dr B\. Weber, \d\d:\d\d, on CT PLANNING PRONE/)
    await page.screenshot({ path: testInfo.outputPath('in-artery.png') })
    await clearances.getByRole('button', { name: 'Remove Vertebral artery' }).click()
    await expect(problem).toHaveCount(0)
  })
  await test.step('an own structure is told by its name', async () => {
    await page.getByRole('button', { name: '+ Other structure' }).click()
    await clearances.getByRole('textbox', { name: 'Name of this structure' }).fill('Occipital artery')
    await clearances.getByRole('textbox', { name: 'Name of this structure' }).press('Enter')
    await expect(clearances.getByRole('button', { name: /^Occipital artery/ })).toBeVisible()
    await clearances.getByRole('button', { name: 'Remove Occipital artery' }).click()
  })
  await test.step('an entry beyond the scan, and with it a path that leaves it, is a stop', async () => {
    const sagittal = well(page, /Sagittal/)
    const box = await boxOf(sagittal)
    await page.mouse.move(box.x + box.width * 0.9, box.y + 6)
    await page.keyboard.press('e')
    await waitUntilSaved(page)
    await expect(problem).toContainText('The entry lies beyond the scan, so the path leaves it and what it passes there is not known.')
    await expect(todo(page)).toContainText('entry within the scan')
    await page.getByRole('button', { name: /^Undo.*entry/ }).click()
    await expect(problem).toHaveCount(0)
  })
  await test.step('entry and target at one place is no path', async () => {
    await page.mouse.move(target.x, target.y)
    await page.keyboard.press('e')
    await page.screenshot({ path: testInfo.outputPath('same-point.png') })
    await expect(page.getByRole('region', { name: 'Path numbers' })).toContainText(/Skin to target|same point/)
  })
  expect(app.pageErrors).toEqual([])
})

test('a volume with a gap can be read, and carries no plan', async ({ open, dataFolder }, testInfo) => {
  const gapped = path.join(dataFolder, '..', `${path.basename(dataFolder)}-gap`)
  await cp(planning, gapped, { recursive: true })
  const files = (await readdir(gapped)).toSorted()
  await rm(path.join(gapped, files[Math.floor(files.length / 2)] ?? 'none'))
  const app = await open({ size: small })
  const { page } = app
  await importFolder(app, gapped)
  await openCaseOf(page, 'SAMPLE, CT GUIDED')
  await waitForPicture(page, /Axial/)
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Plan')
  await waitForPicture(page, /Axial/)
  const off = page.getByRole('region', { name: 'Planning is off' })
  await expect(off).toContainText(/missing/)
  await expect(page.getByRole('button', { name: /^Accept plan/ })).toHaveAttribute('aria-disabled', 'true')
  await click(page, well(page, /Axial/), 0.42, 0.56)
  await page.screenshot({ path: testInfo.outputPath('gap.png') })
  await expect(page.getByRole('region', { name: 'Path numbers' })).toHaveCount(0)
  expect(app.pageErrors).toEqual([])
})
