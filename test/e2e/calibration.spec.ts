import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { z } from 'zod'
import { projectPoint } from '#shared/projection/cArm.ts'
import { expect, test } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { boxOf, comeBack, confirmSide, goToStage, importFolder, openCaseOf, stage, tap, waitForPicture, waitUntilSaved, well } from './steps.ts'
import type { ScreenPoint } from './pixels.ts'

const lps = z.tuple([z.number(), z.number(), z.number()])
const truthFile = z.object({
  routeOfTheNeedle: z.string(),
  paths: z.array(z.object({ route: z.string(), gauge: z.number(), tipLpsMm: lps, towardsEntryLps: lps })),
  views: z.array(z.object({ name: z.string(), carm: z.object({ primaryDeg: z.number(), secondaryDeg: z.number(), sidMm: z.number(), sodMm: z.number(), isocentreLpsMm: lps, detector: z.object({ rows: z.number(), columns: z.number(), spacingMm: z.number() }) }) })),
})
type Point = readonly [column: number, row: number]

/** The needle of a sample case on its lateral image: so many millimetres of it from the tip on, and where they are drawn. */
async function needleOf(name: string, lengthMm: number): Promise<{ readonly tip: Point; readonly end: Point; readonly px: number }> {
  const truth = truthFile.parse(JSON.parse(await readFile(path.join(sampleCase(name), 'truth.json'), 'utf8')))
  const needle = truth.paths.find(({ route }) => route === truth.routeOfTheNeedle)
  const lateral = truth.views.find((view) => view.name === 'LAT')
  if (needle === undefined || lateral === undefined) throw new Error('The truth has no such needle.')
  const at = (mm: number): Point => {
    const drawn = projectPoint(lateral.carm, [0, 1, 2].map((axis) => (needle.tipLpsMm[axis] ?? 0) + (needle.towardsEntryLps[axis] ?? 0) * mm) as [number, number, number])
    if (drawn === null) throw new Error('The needle is not in the beam.')
    return [drawn[0], drawn[1]]
  }
  const [tip, end] = [at(0), at(lengthMm)]
  return { tip, end, px: Math.hypot(end[0] - tip[0], end[1] - tip[1]) }
}

/** Where a fitted picture of 512 by 512 draws one of its points. */
async function placeOf(view: Locator, [column, row]: Point): Promise<ScreenPoint> {
  const { x, y, width, height } = await boxOf(view)
  // A fitted picture leaves a margin of 2 %.
  const scale = Math.min(width, height) / 512 / 1.02
  return { x: x + width / 2 + (column - 255.5) * scale, y: y + height / 2 + (row - 255.5) * scale }
}

const section = (page: Page): Locator => page.getByRole('region', { name: 'Size of a pixel' })
const showSeries = (page: Page, name: RegExp): Promise<void> => page.getByRole('list', { name: 'Series' }).getByRole('button', { name }).click()

async function openNeedleImages(page: Page, name: string): Promise<Locator> {
  await openCaseOf(page, name)
  await expect(page.getByLabel('Operator name')).toBeVisible()
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Plan')
  await showSeries(page, /NEEDLE/)
  await waitForPicture(page, /Image/)
  const view = well(page, /Image/)
  await view.focus()
  await page.keyboard.press('End')
  return view
}

/** The needle's own ends, put where the truth has them to a tenth of a pixel. */
async function markExactly(page: Page, points: readonly Point[]): Promise<void> {
  for (const [at, name] of ['First', 'Second'].entries()) {
    await page.getByLabel(`${name} mark, column`).fill((points[at]?.[0] ?? 0).toFixed(1))
    await page.getByLabel(`${name} mark, row`).fill((points[at]?.[1] ?? 0).toFixed(1))
  }
}

/** As it is written: "0.219 mm". */
const pixelMm = async (page: Page): Promise<number> => Number(/([\d.]+) mm/.exec(await section(page).locator('.fig').first().innerText())?.[1] ?? Number.NaN)

test('pictures of a mobile C-arm are calibrated on the needle, for this run and for what the operator names', async ({ open }) => {
  let app = await open()
  let { page } = app
  const lengthMm = 40
  const { tip, end, px } = await needleOf('h-mobile-c-arm', lengthMm)
  await importFolder(app, sampleCase('h-mobile-c-arm'))
  let view = await openNeedleImages(page, 'SAMPLE, MOBILE C-ARM')

  await test.step('without a size it says so, and what to do', async () => {
    await page.keyboard.press('c')
    await expect(page.getByRole('tab', { name: 'Measure' })).toHaveAttribute('aria-selected', 'true')
    await expect(section(page)).toContainText('Not known PX')
    await expect(section(page)).toContainText('Image 2 has no pixel size. Lengths are in px.')
    await expect(section(page).getByRole('button', { name: 'Use this size' })).toBeDisabled()
    await expect(section(page)).toContainText('To do: two marks, what was marked, depth')
  })
  await test.step('a click and a tap of a finger, then one end is dragged', async () => {
    const [from, to] = [await placeOf(view, tip), await placeOf(view, [end[0] - 30, end[1] + 40])]
    await page.mouse.click(from.x, from.y)
    await expect(section(page)).toContainText('One mark lies: now the other.')
    await tap(page, to)
    await expect(section(page)).not.toContainText('One mark lies: now the other.')
    const there = await placeOf(view, end)
    await page.mouse.move(to.x, to.y)
    await page.mouse.down()
    await page.mouse.move(there.x, there.y, { steps: 5 })
    await page.mouse.up()
    await expect.poll(async () => Math.abs(Number(await page.getByLabel('Second mark, column').inputValue()) - end[0])).toBeLessThan(2)
  })
  await test.step('its size and its depth give a pixel within the stated error of the truth', async () => {
    await markExactly(page, [tip, end])
    await page.getByRole('radio', { name: 'Length', exact: true }).click()
    await page.getByLabel('Length between the marks, mm').fill(String(lengthMm))
    await page.getByRole('radio', { name: '10 mm' }).click()
    await expect(section(page)).toContainText(/Lengths parallel to the detector may be off by ±[\d.]+%: marks ±1 px at each end of \d+ px/)
    await section(page).getByRole('button', { name: 'Use this size' }).click()
    await waitUntilSaved(page)
    await expect(section(page)).toContainText('CAL ±3%')
    expect(Math.abs(await pixelMm(page) - lengthMm / px)).toBeLessThan(0.001)
    await expect(section(page)).toContainText('Calibrated on a length of 40 mm by Dr B. Weber.')
    await expect(section(page).getByRole('list', { name: 'Calibrations' })).toContainText(/Dr B. Weber, \d\d:\d\d\s*Holds for OT C1-2 NEEDLE PA AND LATERAL, image 2(Change)?$/)
  })
  await test.step('undo takes it back, redo brings it', async () => {
    await page.keyboard.press('Control+z')
    await expect(section(page)).toContainText('Not known PX')
    await page.keyboard.press('Control+Shift+z')
    await expect(section(page)).toContainText('CAL ±3%')
    await waitUntilSaved(page)
  })
  await test.step('the other picture has it only by the operator’s word', async () => {
    await view.focus()
    await page.keyboard.press('Home')
    await expect(section(page)).toContainText('Image 1 has no pixel size')
    await page.getByRole('button', { name: 'Same distances and field: use it here' }).click()
    await expect(section(page)).toContainText('the operator said that tube and detector stood as far apart here')
    // From where it looks is not known: neither is how far the joint lies from the needle.
    await expect(section(page)).toContainText('CAL ±11%')
    await expect(section(page).getByRole('list', { name: 'Calibrations' })).toContainText(/Holds for OT C1-2 NEEDLE PA AND LATERAL$/)
    await waitUntilSaved(page)
  })
  await test.step('after a restart it is there', async () => {
    await app.close()
    app = await open()
    page = app.page
    await comeBack(page, 'SAMPLE, MOBILE C-ARM')
    await goToStage(page, 'Plan')
    await showSeries(page, /NEEDLE/)
    await waitForPicture(page, /Image/)
    view = well(page, /Image/)
    await page.getByRole('tab', { name: 'Measure' }).click()
    await expect(section(page)).toContainText('CAL ±11%')
  })
  await test.step('marks that are too near are refused in words', async () => {
    await section(page).getByRole('button', { name: /^Calibrate/ }).click()
    await page.getByRole('button', { name: 'Marks in the middle of the view' }).click()
    await markExactly(page, [[250, 250], [265, 250]])
    await page.getByRole('radio', { name: 'Marker', exact: true }).click()
    await page.getByLabel('Diameter of the marker, mm').fill('7.5')
    await expect(section(page)).toContainText('Both calibration marks are closer than 10 mm. The error would be above 10%. Move the marks.')
    await page.getByRole('radio', { name: '30 mm' }).click()
    await expect(section(page).getByRole('button', { name: 'Use this size' })).toBeDisabled()
    await page.keyboard.press('Escape')
    await expect(page.getByLabel('First mark, column')).toHaveCount(0)
  })
  await test.step('by the width of the needle the error is said aloud', async () => {
    await page.getByRole('button', { name: 'Marks in the middle of the view' }).click()
    await markExactly(page, [[250, 250], [253.3, 250]])
    await page.getByRole('radio', { name: 'Needle width' }).click()
    await page.getByRole('combobox', { name: 'Gauge of the needle' }).click()
    await page.getByRole('option', { name: '22 G, 0.718 mm wide' }).click()
    await page.getByRole('radio', { name: '10 mm' }).click()
    await expect(section(page)).toContainText('lengths by its width may be off by 20 to 30%')
    await expect(section(page)).toContainText(/CAL ±3\d%/)
    await section(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(section(page)).toContainText('CAL ±11%')
  })
  expect(app.pageErrors).toEqual([])
})

test('a header’s estimate gives way to a calibration, for runs of the same geometry', async ({ open }) => {
  const app = await open()
  const { page } = app
  const lengthMm = 40
  const { tip, end, px } = await needleOf('a-arthrogram', lengthMm)
  await importFolder(app, sampleCase('a-arthrogram'))
  const view = await openNeedleImages(page, 'SAMPLE, ARTHROGRAM')
  await page.getByRole('tab', { name: 'Measure' }).click()
  await expect(section(page)).toContainText('0.225 mm EST ±7%')
  await expect(section(page)).toContainText('±50 mm from the isocentre (750 mm from the tube): ±6.7%')

  await test.step('a path on the picture has the header’s millimetres', async () => {
    await page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Path', exact: true }).click()
    for (const at of [tip, end]) {
      const { x, y } = await placeOf(view, at)
      await page.mouse.click(x, y)
    }
    await waitUntilSaved(page)
  })
  const length = async (): Promise<number> => Number((await page.getByRole('region', { name: 'Path numbers' }).locator('.hero').innerText()))
  await expect.poll(async () => Math.abs(await length() - px * 0.225)).toBeLessThan(0.6)
  const estimated = await length()

  await test.step('it is accepted on them', async () => {
    await page.getByRole('button', { name: /^Accept plan/ }).click()
    await expect(page.getByRole('button', { name: 'Go to Contrast' })).toBeVisible()
    await expect(stage(page, 'Plan')).toContainText('accepted')
  })
  await test.step('calibrated on 40 mm of the needle beside its path, the path is as long as the needle is', async () => {
    await view.focus()
    await page.keyboard.press('c')
    // A press near the path is the tool's, not the path's: pulled in one go.
    const [from, to] = [await placeOf(view, tip), await placeOf(view, end)]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 6 })
    await page.mouse.up()
    await expect.poll(async () => Math.abs(Number(await page.getByLabel('Second mark, column').inputValue()) - end[0])).toBeLessThan(2)
    await markExactly(page, [tip, end])
    await page.getByRole('radio', { name: 'Length', exact: true }).click()
    await page.getByLabel('Length between the marks, mm').fill(String(lengthMm))
    await page.getByRole('radio', { name: '10 mm' }).click()
    await section(page).getByRole('button', { name: 'Use this size' }).click()
    await waitUntilSaved(page)
    await expect(section(page)).toContainText('CAL ±3%')
    await expect.poll(async () => Math.abs(await length() - estimated)).toBeGreaterThan(0.3)
    expect(await length()).toBeCloseTo(lengthMm, 0)
  })
  await test.step('and the accepted path says that the run was changed under it', async () => {
    await expect(page.getByRole('region', { name: 'Stale plan' })).toContainText('This run was calibrated anew after this plan was accepted.')
    await expect(stage(page, 'Plan')).toContainText('accept again')
    await expect(page.getByRole('button', { name: /^Accept plan/ })).toBeVisible()
    if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: path.join(process.env['SHOTS'], 'stale-run.png'), scale: 'css' })
  })
  await test.step('undo restores the estimate and its length', async () => {
    await page.keyboard.press('Control+z')
    await expect(section(page)).toContainText('EST ±7%')
    await expect.poll(length).toBe(estimated)
    await expect(page.getByRole('region', { name: 'Stale plan' })).toHaveCount(0)
    await expect(stage(page, 'Plan')).toContainText('accepted')
    await page.keyboard.press('Control+Shift+z')
    await expect(section(page)).toContainText('CAL ±3%')
    await page.getByRole('button', { name: /^Accept plan/ }).click()
    await expect(stage(page, 'Plan')).toContainText('accepted')
    await expect(page.getByRole('region', { name: 'Stale plan' })).toHaveCount(0)
  })
  await test.step('the lateral of the arthrogram takes it with a wider band, and so does what looks from behind', async () => {
    await showSeries(page, /ARTHROGRAM/)
    await waitForPicture(page, /Image/)
    await well(page, /Image/).focus()
    await page.keyboard.press('End')
    // The header says nothing of the table, which may stand nearer to the tube.
    await expect(section(page)).toContainText('CAL ±8%')
    await expect(section(page)).toContainText('on another run of the same geometry')
    await expect(section(page)).toContainText('does not say whether the table stood as near to the tube here')
    await page.keyboard.press('Home')
    await expect(section(page)).toContainText('CAL ±8%')
    await expect(section(page)).toContainText('looks from another side')
    await expect(section(page).getByRole('list', { name: 'Calibrations' })).toContainText(/CONTRAST RUN/)
  })
  await test.step('removed, the header counts again', async () => {
    await section(page).getByRole('button', { name: /Remove calibration/ }).click()
    await waitUntilSaved(page)
    await expect(section(page)).toContainText('EST ±7%')
  })
  expect(app.pageErrors).toEqual([])
})
