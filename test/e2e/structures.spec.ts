import path from 'node:path'
import { expect, realImages, test, WITHOUT_REAL_IMAGES } from './fixtures.ts'
import { countColour, readPng } from './pixels.ts'
import { tells } from './receipts.ts'
import { boxOf, confirmSide, drag, drawPath, goToStage, importFolder, openCaseOf, openInPlan, pointIn, waitForPicture, waitUntilSaved, well } from './steps.ts'

test.skip(realImages === '', WITHOUT_REAL_IMAGES)

const ARTERY_COLOUR = '#FA4E28'
const SAC_COLOUR = '#817EF9'

test('a structure is drawn in two planes, measured, too near, acknowledged, and asked about again when the path moves', async ({ open }, testInfo) => {
  const app = await open()
  const { page } = app
  await importFolder(app, path.join(realImages, 'ct_c1c2_cthead'))
  await openCaseOf(page, 'CADAVER, HEAD')
  await waitForPicture(page, /Axial/)
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Plan')
  await waitForPicture(page, /Axial/)
  const axial = well(page, /Axial/)
  const panel = page.getByRole('complementary').first()
  await drawPath(page, await pointIn(axial, 0.45, 0.5), await pointIn(axial, 0.35, 0.7))
  await page.getByRole('combobox', { name: 'Needle' }).or(page.getByRole('textbox', { name: 'Needle' })).first().click()
  await page.getByRole('option', { name: '22 G, 150 mm' }).click()
  await waitUntilSaved(page)

  await test.step('airway and spine lie where the letters say', async () => {
    await page.getByRole('tab', { name: 'Joint, skin' }).click()
    await expect(panel).toContainText('Front and back lie where the letters say')
    await page.getByRole('tab', { name: 'Path' }).click()
  })
  await test.step('nobody has drawn it: not assessed, never clear', async () => {
    const clearances = page.getByRole('region', { name: 'Clearance along the path' })
    await expect(clearances.getByText('Not assessed')).toHaveCount(4)
    await clearances.getByRole('button', { name: 'Draw Vertebral artery' }).click()
  })
  await test.step('points in slices above and below', async () => {
    const place = await pointIn(axial, 0.42, 0.52)
    await page.mouse.click(place.x, place.y)
    await axial.focus()
    for (let slice = 0; slice < 6; slice += 1) await page.keyboard.press('ArrowDown')
    await page.mouse.click(place.x, place.y)
    for (let slice = 0; slice < 3; slice += 1) await page.keyboard.press('ArrowUp')
    await waitUntilSaved(page)
    await expect(panel).toContainText('2 points')
    await page.getByRole('radiogroup', { name: /How exact is the drawing/ }).getByRole('radio', { name: '±1' }).click()
    await expect.poll(async () => countColour(readPng(await axial.screenshot({ scale: 'css' })), ARTERY_COLOUR)).toBeGreaterThan(20)
    await page.screenshot({ path: testInfo.outputPath('structures.png') })
  })
  await test.step('a double click is one point and leaves the view its size', async () => {
    const [place, before] = [await pointIn(axial, 0.44, 0.56), await axial.boundingBox()]
    await page.mouse.dblclick(place.x, place.y)
    await waitUntilSaved(page)
    await expect(panel).toContainText('3 points')
    expect(await axial.boundingBox()).toEqual(before)
    await page.getByRole('button', { name: /^Undo/ }).first().click()
    await expect(panel).toContainText('2 points')
  })
  await test.step('too near: the plan waits until that is acknowledged', async () => {
    await expect(panel).toContainText(/Stop|below/)
    await expect(panel).toContainText('Vertebral artery is too near')
    await expect(page.getByRole('img', { name: /mm at worst, .* of 0 to 12 mm; stop below 3 mm, caution below 5 mm/ })).toBeVisible()
    await panel.getByRole('button', { name: /^Vertebral artery/ }).click()
    await page.setViewportSize({ width: 1366, height: 768 })
    // The four that are asked about stay above the foot and what is open in it, on the smallest screen too.
    const rows = page.getByRole('region', { name: 'Clearance along the path' }).locator('.cl')
    await expect(rows).toHaveCount(4)
    await expect.poll(async () => (await boxOf(panel.locator('.p-f'))).y - (await boxOf(rows.last())).y - (await boxOf(rows.last())).height).toBeGreaterThanOrEqual(0)
    await page.screenshot({ path: testInfo.outputPath('small.png') })
    await page.setViewportSize({ width: 1920, height: 1080 })
    await page.getByRole('button', { name: 'Acknowledge' }).click()
    await expect(panel).not.toContainText('is too near')
    await waitUntilSaved(page)
  })
  await test.step('accepted with the answer about the artery’s variants; the record keeps it', async () => {
    await page.getByRole('radiogroup', { name: /variants/ }).getByRole('radio', { name: 'No' }).click()
    await page.getByRole('button', { name: /^Accept plan/ }).click()
    await expect(page.getByRole('button', { name: 'Go to Contrast' })).toBeVisible()
    await goToStage(page, 'Record')
    await expect(page.getByRole('region', { name: 'Plan and actual' })).toContainText(/Artery variants\s*Not looked for/)
    await goToStage(page, 'Plan')
    await waitForPicture(page, /Axial/)
  })
  await test.step('another path is another question', async () => {
    await axial.focus()
    await page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Path', exact: true }).click()
    const box = await axial.boundingBox()
    const [x, y] = ((await axial.getAttribute('data-target')) ?? '').split(' ').map(Number)
    await page.mouse.move((box?.x ?? 0) + (x ?? 0), (box?.y ?? 0) + (y ?? 0))
    await page.mouse.down()
    await page.mouse.move((box?.x ?? 0) + (x ?? 0) - 6, (box?.y ?? 0) + (y ?? 0) + 4, { steps: 4 })
    await page.mouse.up()
    await expect(panel).toContainText('Vertebral artery is too near')
  })
  expect(app.pageErrors).toEqual([])
})

test('a structure is painted, filled, measured, made a tube and taken back', async ({ open }, testInfo) => {
  const app = await open()
  const { page } = app
  const axial = await openInPlan(app, path.join(realImages, 'ct_c1c2_cthead'), 'CADAVER, HEAD')
  await drawPath(page, await pointIn(axial, 0.45, 0.5), await pointIn(axial, 0.35, 0.7))
  await page.getByRole('combobox', { name: 'Needle' }).or(page.getByRole('textbox', { name: 'Needle' })).first().click()
  await page.getByRole('option', { name: '22 G, 150 mm' }).click()
  const clearances = page.getByRole('region', { name: 'Clearance along the path' })
  await clearances.getByRole('button', { name: 'Draw Thecal sac' }).click()
  const form = clearances.getByRole('radiogroup', { name: 'How is the Thecal sac drawn?' })
  await form.getByRole('radio', { name: 'Painted' }).click()
  await expect(clearances).toContainText('Nothing is painted yet')
  const voxels = async (): Promise<number> => Number(/([\d,]+) voxels/.exec((await clearances.textContent()) ?? '')?.[1]?.replaceAll(',', '') ?? Number.NaN)
  const figure = async (): Promise<number> => Number(/(-?[\d.]+) mm CT/.exec((await clearances.textContent()) ?? '')?.[1] ?? Number.NaN)

  await test.step('the brush paints where it is dragged, and what is painted is measured', async () => {
    await drag(page, await pointIn(axial, 0.5, 0.55), await pointIn(axial, 0.56, 0.58))
    await expect.poll(voxels).toBeGreaterThan(50)
    await clearances.getByRole('radiogroup', { name: /How exact is the drawing/ }).getByRole('radio', { name: '±1' }).click()
    await expect.poll(figure).toBeGreaterThan(-50)
    await page.screenshot({ path: testInfo.outputPath('painted.png') })
    await expect.poll(async () => countColour(readPng(await axial.screenshot({ scale: 'css' })), SAC_COLOUR)).toBeGreaterThan(10)
  })
  await test.step('more of it, nearer to the path, is nearer', async () => {
    const [before, farther] = [await voxels(), await figure()]
    await drag(page, await pointIn(axial, 0.5, 0.55), await pointIn(axial, 0.47, 0.55))
    await expect.poll(voxels).toBeGreaterThan(before)
    await expect.poll(figure).toBeLessThan(farther)
    await page.getByRole('button', { name: /^Undo/ }).first().click()
    await expect.poll(voxels).toBe(before)
    await expect.poll(figure).toBe(farther)
  })
  await test.step('the brush also takes away', async () => {
    const before = await voxels()
    await clearances.getByRole('radiogroup', { name: 'Brush' }).getByRole('radio', { name: 'Remove' }).click()
    await drag(page, await pointIn(axial, 0.55, 0.575), await pointIn(axial, 0.57, 0.585))
    await expect.poll(voxels).toBeLessThan(before)
  })
  await test.step('what lies within the values about the crosshair is filled, inside the box', async () => {
    const before = await voxels()
    await page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Crosshair', exact: true }).click()
    const inside = await pointIn(axial, 0.5, 0.62)
    await page.mouse.click(inside.x, inside.y)
    await clearances.getByRole('textbox', { name: 'Lowest value' }).fill('-150')
    await clearances.getByRole('textbox', { name: 'Highest value' }).fill('250')
    await clearances.getByRole('radiogroup', { name: 'Box about the crosshair' }).getByRole('radio', { name: '±10' }).click()
    await clearances.getByRole('button', { name: 'Fill from the crosshair' }).click()
    await tells(page, 'voxels filled')
    await expect.poll(voxels).toBeGreaterThan(before + 500)
    await page.screenshot({ path: testInfo.outputPath('filled.png') })
  })
  await test.step('a tube along its middle, and back', async () => {
    const before = await voxels()
    await form.getByRole('radio', { name: 'Tube' }).click()
    await expect(clearances).toContainText(/\d+ points?\./)
    await page.getByRole('button', { name: /^Undo/ }).first().click()
    await expect.poll(voxels).toBe(before)
  })
  expect(app.pageErrors).toEqual([])
})
