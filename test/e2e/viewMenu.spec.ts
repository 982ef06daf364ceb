import { expect, test } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { differing } from './pixels.ts'
import { boxOf, comeBack, confirmSide, goToStage, importFolder, openCaseOf, shot, waitForPicture, waitUntilSaved, well } from './steps.ts'

test('opens by second button and by key, flips with true letters, and is taken back in one step; a turned plane is kept; the loupe shows voxels', async ({ open }) => {
  let app = await open()
  let { page } = app
  await importFolder(app, sampleCase('g-tilted-gantry/tilted'))
  await openCaseOf(page, 'SAMPLE, TILTED GANTRY')
  await confirmSide(page, 'RIGHT', 'Dr Example')
  await goToStage(page, 'Plan')
  await waitForPicture(page, /axial/i)
  let axial = well(page, /axial/i)
  let marks = axial.locator('.axis-vp-marks')
  const letters = async (): Promise<string> => ((await marks.getAttribute('aria-label')) ?? '').split(', ').filter(word => ['L', 'R', 'LEFT', 'RIGHT'].includes(word)).join(' ')
  await expect.poll(letters).toBe('R RIGHT L LEFT')

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

  await axial.click({ button: 'right', position: { x: 60, y: 120 } })
  await page.getByRole('menuitem', { name: 'Turn 180°' }).click()
  await expect.poll(letters).toBe('L LEFT R RIGHT')
  await waitUntilSaved(page)
  await page.getByRole('button', { name: /^Undo.*axial plane turned 180°/ }).click()
  await expect.poll(letters).toBe('R RIGHT L LEFT')
  await page.getByRole('button', { name: /^Redo/ }).click()
  await expect.poll(letters).toBe('L LEFT R RIGHT')
  await waitUntilSaved(page)

  const box = await boxOf(axial)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  const about = { x: x - 90, y: y - 90, width: 180, height: 180 }
  const before = await shot(page)
  await axial.focus()
  await page.keyboard.press('8')
  await page.mouse.move(x, y + 1)
  // The same voxels 2.5 times as large: the picture about the pointer is another one.
  await expect.poll(async () => differing(before, await shot(page), about)).toBeGreaterThan(0.2)
  await page.keyboard.press('8')
  await expect.poll(async () => differing(before, await shot(page), about)).toBeLessThan(0.02)
  expect(app.pageErrors).toEqual([])

  await app.close()
  app = await open()
  page = app.page
  await comeBack(page, 'SAMPLE, TILTED GANTRY')
  await goToStage(page, 'Plan')
  await waitForPicture(page, /axial/i)
  axial = well(page, /axial/i)
  marks = axial.locator('.axis-vp-marks')
  await expect(marks).toHaveAttribute('aria-label', /Turned 180°/)
  await expect.poll(letters).toBe('L LEFT R RIGHT')
  expect(app.pageErrors).toEqual([])
})
