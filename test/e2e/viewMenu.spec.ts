import { expect, test } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { confirmSide, goToStage, importFolder, openCaseOf, waitForPicture, well } from './steps.ts'

test('opens by second button and by key, flips with true letters, and is taken back in one step', async ({ open }) => {
  const app = await open()
  const { page } = app
  await importFolder(app, sampleCase('g-tilted-gantry/tilted'))
  await openCaseOf(page, 'SAMPLE, TILTED GANTRY')
  await confirmSide(page, 'RIGHT', 'Dr Example')
  await goToStage(page, 'Plan')
  await waitForPicture(page, /axial/i)
  const axial = well(page, /axial/i)
  const marks = axial.locator('.axis-vp-marks')
  const letters = async (): Promise<string> => ((await marks.getAttribute('aria-label')) ?? '').split(', ').filter(word => ['L', 'R', 'LEFT', 'RIGHT'].includes(word)).join(' ')
  expect(await letters()).toBe('R RIGHT L LEFT')

  await axial.click({ button: 'right', position: { x: 60, y: 120 } })
  await page.getByRole('menuitem', { name: 'Flip horizontally' }).click()
  await expect.poll(letters).toBe('L LEFT R RIGHT')
  await expect(marks).toHaveAttribute('aria-label', /Flipped/)

  await axial.focus()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Reset view' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menuitem')).toHaveCount(0)

  await page.getByRole('button', { name: /^Flipped\. Show Axial as acquired/ }).click()
  await expect.poll(letters).toBe('R RIGHT L LEFT')
  expect(app.pageErrors).toEqual([])
})
