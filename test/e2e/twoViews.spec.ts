import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { fittingHalfHeight } from '#renderer/viewports/camera/viewCamera.ts'
import { expect, test } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import type { ScreenPoint } from './pixels.ts'
import { boxOf, confirmSide, goToStage, importFolder, openCaseOf, saveKeyImage, waitForPicture, waitUntilSaved, well } from './steps.ts'

type Pixel = readonly [column: number, row: number]
type Point = readonly [number, number, number]
const truth: unknown = JSON.parse(readFileSync(path.join(sampleCase('a-arthrogram'), 'truth.json'), 'utf8'))
const at = (of: unknown, ...keys: readonly (string | number)[]): unknown => keys.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), of)
const numbers = (of: unknown): readonly number[] => (Array.isArray(of) ? of.map(Number) : [])
const pixelOf = (view: 'PA' | 'LAT', ...keys: readonly (string | number)[]): Pixel => { const [column = NaN, row = NaN] = numbers(at(truth, 'views', view === 'PA' ? 1 : 2, 'pixels', ...keys)); return [column, row] }
const placeOf = (...keys: readonly (string | number)[]): Point => { const [x = NaN, y = NaN, z = NaN] = numbers(at(truth, ...keys)); return [x, y, z] }

const SIDE = 512
/** Where a pixel of a picture that fits its view is drawn, on the page. */
async function onPage(view: Locator, [column, row]: Pixel): Promise<ScreenPoint> {
  const { x, y, width, height } = await boxOf(view)
  const pxPerPixel = height / (2 * fittingHalfHeight(SIDE, SIDE, [width, height]))
  return { x: x + width / 2 + (column - (SIDE - 1) / 2) * pxPerPixel, y: y + height / 2 + (row - (SIDE - 1) / 2) * pxPerPixel }
}
async function press(page: Page, view: Locator, pixel: Pixel): Promise<void> {
  const { x, y } = await onPage(view, pixel)
  await page.mouse.click(x, y)
  await waitUntilSaved(page)
}
/** Millimetres of a place in words, signed as the patient's axes are. */
function lps(words: string): Point {
  const part = (positive: string, negative: string): number => {
    const [, value = 'NaN', towards] = new RegExp(`([\\d.]+) mm (${positive}|${negative})`).exec(words) ?? []
    return Number(value) * (towards === positive ? 1 : -1)
  }
  return [part('LEFT', 'RIGHT'), part('to the back', 'to the front'), part('to the head', 'to the feet')]
}
const shots = process.env['SHOTS']
const picture = async (page: Page, name: string): Promise<void> => { if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`), scale: 'css' }) }

async function openTwoViews(page: Page, name: string): Promise<{ readonly ap: Locator; readonly lateral: Locator; readonly panel: Locator }> {
  await openCaseOf(page, name)
  await page.getByRole('list', { name: 'Series' }).getByRole('button', { name: /NEEDLE PA AND LATERAL/ }).click()
  await waitForPicture(page, /Image/)
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Plan')
  await page.getByRole('tab', { name: 'Two views' }).click()
  await waitForPicture(page, /^AP/)
  await waitForPicture(page, /^Lateral/)
  return { ap: well(page, /^AP/), lateral: well(page, /^Lateral/), panel: page.locator('aside.panel') }
}

test('two views of a joint tell where the tip lies from the target, and why not from the isocentre', async ({ open }) => {
  const app = await open()
  const { page } = app
  expect(await importFolder(app, sampleCase('a-arthrogram'))).toBe(5)
  const { ap, lateral, panel } = await openTwoViews(page, 'SAMPLE, ARTHROGRAM')
  const point = (name: string): Locator => panel.getByRole('listitem', { name, exact: true })

  await test.step('what the headers say of the C-arm is read out, and the two stills of one series are proposed', async () => {
    const carm = panel.getByRole('region', { name: 'C-arm', exact: true })
    await expect(carm.getByRole('row', { name: /Sideways/ })).toContainText('LAO 180.0°LAO 90.0°')
    await expect(carm.getByRole('row', { name: /Head or feet/ })).toContainText('CRAN 12.0°CRAN 0.0°')
    await expect(carm.getByRole('row', { name: /Magnification/ })).toContainText('× 1.33× 1.33')
    await expect(panel.getByRole('region', { name: 'Pair' })).toContainText('90° between the views, taken within a minute, of one series')
    await panel.getByRole('button', { name: 'Pair these two' }).click()
    await waitUntilSaved(page)
  })

  await test.step('target and tip are marked in both', async () => {
    for (const [role, ...keys] of [['Target', 'posteriorLine', 1], ['Needle tip', 'tip']] as const) {
      await panel.getByRole('button', { name: role, exact: true }).click()
      await press(page, ap, pixelOf('PA', ...keys))
      await expect(point(role)).toContainText('Not marked in Lateral yet.')
      await press(page, lateral, pixelOf('LAT', ...keys))
    }
    await expect(panel.getByText('Nobody has said that neither table nor patient moved')).toBeVisible()
  })

  await test.step('said to be still, they are refused: the table was moved, and the rays pass each other', async () => {
    await panel.getByRole('button', { name: 'Neither table nor patient moved between these two' }).click()
    await expect(point('Needle tip')).toContainText(/pass each other by 3\.[56] mm; 2\.0 mm is the limit/)
    await picture(page, 'refused')
    await panel.getByRole('button', { name: 'Take back' }).click()
  })

  await test.step('told from the target, the tip lies where it is', async () => {
    await panel.getByRole('button', { name: 'Table shifted: tell places from Target' }).click()
    const place = point('Needle tip').locator('.xr-place')
    await expect(place).toContainText('LEFT')
    const found = lps(await place.innerText())
    const [target, tip] = [placeOf('joint', 'posteriorLine', 'lateralLpsMm'), placeOf('tipLpsMm')]
    expect(Math.hypot(...found.map((value, axis) => value - ((tip[axis] ?? NaN) - (target[axis] ?? NaN))))).toBeLessThan(0.5)
    await picture(page, 'placed')
  })

  await test.step('a dragged point moves its line in the other view at once, and back by undo', async () => {
    const before = await point('Needle tip').locator('.xr-place').innerText()
    const from = await onPage(ap, pixelOf('PA', 'tip'))
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + 20, from.y + 30, { steps: 4 })
    await expect.poll(() => point('Needle tip').innerText()).not.toContain(before)
    await picture(page, 'dragging')
    await page.mouse.up()
    await waitUntilSaved(page)
    await page.keyboard.press('Control+z')
    await expect(point('Needle tip').locator('.xr-place')).toHaveText(before.replaceAll('\n', ''))
  })
  expect(app.pageErrors).toEqual([])
})
