import type { Locator } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { contrastIn, countColour, readPng, similarity } from './pixels.ts'
import { tells } from './receipts.ts'
import { drag, drawPath, goToStage, handleAt, keyImageTiles, openInPlan, pointIn, saveKeyImage, view, waitForPicture, waitUntilSaved, well } from './steps.ts'

/** Where a plane stands once nothing moves it: the entry falls onto the skin a moment after it was dropped. */
async function atRest(over: Locator): Promise<string> {
  const seen = { focal: '', times: 0 }
  await expect.poll(async () => {
    const focal = await over.getAttribute('data-focal') ?? ''
    seen.times = focal === seen.focal ? seen.times + 1 : 0
    seen.focal = focal
    return seen.times
  }, { intervals: [200] }).toBeGreaterThan(4)
  return seen.focal
}
/** What is written over a picture, as it is read out. */
const says = (over: Locator, words: RegExp): Promise<void> => expect(over.locator('canvas[aria-label]').last()).toHaveAttribute('aria-label', words)

test('views follow the needle: turned and moved by wheel, dragged in, saved and shown again; layouts by one key', async ({ open }, testInfo) => {
  const app = await open()
  const { page } = app
  const axial = await openInPlan(app, sampleCase('g-tilted-gantry/tilted'), 'SAMPLE, TILTED GANTRY')
  await test.step('without a path they say what they need', async () => {
    await page.keyboard.press('6')
    await expect(page.getByText('Set the target and the entry: these views follow the needle.')).toBeVisible()
    await page.keyboard.press('5')
    await waitForPicture(page, /Axial/)
  })
  await drawPath(page, await pointIn(axial, 0.44, 0.52), await pointIn(axial, 0.4, 0.86))
  await page.keyboard.press('6')
  const along = well(page, /Along the needle, axial oblique/)
  const across = well(page, /Across the needle/)
  await waitForPicture(page, /Along the needle, axial oblique/)
  await waitForPicture(page, /Across the needle/)

  await expect(view(page, /Along the needle, axial oblique/)).toHaveClass(/on/)
  await test.step('the wheel turns both planes along the needle about it', async () => {
    const before = readPng(await along.screenshot())
    const at = await pointIn(along, 0.3, 0.3)
    await page.mouse.move(at.x, at.y)
    for (let step = 0; step < 10; step += 1) await page.mouse.wheel(0, 100)
    await says(along, /Turned 20° about the needle/)
    await says(well(page, /Along the needle, sagittal/), /Turned 20° about the needle/)
    // Its words are painted first.
    await expect.poll(async () => similarity(before, readPng(await along.screenshot()))).toBeLessThan(0.98)
  })
  await test.step('the wheel moves the plane across along it, and the crosshair with it', async () => {
    await says(across, /At target/)
    const at = await pointIn(across, 0.3, 0.4)
    await page.mouse.move(at.x, at.y)
    for (let step = 0; step < 6; step += 1) await page.mouse.wheel(0, -100)
    await says(across, /At \d+\.\d mm of \d+\.\d mm/)
    await expect(view(page, /Across the needle/)).toContainText(/at \d+\.\d mm of \d+\.\d mm/)
  })
  await test.step('a needle from behind is watched from the side; what is nearest to AP is offered too, and how far it is off', async () => {
    const seenFrom = page.getByRole('radiogroup', { name: 'Progress seen from' })
    await expect(seenFrom.getByRole('radio', { name: /^Progress, \d+° off true lateral/ })).toBeChecked()
    await says(well(page, /Progress/), /Slab 20\.0 mm/)
    await says(well(page, /Progress/), /(^|, )A(, | )/)
    await seenFrom.getByRole('radio', { name: /^Progress, [6-9]\d° off true AP/ }).click()
    await waitForPicture(page, /Progress/)
    await says(well(page, /Progress/), /(^|, )R(, | )/)
    await seenFrom.getByRole('radio', { name: /lateral/ }).click()
  })
  await test.step('the entry is dragged in a plane that stays under the hand, and falls onto the skin', async () => {
    const numbers = page.getByRole('region', { name: 'Path numbers' })
    const before = await numbers.textContent()
    const from = await handleAt(along, 'entry')
    await drag(page, from, { x: from.x + 40, y: from.y - 6 })
    await waitUntilSaved(page)
    await expect.poll(() => numbers.textContent()).not.toBe(before)
    await expect(numbers).toContainText('Skin to target')
  })
  await test.step('a plane stays where it is while the path is dragged in it, and follows when it is dropped', async () => {
    const focal = await atRest(across)
    const from = await handleAt(across, 'target')
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + 30, from.y + 10, { steps: 5 })
    expect(await across.getAttribute('data-focal')).toBe(focal)
    await page.mouse.up()
    await expect.poll(() => across.getAttribute('data-focal')).not.toBe(focal)
    await expect(page.getByRole('button', { name: /Undo/ }).first()).toContainText('target moved')
    await page.keyboard.press('Control+z')
    await expect.poll(async () => Math.hypot((await handleAt(across, 'target')).x - from.x, (await handleAt(across, 'target')).y - from.y)).toBeLessThan(1.5)
  })
  await test.step('the crosshair, placed in one view, moves the plane across to its depth, and is drawn only where it lies', async () => {
    await along.focus()
    await page.keyboard.press('x')
    await atRest(along)
    const [entry, target] = [await handleAt(along, 'entry'), await handleAt(along, 'target')]
    const point = { x: target.x + (entry.x - target.x) * 0.6 + 40, y: target.y + (entry.y - target.y) * 0.6 }
    const before = await atRest(across)
    await page.mouse.click(point.x, point.y)
    await expect.poll(() => across.getAttribute('data-focal')).not.toBe(before)
    await expect(view(page, /Across the needle/)).toContainText(/at 2\d\.\d mm of/)
  })
  await test.step('a key image of it is shown again as it stood', async () => {
    await saveKeyImage(page, across, 1)
    const shot = readPng(await across.screenshot())
    await page.keyboard.press('5')
    await goToStage(page, 'Record')
    await expect(keyImageTiles(page).first()).toContainText(/Across the needle, \d+ mm deep, Path A/)
    await keyImageTiles(page).first().getByRole('button', { name: /Show|Go|Open/ }).first().click()
    await waitForPicture(page, /Across the needle/)
    await expect.poll(async () => similarity(shot, readPng(await across.screenshot()))).toBeGreaterThan(0.97)
    await page.screenshot({ path: testInfo.outputPath('needle.png') })
  })
  const bone = page.getByRole('figure', { name: /Bone, in three dimensions/ }).getByRole('application')
  const isDrawn = (): Promise<void> => expect(bone).toHaveAttribute('data-ready', 'true', { timeout: 60_000 })
  await test.step('bone in three dimensions is drawn with the path, and turns under the hand', async () => {
    await page.keyboard.press('7')
    await isDrawn()
    const before = readPng(await bone.screenshot())
    expect(countColour(before, '#5AD8FF', 40)).toBeGreaterThan(50)
    expect(contrastIn(before, { x: 0, y: 0, width: before.width, height: before.height })).toBeGreaterThan(20)
    await says(bone, /From the back, 15° from above.*, LEFT and RIGHT at other edges than in the planes/)
    const from = await pointIn(bone, 0.7, 0.8)
    await drag(page, from, { x: from.x - 150, y: from.y - 40 })
    await expect.poll(async () => similarity(before, readPng(await bone.screenshot())), { timeout: 60_000 }).toBeLessThan(0.9)
    await page.screenshot({ path: testInfo.outputPath('bone.png') })
  })
  await test.step('it is looked at from a side, zoomed, and begins again with the key for that', async () => {
    await page.getByRole('group', { name: 'Look from' }).getByRole('button', { name: 'LEFT side' }).click()
    await says(bone, /From the LEFT side/)
    const at = await pointIn(bone, 0.5, 0.5)
    await page.mouse.move(at.x, at.y)
    await page.mouse.wheel(0, -600)
    await isDrawn()
    await bone.focus()
    await page.keyboard.press('ArrowRight')
    await expect(bone).toHaveAttribute('data-turn', '85.0')
    await page.keyboard.press('0')
    await expect(bone).toHaveAttribute('data-turn', '180.0')
  })
  await test.step('bone begins where the slider says, and is kept with its turn in a key image', async () => {
    await page.getByRole('slider', { name: /Bone from/ }).fill('300')
    await says(bone, /Bone from 300 HU/)
    await page.getByRole('group', { name: 'Look from' }).getByRole('button', { name: 'Front' }).click()
    await isDrawn()
    await bone.focus()
    await page.keyboard.press('k')
    await tells(page, 'Key image 2 saved')
    const shot = readPng(await bone.screenshot())
    await page.keyboard.press('5')
    await goToStage(page, 'Record')
    await expect(keyImageTiles(page).nth(1)).toContainText(/Bone, from the front, Path A/)
    await keyImageTiles(page).nth(1).getByRole('button', { name: /Show|Go|Open/ }).first().click()
    await isDrawn()
    await expect(bone).toHaveAttribute('data-threshold', '300')
    await expect.poll(async () => similarity(shot, readPng(await bone.screenshot()))).toBeGreaterThan(0.98)
  })
  expect(app.pageErrors).toEqual([])
})
