import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { openInPlan, pointIn, waitUntilSaved } from './steps.ts'

const MOST_INTERACTIONS = 25

/** Counts what a hand does: a press on the mouse, a key. */
async function countInteractions(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const state = { count: 0 }
    Object.assign(globalThis, { axisInteractions: state })
    for (const type of ['pointerdown', 'keydown', 'wheel']) window.addEventListener(type, () => { state.count += 1 }, true)
  })
  return () => page.evaluate(() => (globalThis as { axisInteractions?: { count: number } }).axisInteractions?.count ?? Number.NaN)
}

test('a trainee’s plan, two points, a needle, three structures and its acceptance, takes 25 interactions or fewer', async ({ open }, testInfo) => {
  const app = await open({ size: { width: 1366, height: 768 } })
  const { page } = app
  const axial = await openInPlan(app, path.join(sampleCase('f-ct-guided'), 'planning'), 'SAMPLE, CT GUIDED')
  const counted = await countInteractions(page)
  const click = async (x: number, y: number): Promise<void> => {
    const at = await pointIn(axial, x, y)
    await page.mouse.click(at.x, at.y)
  }
  await click(0.42, 0.56)
  await click(0.36, 0.84)
  await waitUntilSaved(page)
  await page.getByRole('combobox', { name: 'Needle', exact: true }).click()
  await page.getByRole('option', { name: '22 G, 90 mm' }).click()
  const clearances = page.getByRole('region', { name: 'Clearance along the path' })
  for (const [name, x, y, key] of [['Vertebral artery', 0.33, 0.55, 'PageDown'], ['Thecal sac', 0.5, 0.6, 'PageUp'], ['Internal carotid', 0.33, 0.48, 'PageDown']] as const) {
    await page.getByRole('button', { name: `Draw ${name}` }).click()
    // Along the body: one point here, one ten slices away.
    await click(x, y)
    await page.keyboard.press(key)
    await click(x + 0.01, y + 0.01)
    await expect(clearances).toContainText('2 points')
    await page.getByRole('radiogroup', { name: /How exact/ }).getByText('±1', { exact: true }).click()
    await waitUntilSaved(page)
  }
  // All three are measured, and the one that nobody drew is not passed off as clear.
  await expect(clearances.getByText(/\d+\.\d mm/)).toHaveCount(3)
  await expect(clearances.getByText('Not assessed')).toHaveCount(1)
  await page.getByRole('radiogroup', { name: /variants/ }).getByText('Yes').click()
  const acknowledge = page.getByRole('button', { name: 'Acknowledge' })
  const accept = page.getByRole('button', { name: /^Accept plan/ })
  // What is to be acknowledged is told once it is measured.
  await expect.poll(async () => {
    if (await acknowledge.count() > 0) {
      // Another one's saving may take it away meanwhile.
      await acknowledge.first().click({ timeout: 5_000 }).catch(() => undefined)
      await waitUntilSaved(page)
    }
    return accept.getAttribute('aria-disabled')
  }, { timeout: 60_000 }).toBe('false')
  await accept.click()
  await expect(page.getByRole('button', { name: 'Go to Contrast' })).toBeVisible()
  const interactions = await counted()
  testInfo.annotations.push({ type: 'interactions', description: String(interactions) })
  expect(interactions).toBeLessThanOrEqual(MOST_INTERACTIONS)
  expect(interactions).toBeGreaterThan(10)
  await page.screenshot({ path: testInfo.outputPath('trainee.png') })
  expect(app.pageErrors).toEqual([])
})
