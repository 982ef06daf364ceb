import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import dicomParser from 'dicom-parser'
import { corpusPath, readCorpusImage } from '#test/builders/corpus.ts'
import { createNodeDecoder } from '#test/builders/nodeCodecs.ts'
import { expect, realImages, test, WITHOUT_REAL_IMAGES } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { countColour, readPng } from './pixels.ts'
import { boxOf, comeBack, confirmSide, drag, goToStage, importFolder, keyImageTiles, openCaseOf, pointIn, saveKeyImage, tap, waitForPicture, waitUntilSaved, well } from './steps.ts'

const RUN = '0002.DCM'
const RUN_CASE = 'Rubo DEMO'
const WHITE = '#F2F4F6'

const bar = (page: Page): Locator => page.getByRole('toolbar', { name: 'Tools' })
const row = (page: Page, name: RegExp): Locator => page.getByRole('listitem', { name }).first()
const openMeasure = (page: Page): Promise<void> => page.getByRole('tab', { name: 'Measure' }).click()
/** What is written over the image. */
const written = async (view: Locator): Promise<string> => (await view.locator('canvas[role=img]').getAttribute('aria-label')) ?? ''
const undo = (page: Page): Promise<void> => bar(page).getByRole('button', { name: /^Undo/ }).click()
const redo = (page: Page): Promise<void> => bar(page).getByRole('button', { name: /^Redo/ }).click()

async function showFrame(page: Page, frame: number): Promise<void> {
  await page.getByRole('slider', { name: 'Frame' }).fill(String(frame - 1))
}

/** Draws by clicks at shares of the view. */
async function clickAt(page: Page, view: Locator, ...places: readonly (readonly [number, number])[]): Promise<void> {
  for (const [across, down] of places) {
    const { x, y } = await pointIn(view, across, down)
    await page.mouse.click(x, y)
  }
  await waitUntilSaved(page)
}

/** Puts the points of the chosen measurement where they are wanted, in pixels of the image. */
async function typePoints(page: Page, points: Readonly<Record<string, readonly [number, number]>>): Promise<void> {
  // Those of what was chosen before may still stand there.
  const fold = page.locator('details').filter({ hasText: 'Points in numbers' }).filter({ hasText: Object.keys(points)[0] ?? '' })
  await expect(fold).toBeVisible()
  if (await fold.getAttribute('open') === null) await fold.locator('summary').click()
  for (const [name, [column, line]] of Object.entries(points)) {
    for (const [axis, value] of [['column', column], ['row', line]] as const) {
      const field = page.getByLabel(`${name}, ${axis}`)
      await field.fill(String(value))
      await field.press('Enter')
      await waitUntilSaved(page)
    }
  }
}

/** Where a view draws the grips of its measurements, by number of the point, on the page. */
async function grips(view: Locator, point: string): Promise<{ x: number; y: number }[]> {
  const box = await boxOf(view)
  const facts = await view.evaluate(element => (element instanceof HTMLElement ? Object.entries(element.dataset) : []))
  return facts.filter(([name]) => name.startsWith('gripMeasure') && name.slice('gripMeasure'.length + 32) === point).map(([, at]) => {
    const [x, y] = (at ?? '').split(' ').map(Number)
    return { x: box.x + (x ?? Number.NaN), y: box.y + (y ?? Number.NaN) }
  })
}

test.describe('on a real run', () => {
  test.skip(realImages === '', WITHOUT_REAL_IMAGES)

  /** The values of an ellipse between two corners, counted one by one from the file. */
  async function truthOf(frame: number, [x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): Promise<{ mean: number; deviation: number; min: number; max: number; pixels: number }> {
    const real = await readCorpusImage(`xa_rf/${RUN}`)
    const decoded = await createNodeDecoder().decode(real.frames[frame - 1] ?? new Uint8Array(), real.image)
    if (!decoded.ok) throw new Error(decoded.error.message)
    const values: number[] = []
    for (let line = 0; line < real.image.rows; line += 1) {
      for (let column = 0; column < real.image.columns; column += 1) {
        if (((column - (x0 + x1) / 2) / ((x1 - x0) / 2)) ** 2 + ((line - (y0 + y1) / 2) / ((y1 - y0) / 2)) ** 2 <= 1) values.push(decoded.value.pixels[line * real.image.columns + column] ?? Number.NaN)
      }
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length), min: Math.min(...values), max: Math.max(...values), pixels: values.length }
  }

  test('every kind is drawn, belongs to its frame, and is there after a restart as it was left', async ({ open, dataFolder }) => {
    test.setTimeout(240_000)
    const images = path.join(dataFolder, 'images')
    await mkdir(images)
    await copyFile(corpusPath(`xa_rf/${RUN}`), path.join(images, RUN))
    let app = await open()
    let { page } = app
    await importFolder(app, images)
    await openCaseOf(page, RUN_CASE)
    await waitForPicture(page, /Run/)
    let view = well(page, /Run/)
    await openMeasure(page)
    await showFrame(page, 12)

    await test.step('a length by two clicks has the value of its points', async () => {
      await view.focus()
      await page.keyboard.press('d')
      await clickAt(page, view, [0.4, 0.3], [0.6, 0.35])
      await expect(row(page, /^Length/)).toHaveAttribute('aria-label', /frame 12 of 96, 0\.4 s/)
      await page.getByRole('button', { name: /^Go to Length/ }).click()
      await typePoints(page, { 'End 1': [100, 100], 'End 2': [220, 190] })
      await expect(row(page, /^Length/)).toContainText('150 px')
      await expect.poll(() => written(view)).toContain('150 px PX')
    })
    await test.step('a region has the values that the file holds', async () => {
      await bar(page).getByRole('button', { name: 'Region' }).click()
      const [from, to] = [await pointIn(view, 0.45, 0.5), await pointIn(view, 0.55, 0.6)]
      await drag(page, from, to)
      await page.getByRole('button', { name: /^Go to Region/ }).click()
      await typePoints(page, { 'Corner 1': [200, 200], 'Corner 2': [261, 240] })
      const truth = await truthOf(12, [200, 200], [261, 240])
      await expect(row(page, /^Region/)).toContainText(`${truth.mean.toFixed(1)} ± ${truth.deviation.toFixed(1)}`)
      await expect(row(page, /^Region/)).toContainText(`${String(truth.min)} to ${String(truth.max)}`)
      await expect(row(page, /^Region/)).toContainText(`Pixels${String(truth.pixels)}`)
      await expect(row(page, /^Region/)).toContainText('stored values')
    })
    await test.step('angle, arrow, text and a line by hand', async () => {
      await view.focus()
      await page.keyboard.press('0')
      await page.keyboard.press('a')
      await clickAt(page, view, [0.3, 0.6], [0.36, 0.75], [0.42, 0.6])
      await expect(row(page, /^Angle/)).toContainText('°')
      await bar(page).getByRole('button', { name: 'Measure' }).click()
      await page.getByRole('menuitemradio', { name: 'Arrow' }).click()
      await clickAt(page, view, [0.62, 0.7], [0.7, 0.6])
      await expect(page.getByLabel('Words of arrow')).toBeFocused()
      await page.keyboard.type('Tip')
      await page.keyboard.press('Enter')
      await expect.poll(() => written(view)).toContain('Tip')
      await bar(page).getByRole('button', { name: /^Measure/ }).click()
      await page.getByRole('menuitemradio', { name: 'Text' }).click()
      await clickAt(page, view, [0.35, 0.2])
      await expect(page.getByLabel('Words of text')).toBeFocused()
      await page.keyboard.type('Prone')
      await page.keyboard.press('Enter')
      await expect.poll(() => written(view)).toContain('Prone')
      await bar(page).getByRole('button', { name: /^Measure/ }).click()
      await page.getByRole('menuitemradio', { name: 'Freehand' }).click()
      const [a, b] = [await pointIn(view, 0.5, 0.8), await pointIn(view, 0.58, 0.85)]
      await drag(page, a, b)
      await expect(row(page, /^Freehand/)).toContainText('px')
    })
    const before = await written(view)
    await test.step('none of it is on another frame, and a row leads back to its own', async () => {
      await showFrame(page, 40)
      await expect(view).toHaveAttribute('data-frame', '39')
      await expect.poll(() => written(view)).not.toContain('150 px')
      await page.getByRole('button', { name: /^Go to Length/ }).click()
      await expect(view).toHaveAttribute('data-frame', '11')
      await expect.poll(() => written(view)).toContain('150 px PX')
      // The middle of what was gone to lies in the middle of the view.
      const box = await boxOf(view)
      const [end1] = await grips(view, '0')
      const [end2] = await grips(view, '1')
      expect(Math.abs(((end1?.x ?? 0) + (end2?.x ?? 0)) / 2 - box.x - box.width / 2)).toBeLessThan(1.5)
    })
    await test.step('copies go to the frames that were named, each with figures of its own, and back by one undo', async () => {
      await page.getByRole('button', { name: /^Go to Region/ }).click()
      await page.getByLabel('First frame to copy to').fill('10')
      await page.getByLabel('Last frame to copy to').fill('20')
      await page.getByRole('button', { name: 'Copy', exact: true }).click()
      await waitUntilSaved(page)
      await expect(row(page, /^Region/)).toContainText('and 10 more')
      await showFrame(page, 20)
      const truth = await truthOf(20, [200, 200], [261, 240])
      await expect.poll(() => written(view)).toContain(`mean ${truth.mean.toFixed(1)} ± ${truth.deviation.toFixed(1)}`)
      await expect.poll(() => written(view)).not.toContain('150 px')
      await undo(page)
      await expect(row(page, /^Region/)).not.toContainText('more')
      await expect.poll(() => written(view)).not.toContain('mean')
      await redo(page)
      await expect(row(page, /^Region/)).toContainText('and 10 more')
      await undo(page)
      await expect(row(page, /^Region/)).not.toContainText('more')
    })
    await test.step('after a restart all is as it was left', async () => {
      await app.close()
      app = await open()
      page = app.page
      await comeBack(page, RUN_CASE)
      await waitForPicture(page, /Run/)
      view = well(page, /Run/)
      await openMeasure(page)
      await page.getByRole('button', { name: /^Go to Length/ }).click()
      await expect(view).toHaveAttribute('data-frame', '11')
      for (const words of before.split(', ').filter(each => /150 px|mean|°|Tip|Prone/.test(each))) await expect.poll(() => written(view)).toContain(words)
      await expect(row(page, /^Length/)).toContainText('150 px')
    })
    expect(app.pageErrors).toEqual([])
  })

  test('points are moved by hand and by keys, shapes removed and put back, without a pointer drawn', async ({ open, dataFolder }) => {
    const images = path.join(dataFolder, 'images')
    await mkdir(images)
    await copyFile(corpusPath(`xa_rf/${RUN}`), path.join(images, RUN))
    const app = await open({ size: { width: 1366, height: 768 } })
    const { page } = app
    await importFolder(app, images)
    await openCaseOf(page, RUN_CASE)
    await waitForPicture(page, /Run/)
    const view = well(page, /Run/)
    await openMeasure(page)

    await test.step('by keys alone: D, Enter, and its points in numbers', async () => {
      await view.focus()
      await page.keyboard.press('d')
      await page.keyboard.press('Enter')
      await waitUntilSaved(page)
      await expect(row(page, /^Length/)).toContainText('128 px')
      await typePoints(page, { 'End 1': [200, 200], 'End 2': [310, 200] })
      await expect(row(page, /^Length/)).toContainText('110 px')
      // Written and drawn in one painting: from here on the grips are where they are said to be.
      await expect.poll(() => written(view)).toContain('110 px PX')
    })
    await test.step('an end is dragged, then nudged by a quarter of a pixel', async () => {
      const [end] = await grips(view, '1')
      const [start] = await grips(view, '0')
      if (end === undefined || start === undefined) throw new Error('The length has two ends.')
      const perPixel = (end.x - start.x) / 110
      await drag(page, end, { x: end.x + 20 * perPixel, y: end.y })
      await expect(row(page, /^Length/)).toContainText('130 px')
      await page.keyboard.press('Alt+ArrowLeft')
      await waitUntilSaved(page)
      // Under a hundred tenths are written: what is a quarter of a pixel shorter is seen in the points.
      await expect(page.getByLabel('End 2, column')).toHaveValue(/^329\.(7|8)/)
      await undo(page)
      await undo(page)
      await expect(row(page, /^Length/)).toContainText('110 px')
      await expect.poll(() => written(view)).toContain('110 px PX')
    })
    await test.step('as a whole it keeps its length', async () => {
      const [middle] = await grips(view, 'whole')
      if (middle === undefined) throw new Error('The length has a middle.')
      await drag(page, middle, { x: middle.x + 30, y: middle.y - 20 })
      await expect.poll(async () => Math.round(((await grips(view, 'whole'))[0]?.x ?? 0) - middle.x)).toBe(30)
      await expect(row(page, /^Length/)).toContainText('110 px')
      await expect(page.getByLabel('End 1, column')).not.toHaveValue('200')
    })
    await test.step('Delete takes it away and leaves its row with an Undo', async () => {
      const [end] = await grips(view, '1')
      if (end === undefined) throw new Error('The length has two ends.')
      await view.focus()
      await page.mouse.click(end.x, end.y)
      await page.keyboard.press('Delete')
      await waitUntilSaved(page)
      await expect.poll(() => written(view)).not.toContain('110 px')
      await page.getByRole('button', { name: 'Undo: Length removed' }).click()
      await waitUntilSaved(page)
      await expect.poll(() => written(view)).toContain('110 px PX')
      await expect(page.getByRole('listitem', { name: /, removed/ })).toHaveCount(0)
    })
    await test.step('Esc takes back what is half drawn, then the tool', async () => {
      await page.keyboard.press('d')
      const { x, y } = await pointIn(view, 0.3, 0.8)
      await page.mouse.click(x, y)
      await page.mouse.move(x + 60, y)
      // The bar of the scale, the length, and the one that is being drawn.
      await expect.poll(async () => (await written(view)).match(/px PX/g)?.length ?? 0).toBe(3)
      await page.keyboard.press('Escape')
      await expect.poll(async () => (await written(view)).match(/px PX/g)?.length ?? 0).toBe(2)
      await expect(bar(page).getByRole('button', { name: 'Measure, Length is in the hand' })).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(bar(page).getByRole('button', { name: 'Crosshair' })).toHaveAttribute('aria-pressed', 'true')
    })
    await test.step('a double click is one point', async () => {
      await page.keyboard.press('d')
      const { x, y } = await pointIn(view, 0.4, 0.75)
      await page.mouse.dblclick(x, y)
      await page.waitForTimeout(600)
      await page.mouse.click(x + 80, y)
      await expect(page.getByRole('listitem', { name: /^Length/ })).toHaveCount(2)
      await page.keyboard.press('Escape')
    })
    await test.step('a finger puts points down by taps, as a mouse does by clicks', async () => {
      const tapAt = async (...places: readonly (readonly [number, number])[]): Promise<void> => {
        for (const [across, down] of places) await tap(page, await pointIn(view, across, down))
        await waitUntilSaved(page)
      }
      await view.focus()
      await page.keyboard.press('d')
      await tapAt([0.25, 0.2], [0.45, 0.2])
      await expect(page.getByRole('listitem', { name: /^Length/ })).toHaveCount(3)
      await page.keyboard.press('a')
      await tapAt([0.25, 0.3], [0.3, 0.42], [0.45, 0.3])
      await expect(row(page, /^Angle/)).toContainText('°')
      for (const [tool, ...places] of [['Arrow', [0.6, 0.2], [0.7, 0.3]], ['Text', [0.6, 0.4]]] as const) {
        await bar(page).getByRole('button', { name: /^Measure/ }).click()
        await page.getByRole('menuitemradio', { name: tool }).click()
        await tapAt(...places)
        await expect(page.getByLabel(`Words of ${tool.toLowerCase()}`)).toBeFocused()
        await page.keyboard.type(`${tool} by hand`)
        await page.keyboard.press('Enter')
        await expect.poll(() => written(view)).toContain(`${tool} by hand`)
      }
      // With a tool that draws nothing a tap only says which view is meant.
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      const before = await page.getByRole('listitem', { name: /^(Length|Angle|Arrow|Text)/ }).count()
      await tapAt([0.5, 0.6])
      await expect(page.getByRole('listitem', { name: /^(Length|Angle|Arrow|Text)/ })).toHaveCount(before)
    })
    if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: path.join(process.env['SHOTS'], 'measure-1366.png'), scale: 'css' })
    expect(app.pageErrors).toEqual([])
  })
})

test('millimetres follow the header, are as long across as down, and go into the record with the picture', async ({ open }) => {
  const folder = path.join(sampleCase('a-arthrogram'), 'run-pa')
  const [file] = await readdir(folder)
  const header = dicomParser.parseDicom(new Uint8Array(await readFile(path.join(folder, file ?? ''))), { untilTag: 'x7fe00010' })
  const number = (tag: string, at = 0): number => Number(header.string(tag)?.split('\\')[at])
  const spacing = number('x00181164') / (number('x00181110') / number('x00181111'))
  const app = await open()
  const { page } = app
  await importFolder(app, sampleCase('a-arthrogram'))
  await page.getByRole('button', { name: /^Open .*SAMPLE|^Open / }).first().click()
  await page.getByRole('list', { name: 'Series' }).getByRole('button', { name: /frames/ }).first().click()
  await waitForPicture(page, /Run/)
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Contrast')
  const name = /^(AP|Lateral|View 1)/
  await waitForPicture(page, name)
  const view = well(page, name)
  await saveKeyImage(page, view, 1)
  await openMeasure(page)
  await view.focus()
  await page.keyboard.press('d')
  await clickAt(page, view, [0.4, 0.5], [0.6, 0.5])
  await page.getByRole('button', { name: /^Go to Length/ }).click()
  await typePoints(page, { 'End 1': [100, 100], 'End 2': [200, 100] })
  const across = `${(100 * spacing).toFixed(1)} mm`
  await expect(row(page, /^Length/)).toContainText(across)
  await expect(row(page, /^Length/)).toContainText('Dr B. Weber')
  await typePoints(page, { 'End 2': [100, 200] })
  await expect(row(page, /^Length/)).toContainText(across)
  await page.getByLabel('Words of length').fill('Joint')
  await page.keyboard.press('Enter')
  await waitUntilSaved(page)
  await view.focus()
  await page.keyboard.press('Escape')
  await saveKeyImage(page, view, 2)
  await goToStage(page, 'Record')
  const tile = keyImageTiles(page).nth(1)
  await expect(tile.getByRole('list', { name: /^Measured on/ })).toContainText(`Joint ${across}`)
  await expect(keyImageTiles(page).nth(0).getByRole('list', { name: /^Measured on/ })).toHaveCount(0)
  const whiteOf = async (at: number): Promise<number> => {
    const source = await keyImageTiles(page).nth(at).getByRole('img').getAttribute('src')
    const bytes = await page.evaluate(async url => [...new Uint8Array(await (await fetch(url)).arrayBuffer())], source ?? '')
    return countColour(readPng(Uint8Array.from(bytes)), WHITE, 14)
  }
  // The caliper and its label are in the picture that was saved with it.
  expect(await whiteOf(1) - await whiteOf(0)).toBeGreaterThan(150)
  expect(app.pageErrors).toEqual([])
})
