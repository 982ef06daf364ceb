import { spawnSync } from 'node:child_process'
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator } from '@playwright/test'
import { unzipSync } from 'fflate'
import { createServices } from '#electron/services/createServices.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { findTool, noGpuSwitches, softwareGpuSwitches } from './findBrowser.ts'
import { expect, realImages, test, WITHOUT_REAL_IMAGES } from './fixtures.ts'
import type { OpenApp } from './openApp.ts'
import { contrastIn, correlation, countColour, hasColourNear, readPng, shareOnLine } from './pixels.ts'
import { boxOf, comeBack, confirmSide, drag, drawPath, exportRecord, goToCases, goToStage, handleAt, importFolder, keyImageTiles, openCaseOf, PLAN_COLOUR, pointIn, saveKeyImage, stopAtFirstFrame, shot, view, waitForPicture, waitUntilSaved, well } from './steps.ts'

test.skip(realImages === '', WITHOUT_REAL_IMAGES)
test.setTimeout(300_000)

/** Each host draws by another way: by WebGL in Electron, by the processor in the browser. */
const drawing = (): readonly string[] => (test.info().project.name === 'electron' ? softwareGpuSwitches : noGpuSwitches)

const CT_SLICES = 113
const CT_CASE = 'CADAVER, HEAD'
const RUN_CASE = 'Rubo DEMO'
/** The C-arm stood between AP and lateral; the operator says AP. */
const UNNAMED = /View 1/
const AP = /^AP/
const REASON = 'The arm cannot be turned at this table'
const AGAINST = 'Rated after the procedure'
const OPERATOR = 'Dr B. Weber'
/** What a view leaves around an image that it fits. */
const MARGIN = 1.02

/** The files of an export, wherever the host put them, in one folder. */
async function unpackExport(exported: string, directory: string): Promise<readonly string[]> {
  if (!exported.endsWith('.zip')) return (await readdir(exported, { recursive: true })).map((name) => path.join(exported, name))
  await mkdir(directory, { recursive: true })
  const files = Object.entries(unzipSync(new Uint8Array(await readFile(exported))))
  return Promise.all(files.map(async ([name, bytes]) => {
    const file = path.join(directory, path.basename(name))
    await writeFile(file, bytes)
    return file
  }))
}

/** No error by a validator that is not ours. */
function expectValidDicom(files: readonly string[]): void {
  const dciodvfy = findTool('dciodvfy')
  test.info().annotations.push(dciodvfy === null ? { type: 'not validated', description: 'dciodvfy (Debian: dicom3tools) is not installed' } : { type: 'validated', description: 'dciodvfy' })
  if (dciodvfy === null) return
  for (const file of files) {
    const { stderr, stdout } = spawnSync(dciodvfy, [file], { encoding: 'utf8' })
    expect(`${stdout}${stderr}`.split('\n').filter((line) => line.startsWith('Error'))).toEqual([])
  }
}

async function checkExport(app: OpenApp, directory: string, keyImages: number, colour: string | null): Promise<void> {
  const files = await unpackExport(await exportRecord(app, directory), `${directory}-files`)
  const pictures = files.filter((file) => file.endsWith('.png'))
  const captures = files.filter((file) => /key-image-[^/\\]*\.dcm$/.test(file))
  expect([pictures.length, captures.length]).toEqual([keyImages, keyImages])
  for (const file of pictures) {
    const picture = readPng(new Uint8Array(await readFile(file)))
    expect(contrastIn(picture, { x: 0, y: 0, width: picture.width, height: picture.height })).toBeGreaterThan(8)
    if (colour !== null) expect(countColour(picture, colour)).toBeGreaterThan(100)
  }
  // Of states of angiography no validator here knows the class.
  expectValidDicom(files.filter((file) => /(key-image|key-objects|structured-report)[^/\\]*\.dcm$/.test(file)))
}

test('the main job on a real CT: side, path, key images, restart, export, and nothing lost by kill -9', async ({ open, dataFolder }) => {
  let app = await open({ drawing: drawing() })
  let { page } = app

  await test.step('import and open', async () => {
    expect(await importFolder(app, path.join(realImages, 'ct_c1c2_cthead'))).toBe(CT_SLICES)
    await openCaseOf(page, CT_CASE)
  })
  await test.step('confirm the side', async () => {
    await expect(page.getByRole('banner')).toContainText('No side set')
    await waitForPicture(page, /axial/i)
    await confirmSide(page, 'RIGHT', OPERATOR)
  })
  await goToStage(page, 'Plan')
  await waitForPicture(page, /axial/i)
  const axial = well(page, /axial/i)
  const target = await pointIn(axial, 0.45, 0.5)
  const entry = await pointIn(axial, 0.3, 0.75)
  await test.step('draw the path; it is where it was drawn', async () => {
    await drawPath(page, target, entry)
    const picture = await shot(page)
    expect(shareOnLine(picture, target, entry, PLAN_COLOUR)).toBeGreaterThan(0.5)
    expect(hasColourNear(picture, await pointIn(axial, 0.75, 0.3), PLAN_COLOUR, 6)).toBe(false)
  })
  const panel = page.getByRole('complementary')
  await test.step('the entry has fallen onto the skin, on the line that was drawn', async () => {
    await expect(panel).toContainText('Skin to target')
    const [onSkin, drawn] = [await handleAt(axial, 'entry'), { x: entry.x - target.x, y: entry.y - target.y }]
    const fallen = { x: onSkin.x - target.x, y: onSkin.y - target.y }
    expect(Math.abs(fallen.x * drawn.y - fallen.y * drawn.x) / Math.hypot(drawn.x, drawn.y)).toBeLessThan(1)
  })
  await test.step('drag its entry; undo and redo', async () => {
    const before = await handleAt(axial, 'entry')
    await drag(page, before, await pointIn(axial, 0.25, 0.65))
    const moved = await handleAt(axial, 'entry')
    expect(Math.hypot(moved.x - before.x, moved.y - before.y)).toBeGreaterThan(20)
    expect(shareOnLine(await shot(page), target, moved, PLAN_COLOUR)).toBeGreaterThan(0.5)
    await page.keyboard.press('Control+z')
    await expect.poll(async () => shareOnLine(await shot(page), target, before, PLAN_COLOUR)).toBeGreaterThan(0.5)
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(async () => shareOnLine(await shot(page), target, moved, PLAN_COLOUR)).toBeGreaterThan(0.5)
    await waitUntilSaved(page)
  })
  await test.step('the other planes show the same path', async () => {
    for (const name of [/sagittal/i, /coronal/i]) {
      await waitForPicture(page, name)
      await expect.poll(async () => countColour(await cut(app, name), PLAN_COLOUR)).toBeGreaterThan(20)
    }
  })
  await test.step('save two key images', async () => {
    await saveKeyImage(page, axial, 1)
    await saveKeyImage(page, well(page, /sagittal/i), 2)
  })
  await test.step('kill -9 and come back: the path and both key images are there', async () => {
    await app.kill()
    app = await open({ drawing: drawing() })
    page = app.page
    await comeBack(page, CT_CASE)
    await expect(page.getByRole('banner')).toContainText('RIGHT')
    await goToStage(page, 'Plan')
    await waitForPicture(page, /axial/i)
    await expect.poll(async () => countColour(await cut(app, /axial/i), PLAN_COLOUR)).toBeGreaterThan(100)
    await goToStage(page, 'Record')
    await expect(keyImageTiles(page)).toHaveCount(2)
  })
  await test.step('jump back to the view of a key image', async () => {
    await page.getByRole('button', { name: 'Show key image 1 again as it was' }).click()
    await waitForPicture(page, /axial/i)
    await goToStage(page, 'Record')
  })
  await test.step('export', () => checkExport(app, path.join(dataFolder, 'export-ct'), 2, PLAN_COLOUR))
  expect(app.pageErrors).toEqual([])
})

test('the main job on a real run: side, frames before and after, subtraction, decision, key images, export', async ({ open, dataFolder }) => {
  const images = path.join(dataFolder, 'images')
  await mkdir(images)
  await copyFile(path.join(realImages, 'xa_rf/0002.DCM'), path.join(images, '0002.DCM'))
  let app = await open({ drawing: drawing() })
  let { page } = app
  expect(await importFolder(app, images)).toBe(1)
  await openCaseOf(page, RUN_CASE)
  await confirmSide(page, 'LEFT', OPERATOR)
  await goToStage(page, 'Contrast')
  await waitForPicture(page, UNNAMED)
  await page.getByRole('radiogroup', { name: /View of Run 1/ }).getByRole('radio', { name: 'AP', exact: true }).click()
  await waitForPicture(page, AP)
  await stopAtFirstFrame(page, well(page, AP))
  const native = contrastIn(await shot(page), await middleOf(app, AP))
  const shown = () => well(page, AP)

  await test.step('a frame from before is the mask, a later one shows the contrast; subtracted, the bones go', async () => {
    await page.getByRole('button', { name: 'Mask here' }).first().click()
    await page.getByRole('slider', { name: 'Frame' }).first().fill('40')
    await page.getByRole('button', { name: 'Contrast here' }).first().click()
    await page.getByRole('radiogroup', { name: 'Picture of view 1' }).getByRole('radio', { name: 'Subtracted' }).click()
    await expect.poll(async () => Math.abs(contrastIn(await shot(page), await middleOf(app, AP)) - native)).toBeGreaterThan(5)
  })
  await test.step('what is shown is what the host subtracts', async () => {
    await expect(shown()).toHaveAttribute('data-frame', '40')
    const frame = 40
    const expected = await subtractByHost(path.join(images, '0002.DCM'), path.join(dataFolder, 'host'), frame, [0])
    await expect.poll(() => likeness(shown(), expected)).toBeGreaterThan(0.97)
  })
  await test.step('of many places that are pointed out the picture shows three, and the panel names five before all', async () => {
    await page.getByRole('tab', { name: 'Flow' }).click()
    const looks = page.getByRole('region', { name: 'Look here' })
    await expect(looks.getByRole('listitem')).toHaveCount(5, { timeout: 60_000 })
    expect((await shown().getByRole('img').getAttribute('aria-label'))?.match(/Look here/g)?.length).toBeLessThanOrEqual(3)
    await looks.getByRole('button', { name: /^Show all \d+/ }).click()
    expect(await looks.getByRole('listitem').count()).toBeGreaterThan(5)
    await page.getByRole('tab', { name: 'Look', exact: true }).click()
  })
  await test.step('played to its end, the run is noted as seen', async () => {
    const seen = page.getByRole('region', { name: 'Seen so far' }).getByRole('listitem').filter({ hasText: 'Subtracted run' })
    await expect(seen).toContainText('not yet')
    await shown().press('Home')
    await page.getByRole('button', { name: 'Play' }).click()
    await expect(seen).toContainText(/\d\d:\d\d:\d\d/, { timeout: 60_000 })
    await page.getByRole('button', { name: 'Pause' }).click()
  })
  await test.step('say what was seen, give the reason for no lateral, and decide', async () => {
    const inject = page.getByRole('button', { name: /^Inject/ })
    const vessel = page.getByRole('radiogroup', { name: 'Vessel filling seen?' })
    await page.getByRole('checkbox', { name: 'Intra-articular' }).click()
    await vessel.getByRole('radio', { name: 'No', exact: true }).click()
    const toDo = page.getByRole('region', { name: 'To do before Inject' })
    await expect(toDo.getByRole('button', { name: 'lateral run or a reason' })).toBeVisible()
    await expect(inject).toHaveAttribute('aria-disabled', 'true')
    await page.getByLabel('Reason why no lateral is seen').fill(REASON)
    await page.getByLabel('Reason why no lateral is seen').press('Enter')
    await expect(toDo.getByRole('button', { name: 'lateral run or a reason' })).toHaveCount(0)
    await expect(inject).toHaveAttribute('aria-disabled', 'true')
    await page.getByRole('button', { name: 'Go on against the list' }).click()
    await page.getByLabel('Reason to go on against the list').fill(AGAINST)
    await page.getByLabel('Reason to go on against the list').press('Enter')
    await expect(inject).toHaveAttribute('aria-disabled', 'false')
    await vessel.getByRole('radio', { name: 'Yes' }).click()
    await expect(inject).toHaveCount(0)
    await expect(page.getByText('Inject is off: vessel filling was seen.')).toBeVisible()
    await vessel.getByRole('radio', { name: 'Unsure' }).click()
    await expect(toDo).toContainText('vessel filling is Unsure')
    await vessel.getByRole('radio', { name: 'No', exact: true }).click()
    await inject.click()
    await waitUntilSaved(page)
  })
  await test.step('save two key images, restart, find them, export', async () => {
    const run = well(page, AP)
    await saveKeyImage(page, run, 1)
    await page.keyboard.press('ArrowRight')
    await saveKeyImage(page, run, 2)
    await app.close()
    app = await open({ drawing: drawing() })
    page = app.page
    await comeBack(page, RUN_CASE)
    await goToStage(page, 'Record')
    await expect(keyImageTiles(page)).toHaveCount(2)
    await expect(page.getByRole('region', { name: 'Contrast' })).toContainText(REASON)
    await expect(page.getByRole('region', { name: 'Contrast' })).toContainText(/Still to do.*rate the run: position, mask, volume.*Went on becauseRated after/)
    await checkExport(app, path.join(dataFolder, 'export-run'), 2, null)
  })
  await goToCases(page)
  expect(app.pageErrors).toEqual([])
})

type Difference = { readonly rows: number; readonly columns: number; readonly values: Float32Array }

/** The same frames subtracted by the services in this process, out of a library of their own. */
async function subtractByHost(file: string, directory: string, frame: number, maskFrames: number[]): Promise<Difference> {
  const running = await createServices({ ports: buildPorts(directory), version: '0.1.0', sampleCases: () => 'none' })
  try {
    const imported = await running.services['library.import']({ paths: [file], storage: 'inPlace' })
    const seriesUid = imported.ok ? imported.value.series[0]?.seriesUid : undefined
    if (seriesUid === undefined) throw new Error('The run was not imported.')
    const target = path.join(directory, 'difference.raw')
    const made = await running.services['contrast.subtract']({ seriesUid, frame, maskFrames, shiftPx: [0, 0], path: target })
    if (!made.ok) throw new Error(made.error.message)
    const bytes = await readFile(target)
    return { rows: made.value.rows, columns: made.value.columns, values: new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)) }
  } finally {
    await running.close()
  }
}

/** How like the shown picture is to a difference picture through the window of the view: 1 = the same. The whole image fits the view. */
async function likeness(shown: Locator, { rows, columns, values }: Difference): Promise<number> {
  // Places that are pointed out come once the whole run is searched, and lie over the picture.
  const picture = readPng(await shown.screenshot({ scale: 'css', style: '[role=img] { visibility: hidden }' }))
  const [centre, width] = ((await shown.getAttribute('data-window')) ?? '').split(' ').map(Number)
  if (centre === undefined || width === undefined) throw new Error('The view states no window.')
  const scale = Math.min(picture.width / columns, picture.height / rows) / MARGIN
  const pairs: [number, number][] = []
  // Of every image only the middle: the marks lie around it.
  for (let row = Math.round(rows * 0.3); row < rows * 0.7; row += 1) {
    for (let column = Math.round(columns * 0.3); column < columns * 0.7; column += 1) {
      const x = Math.round(picture.width / 2 + (column - (columns - 1) / 2) * scale - 0.5)
      const y = Math.round(picture.height / 2 + (row - (rows - 1) / 2) * scale - 0.5)
      const value = values[row * columns + column] ?? Number.NaN
      // Contrast is positive in the difference and dark on the screen.
      pairs.push([picture.data[(y * picture.width + x) * picture.channels] ?? Number.NaN, -Math.min(width / 2, Math.max(-width / 2, value - centre))])
    }
  }
  return correlation(pairs)
}

/** The part of the page that a view takes. */
async function cut(app: OpenApp, name: RegExp) {
  return readPng(await view(app.page, name).screenshot({ scale: 'css' }))
}

async function middleOf(app: OpenApp, name: RegExp) {
  const { x, y, width, height } = await boxOf(well(app.page, name))
  return { x: x + width * 0.25, y: y + height * 0.25, width: width * 0.5, height: height * 0.5 }
}
