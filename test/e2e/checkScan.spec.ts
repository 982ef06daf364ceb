import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { createServices } from '#electron/services/createServices.ts'
import { needleDeviation } from '#shared/planning/deviation.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { expect, test } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { boxOf, confirmSide, goToStage, importFolder, openCaseOf, waitForPicture, waitUntilSaved, well } from './steps.ts'

test.setTimeout(180_000)
type Lps = readonly [number, number, number]
type Truth = { readonly paths: readonly { readonly route: string; readonly tipLpsMm: Lps; readonly entryLpsMm: Lps }[]; readonly routeOfTheNeedle: string }

/** Where a view draws a point that lies in its plane; `across` and `down` say which way the patient's axes run on the screen. */
async function placeOf(view: Locator, point: Lps, across: Lps, down: Lps): Promise<{ x: number; y: number }> {
  const box = await boxOf(view)
  const focal = ((await view.getAttribute('data-focal')) ?? '').split(' ').map(Number)
  const scale = box.height / 2 / Number(await view.getAttribute('data-half-height'))
  const along = (axis: Lps): number => axis.reduce((sum, value, at) => sum + value * ((point[at] ?? NaN) - (focal[at] ?? NaN)), 0)
  return { x: box.x + box.width / 2 + along(across) * scale, y: box.y + box.height / 2 + along(down) * scale }
}

/** Drives the tools as a hand does: the crosshair to the slice, then the key over the place. */
async function setPoint(page: Page, key: 't' | 'e', point: Lps): Promise<void> {
  const [axial, sagittal] = [well(page, /Axial/), well(page, /Sagittal/)]
  await page.keyboard.press('x')
  const slice = await placeOf(sagittal, point, [0, 1, 0], [0, 0, -1])
  await page.mouse.click(slice.x, slice.y)
  // A view says where it looks with its next painting.
  await page.waitForTimeout(300)
  const place = await placeOf(axial, point, [1, 0, 0], [0, 1, 0])
  await page.mouse.move(place.x, place.y)
  await page.keyboard.press(key)
  await waitUntilSaved(page)
}

const distance = (a: readonly number[], b: readonly number[]): number => Math.hypot(...a.map((value, axis) => value - (b[axis] ?? NaN)))

test('a plan driven to the truth, a check scan, the needle found, its deviation and the way on', async ({ open, dataFolder }, testInfo) => {
  const truth = JSON.parse(await readFile(path.join(sampleCase('f-ct-guided'), 'truth.json'), 'utf8')) as Truth
  const planned = truth.paths.find(({ route }) => route === truth.routeOfTheNeedle)
  if (planned === undefined) throw new Error('The truth names no path.')
  const app = await open()
  const { page } = app
  await importFolder(app, path.join(sampleCase('f-ct-guided'), 'planning'))
  await importFolder(app, path.join(sampleCase('f-ct-guided'), 'needle'))
  await openCaseOf(page, 'SAMPLE, CT GUIDED')
  await waitForPicture(page, /Axial/)
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Plan')
  await page.getByRole('list', { name: 'Series' }).getByRole('button', { name: /PLANNING/ }).click()
  await waitForPicture(page, /Axial/)
  await page.getByRole('tab', { name: 'Compare' }).click()
  await expect(page.getByText('Set entry and target of a path first')).toBeVisible()
  // A target 2 mm beside the joint point that the needle of the check scan reached: a difference there is to be found.
  const target: Lps = [planned.tipLpsMm[0], planned.tipLpsMm[1], planned.tipLpsMm[2] + 2]
  await test.step('target and entry where the truth has them', async () => {
    await setPoint(page, 't', target)
    await setPoint(page, 'e', planned.entryLpsMm)
    await expect(page.getByRole('region', { name: 'Path numbers' })).toContainText('Skin to target')
  })
  await test.step('a newer scan puts the plan in question', async () => {
    const stale = page.getByRole('region', { name: 'Stale plan' })
    await expect(stale).toContainText('New series at 11:20. This plan is from before.')
    await expect(page.getByText(/to do: .*head position/)).toBeVisible()
    await stale.getByRole('button', { name: 'Compare positions' }).click()
    await waitForPicture(page, /Axial/)
    await expect(page.getByRole('region', { name: 'Planned against actual' })).toContainText('Not assessed')
  })
  const check = page.getByRole('region', { name: 'Planned against actual' })
  await test.step('the scans are registered, looked at as a blend, accepted', async () => {
    await expect(check.getByRole('button', { name: 'Compare positions' })).toBeVisible({ timeout: 30_000 })
    await check.getByRole('button', { name: 'Compare positions' }).click()
    await expect(check).toContainText(/0\.\d mm, 0\.\d° is how far the head moved/, { timeout: 60_000 })
    await page.screenshot({ path: testInfo.outputPath('blend.png') })
    await check.getByRole('button', { name: 'Accept' }).click()
    await expect(check).toContainText('The scans are registered on bone.')
  })
  await test.step('the needle is found and compared', async () => {
    await check.getByRole('button', { name: 'Find the needle' }).click()
    await expect(check).toContainText('Between the shafts', { timeout: 30_000 })
    await expect(check).toContainText(/From this tip to the target\d\.\d mm/)
    await page.screenshot({ path: testInfo.outputPath('check.png') })
  })
  await waitUntilSaved(page)
  expect(app.pageErrors).toEqual([])
  await app.close()

  const running = await createServices({ ports: buildPorts(dataFolder), version: '0.1.0', sampleCases: () => 'none' })
  try {
    const library = await running.services['library.series']({})
    const caseId = library.ok ? library.value.series[0]?.caseId : undefined
    const saved = caseId === undefined ? null : await running.services['case.get']({ caseId })
    if (saved?.ok !== true) throw new Error('The case cannot be read.')
    const plan = saved.value.document.plans[0]
    if (plan?.kind !== 'volume' || plan.entryLpsMm === null || plan.targetLpsMm === null || plan.actualNeedle === null || plan.actualNeedle === undefined) throw new Error('The plan is not complete.')
    expect(distance(plan.targetLpsMm, target)).toBeLessThan(0.3)
    // The entry falls onto the skin along the path, which begins 2 mm higher than the truth's.
    expect(distance(plan.entryLpsMm, planned.entryLpsMm)).toBeLessThan(0.3)
    expect(distance(plan.actualNeedle.tipLpsMm, planned.tipLpsMm)).toBeLessThan(0.5)
    const found = needleDeviation([planned.entryLpsMm, planned.tipLpsMm], { hubSide: plan.actualNeedle.hubSideLpsMm, tip: plan.actualNeedle.tipLpsMm })
    if (!found.ok) throw new Error(found.error.message)
    expect(found.value.angleDeg).toBeLessThan(0.3)
    testInfo.annotations.push({ type: 'from the truth', description: `target ${distance(plan.targetLpsMm, target).toFixed(3)} mm, entry ${distance(plan.entryLpsMm, planned.entryLpsMm).toFixed(3)} mm, tip ${distance(plan.actualNeedle.tipLpsMm, planned.tipLpsMm).toFixed(3)} mm, shaft ${found.value.angleDeg.toFixed(3)}°` })
  } finally {
    await running.close()
  }
})
