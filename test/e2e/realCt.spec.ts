import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { createServices } from '#electron/services/createServices.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { expect, realImages, test, WITHOUT_REAL_IMAGES } from './fixtures.ts'
import { contrastIn, countColour, readPng, similarity, type Picture } from './pixels.ts'
import { boxOf, drawPath, goToStage, handleAt, keyImageTiles, openInPlan, PLAN_COLOUR, pointIn, saveKeyImage, shot, waitForPicture, waitUntilSaved, well } from './steps.ts'

test.skip(realImages === '', WITHOUT_REAL_IMAGES)
test.setTimeout(300_000)

/** From the middle of the scan down to where C1 meets C2. */
const SLICES_TO_JOINT = 28
const ARTERY_COLOUR = '#FA4E28'

const openTab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name }).click()
/** What is written over a picture, as it is read out. */
const says = (over: Locator, words: RegExp): Promise<void> => expect(over.locator('canvas[aria-label]').last()).toHaveAttribute('aria-label', words)

type Greys = { readonly dark: number; readonly middle: number; readonly bright: number; readonly spread: number }

/** The picture itself, without what is drawn over it: how much of it is dark, grey and bright, and how far its greys spread. */
const greysOf = (over: Locator): Promise<Greys> => over.locator('.axis-vp-picture canvas').evaluate((canvas) => {
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error('The view has no canvas.')
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
  if (pixels === undefined) throw new Error('The canvas cannot be read.')
  const greys = Array.from({ length: Math.floor(pixels.length / 28) }, (_, at) => pixels[28 * at] ?? Number.NaN)
  const share = (fits: (grey: number) => boolean): number => greys.filter(fits).length / greys.length
  const mean = greys.reduce((sum, grey) => sum + grey, 0) / greys.length
  return { dark: share((grey) => grey < 25), middle: share((grey) => grey >= 25 && grey < 230), bright: share((grey) => grey >= 230), spread: Math.sqrt(greys.reduce((sum, grey) => sum + (grey - mean) ** 2, 0) / greys.length) }
})

/** How many pixels of a part of the picture are not black; the part in shares of width and height. */
const litIn = (over: Locator, part: { readonly from: readonly [number, number]; readonly to: readonly [number, number] }): Promise<number> => over.locator('.axis-vp-picture canvas').evaluate((canvas, { from, to }) => {
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error('The view has no canvas.')
  const [x, y] = [Math.round(from[0] * canvas.width), Math.round(from[1] * canvas.height)]
  const pixels = canvas.getContext('2d')?.getImageData(x, y, Math.round(to[0] * canvas.width) - x, Math.round(to[1] * canvas.height) - y).data
  if (pixels === undefined) throw new Error('The canvas cannot be read.')
  let lit = 0
  for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? Number.NaN) > 20) lit += 1
  return lit
}, part)

/** Soft tissue, and bone or air beside it: neither black nor of one grey. */
async function expectAnatomy(over: Locator): Promise<void> {
  await expect.poll(async () => (await greysOf(over)).spread).toBeGreaterThan(20)
  const { dark, middle, bright } = await greysOf(over)
  expect(middle).toBeGreaterThan(0.05)
  expect(dark + bright).toBeGreaterThan(0.05)
}

/** Letters of sides stand at the edges, and something bright is drawn there. */
async function expectLetters(over: Locator, picture: Picture, [start, end]: readonly [RegExp, RegExp]): Promise<void> {
  await says(over, start)
  await says(over, end)
  const { x, y, width, height } = await boxOf(over)
  for (const left of [x + 8, x + width - 34]) expect(contrastIn(picture, { x: left, y: y + height / 2 - 14, width: 24, height: 28 })).toBeGreaterThan(25)
}

/** The plan as the case document holds it, and the figures that the host gives for it. */
async function keptPlan(dataFolder: string): Promise<{ readonly plan: VolumePlan; readonly figures: readonly number[] }> {
  const { services, close } = await createServices({ ports: buildPorts(dataFolder), version: '0.1.0', sampleCases: () => 'none' })
  try {
    const library = await services['library.series']({})
    const caseId = library.ok ? library.value.series[0]?.caseId : undefined
    if (caseId === undefined) throw new Error('The library holds no case.')
    const kept = await services['case.get']({ caseId })
    const plan = kept.ok ? kept.value.document.plans[0] : undefined
    if (plan?.kind !== 'volume' || plan.entryLpsMm === null || plan.targetLpsMm === null) throw new Error('The case holds no whole path.')
    const evaluated = await services['plan.evaluate']({ entryLpsMm: plan.entryLpsMm, targetLpsMm: plan.targetLpsMm })
    if (!evaluated.ok) throw new Error(evaluated.error.message)
    const { lengthMm, inPlaneDeg, craniocaudalDeg, carm: { entrySide } } = evaluated.value
    return { plan, figures: [lengthMm, inPlaneDeg, craniocaudalDeg, entrySide.primaryDeg, entrySide.secondaryDeg] }
  } finally {
    await close()
  }
}

const degrees = (radians: number): number => radians * 180 / Math.PI

/** Length, in-plane, cranio-caudal, and the C-arm down the needle, as "Conventions of space and time" defines them. */
function definedFigures({ entryLpsMm, targetLpsMm }: VolumePlan): readonly number[] {
  if (entryLpsMm === null || targetLpsMm === null) throw new Error('The path is not whole.')
  const [x, y, z] = [targetLpsMm[0] - entryLpsMm[0], targetLpsMm[1] - entryLpsMm[1], targetLpsMm[2] - entryLpsMm[2]]
  const length = Math.sqrt(x * x + y * y + z * z)
  return [length, degrees(Math.atan2(Math.abs(x), Math.abs(y))), degrees(Math.asin(z / length)), degrees(Math.atan2(-x / length, y / length)), degrees(Math.asin(-z / length))]
}

/** Length, in-plane, cranio-caudal without its direction, and the C-arm in the patient frame, as the panel writes them. */
async function shownFigures(page: Page): Promise<readonly number[]> {
  const path = (await page.getByRole('region', { name: 'Path numbers' }).textContent()) ?? ''
  const carm = (await page.getByRole('region', { name: 'C-arm, down the needle' }).textContent()) ?? ''
  const [, length, inPlane, tilt] = /target(\d+\.\d)mm.*Sideways(\d+\.\d)°.*Head tilt(\d+\.\d)°/.exec(path) ?? []
  const [, primary, secondary] = /patient frame ([\u2212-]?\d+\.\d)° \/ ([\u2212-]?\d+\.\d)°/.exec(carm) ?? []
  return [length, inPlane, tilt, primary, secondary].map((written) => Number((written ?? '').replace('\u2212', '-')))
}

test('the Plan stage on a real CT: joint, band, path from the skin, a tube, ways in, needle and bone views, figures as defined', async ({ open, dataFolder }, testInfo) => {
  const app = await open()
  const { page } = app
  const axial = await openInPlan(app, path.join(realImages, 'ct_c1c2_cthead'), 'CADAVER, HEAD')
  const click = async (x: number, y: number): Promise<void> => {
    const at = await pointIn(axial, x, y)
    await page.mouse.click(at.x, at.y)
  }
  const slices = async (count: number, key: 'ArrowDown' | 'ArrowUp'): Promise<void> => {
    await axial.focus()
    for (let slice = 0; slice < count; slice += 1) await page.keyboard.press(key)
  }
  await slices(SLICES_TO_JOINT, 'ArrowDown')

  await test.step('target and entry; the entry falls from the air onto the skin', async () => {
    const [target, entry] = [await pointIn(axial, 0.385, 0.485), await pointIn(axial, 0.32, 0.78)]
    await drawPath(page, target, entry)
    await expect(page.getByRole('region', { name: 'Path numbers' })).toContainText('Skin to target')
    const away = Math.hypot(entry.x - target.x, entry.y - target.y)
    await expect.poll(async () => Math.hypot((await handleAt(axial, 'entry')).x - target.x, (await handleAt(axial, 'entry')).y - target.y)).toBeLessThan(away - 20)
    const fallen = await handleAt(axial, 'entry')
    const [inside, outside] = [0.9, 1.1].map((share) => ({ x: target.x + (fallen.x - target.x) * share + 14, y: target.y + (fallen.y - target.y) * share }))
    const picture = await shot(page)
    const greyAt = (point: typeof inside): number => picture.data[(Math.round(point?.y ?? Number.NaN) * picture.width + Math.round(point?.x ?? Number.NaN)) * picture.channels] ?? Number.NaN
    expect(greyAt(inside)).toBeGreaterThan(60)
    expect(greyAt(outside)).toBeLessThan(25)
  })
  await test.step('the joint line’s ends give the band, and the target its middle', async () => {
    await openTab(page, 'Joint, skin')
    const joint = page.getByRole('region', { name: 'Joint and target band' })
    await joint.getByRole('button', { name: 'Mark the RIGHT joint line' }).click()
    await click(0.405, 0.485)
    await click(0.365, 0.485)
    await expect(joint).toContainText(/1\d\.\d mm line, [345]\.\d mm band/)
    await joint.getByRole('button', { name: 'Target to its middle' }).click()
    await expect(joint).toContainText('0.0 mm from the band’s middle. In the band')
    await says(axial, /Lateral third/)
    await waitUntilSaved(page)
  })
  await test.step('a tube beside the target, drawn though the target is near', async () => {
    await openTab(page, 'Path')
    await page.getByRole('combobox', { name: 'Needle', exact: true }).click()
    await page.getByRole('option', { name: '22 G, 90 mm' }).click()
    await page.getByRole('button', { name: 'Draw Vertebral artery' }).click()
    await slices(2, 'ArrowUp')
    await click(0.34, 0.5)
    await slices(4, 'ArrowDown')
    // Nearer to the target on the screen than a hand must come to grasp it.
    await click(0.357, 0.485)
    await slices(2, 'ArrowUp')
    await page.getByRole('radiogroup', { name: /How exact/ }).getByText('±1', { exact: true }).click()
    await expect(page.getByRole('region', { name: 'Clearance along the path' })).toContainText('2 points')
    await expect(page.getByRole('region', { name: 'Clearance along the path' })).toContainText(/Vertebral artery.*\d+\.\d mm/)
    await expect.poll(async () => countColour(readPng(await axial.screenshot()), ARTERY_COLOUR)).toBeGreaterThan(20)
    await waitUntilSaved(page)
    await page.screenshot({ path: testInfo.outputPath('planes.png') })
  })
  const shown = await shownFigures(page)
  await test.step('ways in: proposals, or why there are none', async () => {
    await openTab(page, 'Ways in')
    const ways = page.getByRole('region', { name: 'Ways in to the target' })
    await expect(ways.getByRole('listitem').filter({ hasText: /through bone|margin/ }).first()).toBeVisible({ timeout: 60_000 })
    await expect(ways.getByRole('button', { name: 'Take as new path' }).or(ways.getByText(/^(No|Every) way in within reach/)).first()).toBeVisible()
    await page.screenshot({ path: testInfo.outputPath('ways.png') })
    await openTab(page, 'Path')
  })
  const across = well(page, /Across the needle/)
  await test.step('each view of the needle shows anatomy, its sides lettered, and the path', async () => {
    await page.keyboard.press('6')
    const sides = [
      [/Along the needle, axial oblique/, [/(^|, )R(, | )/, /(^|, )L(, | )/]],
      [/Along the needle, sagittal oblique/, [/(^|, )A(, | )/, /(^|, )P(, | )/]],
      [/Across the needle/, [/(^|, )R(, | )/, /(^|, )L(, | )/]],
      [/Progress/, [/(^|, )A(, | )/, /(^|, )P(, | )/]],
    ] as const
    for (const [name] of sides) await expectAnatomy(well(page, name))
    const picture = await shot(page)
    for (const [name, letters] of sides) {
      await expectLetters(well(page, name), picture, letters)
      expect(countColour(readPng(await well(page, name).screenshot()), PLAN_COLOUR)).toBeGreaterThan(20)
    }
  })
  await test.step('a key image of the view across is shown again as it stood', async () => {
    await saveKeyImage(page, across, 1)
    const saved = readPng(await across.screenshot())
    await page.screenshot({ path: testInfo.outputPath('needle.png') })
    await page.keyboard.press('5')
    await goToStage(page, 'Record')
    await keyImageTiles(page).first().getByRole('button', { name: 'Show key image 1 again as it was' }).click()
    await waitForPicture(page, /Across the needle/)
    await expect.poll(async () => similarity(saved, readPng(await across.screenshot()))).toBeGreaterThan(0.97)
  })
  await test.step('bone: a skull and a neck with sides lettered, and no head rest', async () => {
    await page.keyboard.press('7')
    const bone = page.getByRole('figure', { name: /Bone, in three dimensions/ }).getByRole('application')
    await expect(bone).toHaveAttribute('data-ready', 'true', { timeout: 60_000 })
    await expectAnatomy(bone)
    await expectLetters(bone, await shot(page), [/(^|, )L(, | )/, /(^|, )R(, | )/])
    await says(bone, /Within the skin only/)
    // Beside the neck on the RIGHT the edge of the head rest would be seen: there is only air.
    expect(await litIn(bone, { from: [0.58, 0.65], to: [1, 1] })).toBe(0)
    expect(await litIn(bone, { from: [0.25, 0.65], to: [0.58, 1] })).toBeGreaterThan(1_000)
    await page.screenshot({ path: testInfo.outputPath('bone.png') })
    for (const name of [/Along the needle, axial oblique/, /Across the needle/, /Axial/]) await expectAnatomy(well(page, name))
  })
  expect(app.pageErrors).toEqual([])
  await test.step('the figures are those that the conventions define for the points kept', async () => {
    await app.close()
    const { plan, figures } = await keptPlan(dataFolder)
    const defined = definedFigures(plan)
    for (const [at, value] of defined.entries()) {
      expect(Math.abs((figures[at] ?? Number.NaN) - value)).toBeLessThan(0.01)
      // The panel writes one decimal.
      expect(Math.abs((shown[at] ?? Number.NaN) - (at === 2 ? Math.abs(value) : value))).toBeLessThan(0.05 + 0.01)
    }
    expect(plan.needle).toEqual({ gauge: 22, lengthMm: 90 })
  })
})
