import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { createServices } from '#electron/services/createServices.ts'
import { needleDeviation } from '#shared/planning/deviation.ts'
import { correctionFrom } from '#shared/planning/correction.ts'
import { movedPoint, writeMovedScan, type HeadMotion } from '#test/builders/movedScan.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { expect, test } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { countColour, hasColourNear, readPng } from './pixels.ts'
import { tells } from './receipts.ts'
import { boxOf, confirmSide, depthIn, drag, fitsItsBox, goToStage, importFolder, openCaseOf, PLAN_COLOUR, setPoint, view, waitForPicture, shot, waitUntilSaved, well, type Lps } from './steps.ts'

test.setTimeout(300_000)
type Truth = { readonly paths: readonly { readonly route: string; readonly tipLpsMm: Lps; readonly entryLpsMm: Lps }[]; readonly routeOfTheNeedle: string }

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
    await expect(check.getByRole('button', { name: 'Compare positions' })).toBeVisible({ timeout: 60_000 })
    await check.getByRole('button', { name: 'Compare positions' }).click()
    await expect(check).toContainText(/0\.\d mm, 0\.\d° is how far the head moved/, { timeout: 60_000 })
    await page.screenshot({ path: testInfo.outputPath('blend.png') })
    await check.getByRole('button', { name: 'Accept' }).click()
    await expect(check).toContainText('The scans are registered on bone.')
  })
  await test.step('the needle is found and compared', async () => {
    const pressed = await check.getByRole('button', { name: 'Find the needle' }).evaluate(async (button) => {
      if (!(button instanceof HTMLElement)) throw new Error('This is no button.')
      button.click()
      await new Promise((settle) => { setTimeout(settle, 0) })
      const running = { words: button.textContent, isBusy: button.ariaBusy, isDisabled: button.ariaDisabled }
      button.click()
      return running
    })
    expect(pressed).toEqual({ words: 'Looking for the needle', isBusy: 'true', isDisabled: 'true' })
    await expect(check).toContainText('Between the shafts', { timeout: 60_000 })
    await expect(check.getByRole('button', { name: 'Find the needle' })).toHaveAttribute('aria-disabled', 'false')
    // The second press was not taken: the needle was found once, and one Undo takes it back.
    await page.getByRole('button', { name: /^Undo.*needle found/ }).click()
    await expect(check).toContainText('No needle is marked on this scan.')
    await page.getByRole('button', { name: /^Redo.*needle found/ }).click()
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

const region = (page: Page): Locator => page.getByRole('region', { name: 'Planned against actual' })
/** The figure beside a name, signed by its word: "2.1 mm" is 2.1, "0.3 mm RIGHT" is −0.3 where RIGHT is the negative word. */
async function figure(page: Page, name: string, negative: string): Promise<number> {
  const text = (await region(page).locator('dl > div').filter({ hasText: name }).locator('dd').textContent()) ?? ''
  const found = /^(\d+\.\d)\s*(?:mm|°)\s*(.*)/.exec(text)
  return Number(found?.[1]) * (negative !== '' && found?.[2]?.startsWith(negative) === true ? -1 : 1)
}

async function openPlanned(page: Page, target: Lps, entry: Lps): Promise<void> {
  await openCaseOf(page, 'SAMPLE, CT GUIDED')
  await waitForPicture(page, /Axial/)
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Plan')
  await page.getByRole('list', { name: 'Series' }).getByRole('button', { name: /PLANNING/ }).click()
  await waitForPicture(page, /Axial/)
  await setPoint(page, 't', target)
  await setPoint(page, 'e', entry)
  await expect(page.getByRole('region', { name: 'Path numbers' })).toContainText('Skin to target')
}

async function truthOfCase(): Promise<{ readonly tip: Lps; readonly entry: Lps }> {
  const truth = JSON.parse(await readFile(path.join(sampleCase('f-ct-guided'), 'truth.json'), 'utf8')) as Truth
  const planned = truth.paths.find(({ route }) => route === truth.routeOfTheNeedle)
  if (planned === undefined) throw new Error('The truth names no path.')
  return { tip: planned.tipLpsMm, entry: planned.entryLpsMm }
}

test('a head that has moved: registration stopped, refused, accepted; figures against the truth; the needle’s ends moved by hand', async ({ open, dataFolder }, testInfo) => {
  const { tip, entry } = await truthOfCase()
  const motion: HeadMotion = { turnDeg: 3, shiftMm: [4, -3, 2.5] }
  const target: Lps = [tip[0], tip[1] - 3, tip[2] + 2]
  const checkFolder = path.join(dataFolder, '..', `${path.basename(dataFolder)}-moved`)
  await writeMovedScan(path.join(sampleCase('f-ct-guided'), 'needle'), checkFolder, motion)
  const app = await open()
  const { page } = app
  await importFolder(app, path.join(sampleCase('f-ct-guided'), 'planning'))
  await importFolder(app, checkFolder)
  await openPlanned(page, target, entry)
  const check = region(page)
  const compare = check.getByRole('button', { name: 'Compare positions' })

  await test.step('the plan is stale, in the panel and over the planes', async () => {
    await expect(page.getByText('Plan is from before 11:20: check the head').first()).toBeVisible()
    await page.screenshot({ path: testInfo.outputPath('stale.png') })
    await page.getByRole('region', { name: 'Stale plan' }).getByRole('button', { name: 'Compare positions' }).click()
    await waitForPicture(page, /Axial/)
    await expect(check).toContainText('Path A lies on another scan')
    await expect(check.getByRole('button', { name: 'Find the needle' })).toHaveCount(0)
    await page.keyboard.press('6')
    await expect(page.getByText('Path A was made on CT PLANNING PRONE 1 MM of 11:07. Register the scans')).toBeVisible()
    await page.keyboard.press('5')
    await waitForPicture(page, /Axial/)
  })
  await test.step('a registration can be stopped, and changes nothing', async () => {
    await expect(compare).toBeVisible({ timeout: 60_000 })
    await compare.click()
    await expect(check.getByRole('progressbar', { name: 'Comparing positions' })).toBeVisible()
    await check.getByRole('button', { name: 'Cancel' }).click()
    await tells(page, 'The registration was cancelled. Nothing has changed.')
    await expect(compare).toBeVisible()
  })
  await test.step('its result is refused, and then nothing is compared', async () => {
    await compare.click()
    await expect(check).toContainText('how far the head moved', { timeout: 60_000 })
    const [, mm, deg] = /(\d+\.\d) mm, (\d+\.\d)° is how far/.exec((await check.textContent()) ?? '') ?? []
    expect(Math.abs(Number(mm) - distance(target, movedPoint(motion, target)))).toBeLessThan(0.5)
    expect(Math.abs(Number(deg) - motion.turnDeg)).toBeLessThan(0.5)
    testInfo.annotations.push({ type: 'head moved', description: `${String(mm)} mm, ${String(deg)}°; truth ${distance(target, movedPoint(motion, target)).toFixed(2)} mm, ${motion.turnDeg.toFixed(2)}°` })
    await page.screenshot({ path: testInfo.outputPath('moved-blend.png') })
    await check.getByRole('button', { name: 'Show the earlier scan' }).click()
    await expect(check.getByRole('slider', { name: 'Share of the earlier scan' })).toHaveValue('100')
    await check.getByRole('button', { name: 'Show this scan' }).click()
    await expect(check.getByRole('slider', { name: 'Share of the earlier scan' })).toHaveValue('0')
    await check.getByRole('button', { name: 'Refuse' }).click()
    await expect(check).toContainText('Not assessed')
  })
  await test.step('accepted, with name and time', async () => {
    const began = Date.now()
    await compare.click()
    await expect(check.getByRole('button', { name: 'Accept' })).toBeVisible({ timeout: 60_000 })
    testInfo.annotations.push({ type: 'registration', description: `${String(Date.now() - began)} ms` })
    await check.getByRole('button', { name: 'Accept' }).click()
    await expect(check).toContainText(/Accepted: Dr B\. Weber, \d\d:\d\d/)
  })
  const planned = [movedPoint(motion, entry), movedPoint(motion, target)] as const
  await test.step('then the views that follow the needle follow the plan where it lies here, and say which scan it was made on', async () => {
    const along = well(page, /Along the needle, axial oblique/)
    await page.keyboard.press('6')
    await expect(view(page, /Along the needle, axial oblique/)).toContainText('Path A, planned at 11:07. Path A was made on CT PLANNING PRONE 1 MM of 11:07 and lies here as the scans were registered.')
    await waitForPicture(page, /Along the needle, axial oblique/)
    await expect(along.locator('canvas[aria-label]').last()).toHaveAttribute('aria-label', /Path A, planned at 11:07/)
    // Both ends of the true path, moved as the head was, lie in the plane.
    for (const point of planned) expect(Math.abs(await depthIn(along, point))).toBeLessThan(0.5)
    expect(Math.abs(await depthIn(along, target))).toBeGreaterThan(1)
    for (const name of [/Along the needle, axial oblique/, /Along the needle, sagittal oblique/, /Across the needle/, /Progress/]) await expect.poll(async () => countColour(readPng(await well(page, name).screenshot()), PLAN_COLOUR)).toBeGreaterThan(20)
  })
  const actual = { hubSide: movedPoint(motion, entry), tip: movedPoint(motion, tip) }
  const [deviation, correction] = [needleDeviation(planned, actual), correctionFrom(actual, planned[1])]
  if (!deviation.ok || !correction.ok) throw new Error('The truth has no figures.')
  await test.step('the figures are those of the truth', async () => {
    await check.getByRole('button', { name: 'Find the needle' }).click()
    await expect(check).toContainText('Between the shafts', { timeout: 60_000 })
    const shown: Readonly<Record<string, readonly [number, number]>> = {
      angle: [await figure(page, 'Between the shafts', ''), deviation.value.angleDeg],
      along: [await figure(page, 'Tip along the path', 'short'), deviation.value.alongMm],
      across: [await figure(page, 'Tip across the path', ''), deviation.value.acrossMm],
      left: [await figure(page, 'Tip, in parts', 'RIGHT'), deviation.value.towardsLeftMm],
      remaining: [await figure(page, 'From this tip to the target', ''), correction.value.remainingMm],
    }
    testInfo.annotations.push({ type: 'shown, truth', description: Object.entries(shown).map(([name, [on, is]]) => `${name} ${on.toFixed(1)}, ${is.toFixed(2)}`).join('; ') })
    for (const [name, [on, is]] of Object.entries(shown)) expect(Math.abs(on - is), name).toBeLessThan(0.5)
    await expect(check).toContainText('Vertebral artery: not assessed')
    const along = well(page, /Along the needle, axial oblique/)
    // The needle that was found is white beside it.
    await expect(along.locator('canvas[aria-label]').last()).toHaveAttribute('aria-label', /(^|, )Tip(,|$)/)
    expect(await along.getAttribute('data-tip')).toMatch(/^-?\d/)
    await page.screenshot({ path: testInfo.outputPath('moved-check.png') })
    await page.keyboard.press('7')
    await expect(page.getByRole('figure', { name: /Bone, in three dimensions/ }).getByRole('application')).toHaveAttribute('data-ready', 'true', { timeout: 60_000 })
    await waitForPicture(page, /Across the needle/)
    await page.screenshot({ path: testInfo.outputPath('moved-bone.png') })
    await page.keyboard.press('5')
    await waitForPicture(page, /Axial/)
    await page.setViewportSize({ width: 1366, height: 768 })
    await fitsItsBox(well(page, /Axial/))
    await check.getByText('The shaft turns by').scrollIntoViewIfNeeded()
    await page.screenshot({ path: testInfo.outputPath('moved-check-small.png') })
    await page.setViewportSize({ width: 1920, height: 1080 })
    await fitsItsBox(well(page, /Axial/))
  })
  await test.step('a hand moves the tip, one step of undo', async () => {
    const axial = well(page, /Axial/)
    const box = await boxOf(axial)
    const [x = NaN, y = NaN] = ((await axial.getAttribute('data-tip')) ?? '').split(' ').map(Number)
    const [hubX = NaN, hubY = NaN] = ((await axial.getAttribute('data-hub')) ?? '').split(' ').map(Number)
    const along = 6 / Math.hypot(hubX - x, hubY - y)
    // Filled: white six pixels up the shaft, where its outline's casing alone would be black.
    await expect.poll(async () => hasColourNear(await shot(page), { x: box.x + x + (hubX - x) * along, y: box.y + y + (hubY - y) * along }, '#FFFFFF', 1)).toBe(true)
    const before = await figure(page, 'Tip across the path', '')
    await drag(page, { x: box.x + x, y: box.y + y }, { x: box.x + x + 60, y: box.y + y })
    await expect.poll(() => figure(page, 'Tip across the path', '')).toBeGreaterThan(before + 2)
    await page.getByRole('button', { name: /^Undo/ }).click()
    await expect.poll(() => figure(page, 'Tip across the path', '')).toBe(before)
  })
  await test.step('the plan is taken over to this scan, as a path of its own', async () => {
    await check.getByRole('button', { name: 'Take Path A over to this scan' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Path A, on 11:20' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Stale plan' })).toHaveCount(0)
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
    const { plans, planning } = saved.value.document
    const [first, taken] = plans
    if (first?.kind !== 'volume' || taken?.kind !== 'volume' || taken.targetLpsMm === null || first.actualNeedle === null || first.actualNeedle === undefined) throw new Error('The plans are not complete.')
    expect(planning.registrations).toMatchObject([{ acceptedBy: 'Dr B. Weber', basis: 'registered' }])
    expect(distance(first.actualNeedle.tipLpsMm, actual.tip)).toBeLessThan(0.5)
    expect(distance(taken.targetLpsMm, planned[1])).toBeLessThan(0.5)
    testInfo.annotations.push({ type: 'from the truth', description: `tip ${distance(first.actualNeedle.tipLpsMm, actual.tip).toFixed(3)} mm, target carried over ${distance(taken.targetLpsMm, planned[1]).toFixed(3)} mm` })
  } finally {
    await running.close()
    await rm(checkFolder, { recursive: true, force: true })
  }
})

test('a plan that is kept: who said so, until a still newer scan asks again', async ({ open }) => {
  const { tip, entry } = await truthOfCase()
  const app = await open()
  const { page } = app
  await importFolder(app, path.join(sampleCase('f-ct-guided'), 'planning'))
  await importFolder(app, path.join(sampleCase('f-ct-guided'), 'needle'))
  await openPlanned(page, tip, entry)
  const stale = page.getByRole('region', { name: 'Stale plan' })
  await stale.getByRole('button', { name: 'Keep plan' }).click()
  await expect(stale).toHaveCount(0)
  await page.getByRole('list', { name: 'Series' }).getByRole('button', { name: /NEEDLE IN PLACE/ }).click()
  await page.getByRole('tab', { name: 'Compare' }).click()
  await expect(region(page)).toContainText(/Dr B\. Weber, \d\d:\d\d: it was said that the head has not moved\. Nothing was measured/)
  await waitUntilSaved(page)
  await page.getByRole('banner').getByRole('button', { name: 'Cases' }).click()
  await importFolder(app, path.join(sampleCase('f-ct-guided'), 'delayed'))
  await openCaseOf(page, 'SAMPLE, CT GUIDED')
  await goToStage(page, 'Plan')
  await page.getByRole('list', { name: 'Series' }).getByRole('button', { name: /PLANNING/ }).click()
  await expect(stale).toContainText('New series at 11:30. This plan is from before.')
  await stale.getByRole('button', { name: 'Plan again' }).click()
  await tells(page, 'Path A stays on its own scan. Set the target on this one')
  await expect(page.getByRole('list', { name: 'Series' }).getByRole('button', { name: /DELAYED/ })).toHaveAttribute('aria-pressed', 'true')
  expect(app.pageErrors).toEqual([])
})
