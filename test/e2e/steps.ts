import { mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import type { OpenApp } from './openApp.ts'
import { contrastIn, readPng, similarity, type Picture, type ScreenPoint } from './pixels.ts'
import { tellsAfter } from './receipts.ts'

/** What a person does, by the names that are on the screen. */

export type Side = 'LEFT' | 'RIGHT'
export const PLAN_COLOUR = '#5AD8FF'

/** The next system dialog answers with these paths (Electron only). */
const answerDialog = async ({ electron }: OpenApp, paths: readonly string[]): Promise<void> => {
  await electron?.evaluate(({ dialog }, chosen) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...chosen] }) }, paths)
}

/** Imports one folder and waits for the report: how many objects were opened. */
export async function importFolder(app: OpenApp, directory: string): Promise<number> {
  const { page } = app
  // The report of the import before stands until this one begins: it is known by a mark.
  await page.locator(REPORT).evaluateAll((reports) => { for (const one of reports) one.setAttribute('data-read', '') })
  if (app.host === 'electron') {
    await answerDialog(app, [directory])
    await page.getByRole('button', { name: 'Folder', exact: true }).click()
  } else {
    await page.getByLabel('Folder to import').setInputFiles(directory)
  }
  const report = page.locator(`${REPORT}:not([data-read])`)
  await expect(report).toBeVisible({ timeout: 90_000 })
  return Number(/^\D*?(\d+)opened/.exec((await report.getByRole('status').textContent()) ?? '')?.[1] ?? Number.NaN)
}
const REPORT = 'section[aria-label^="Import report"]'

/** Drops real files and folders on the import area, as a hand does. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  // The list that arrives moves the area.
  await expect(page.getByText('Reading the list of cases.')).toHaveCount(0)
  const area = await boxOf(page.getByText('Drop images here'))
  const debug = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await debug.send('Input.dispatchDragEvent', { type, x: area.x + 20, y: area.y + 10, data })
  await debug.detach()
}

export const goToCases = (page: Page): Promise<void> => page.getByRole('banner').getByRole('button', { name: 'Cases' }).click()

/** `name` as the list writes it: DOE, JANE. */
export async function openCaseOf(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Open ${name}`, exact: true }).first().click()
  await expect(page.getByRole('navigation', { name: 'Stages' })).toContainText('Study')
}

type StageTitle = 'Study and side' | 'Plan' | 'Contrast' | 'Record' | 'Teach'

/** A new start may show the case that was open, or the list. */
export async function comeBack(page: Page, name: string): Promise<void> {
  const open = page.getByRole('button', { name: `Open ${name}`, exact: true }).first()
  const banner = page.getByRole('banner').getByText(name)
  await expect(open.or(banner).first()).toBeVisible()
  if (await open.isVisible()) await openCaseOf(page, name)
}

export const stage = (page: Page, name: StageTitle): Locator => page.getByRole('navigation', { name: 'Stages' }).getByRole('button', { name: new RegExp(`^\\d ${name}`) })

export async function goToStage(page: Page, name: StageTitle): Promise<void> {
  await stage(page, name).click()
  await expect(stage(page, name)).toHaveAttribute('aria-current', 'step')
}

const answer = (page: Page, question: string | RegExp, word: string): Promise<void> =>
  page.getByRole('radiogroup', { name: question }).getByRole('radio', { name: word, exact: false }).first().click()

/** Answers everything that stage 1 asks, and confirms the side. */
export async function confirmSide(page: Page, side: Side, operator: string): Promise<void> {
  // Waits for the panel: a field that is not drawn yet was once taken for one that is not there.
  await page.getByLabel('Operator name').fill(operator)
  await page.getByLabel('Operator name').press('Enter')
  await answer(page, /Is this/, 'Yes')
  await answer(page, 'Level', 'C1-2')
  for (const question of [/face point to A/, /skull base toward H/]) {
    const group = page.getByRole('radiogroup', { name: question })
    if (await group.count() > 0) await group.getByRole('radio', { name: 'Yes' }).click()
  }
  await answer(page, 'Side', side)
  await answerAboutRuns(page, page.getByRole('button', { name: `Confirm ${side} C1-2` }))
  await page.getByRole('button', { name: `Confirm ${side} C1-2` }).click()
  await expect(page.getByRole('status', { name: `Side: ${side}, level C1-2` })).toBeVisible()
}

/**
 * A run whose header is not read yet is asked for LEFT, and may ask for ANTERIOR then: answers until no question is open. The
 * first half is true of the sample cases: their C-arm stands behind the patient, and at his LEFT. Of a real run nobody here knows.
 */
async function answerAboutRuns(page: Page, confirm: Locator): Promise<void> {
  const open = page.getByRole('radiogroup', { name: /Where is (the patient's LEFT|ANTERIOR)/ }).filter({ hasNot: page.getByRole('radio', { checked: true }) })
  await expect.poll(async () => {
    // A question may go before it is answered: then it is looked again.
    if (await open.count() > 0) await open.first().getByRole('radio').first().click({ timeout: 5_000 }).catch(() => undefined)
    return [await open.count(), await confirm.getAttribute('aria-disabled')]
  }, { intervals: [0, 50, 100, 250], timeout: 60_000 }).toEqual([0, 'false'])
}

/** The picture well of a view by its name. */
export const view = (page: Page, name: RegExp): Locator => page.getByRole('figure', { name }).first()
export const well = (page: Page, name: RegExp): Locator => view(page, name).getByRole('application')

/** Waits until a view shows an image: loading is over and the pixels differ. */
export async function waitForPicture(page: Page, name: RegExp): Promise<void> {
  await expect(well(page, name)).toHaveAttribute('data-ready', 'true', { timeout: 60_000 })
  await expect(view(page, name).getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 })
  await expect.poll(async () => {
    const box = await boxOf(well(page, name))
    // A picture of the whole page would take the processor from what is waited for.
    const middle = readPng(await page.screenshot({ scale: 'css', clip: { x: box.x + box.width * 0.2, y: box.y + box.height * 0.2, width: box.width * 0.6, height: box.height * 0.6 } }))
    return contrastIn(middle, { x: 0, y: 0, width: middle.width, height: middle.height })
  }, { timeout: 60_000 }).toBeGreaterThan(8)
}

export async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  await expect(locator).toBeVisible()
  const box = await locator.boundingBox()
  if (box === null) throw new Error('What is to be measured is not on the screen.')
  return box
}

/** The page as pixels, one a CSS pixel. */
export const shot = async (page: Page): Promise<Picture> => readPng(await page.screenshot({ scale: 'css' }))

/** A run plays by itself when it is opened: stops it, and goes to its first frame. */
export async function stopAtFirstFrame(page: Page, run: Locator): Promise<void> {
  const timeLine = page.getByRole('region', { name: /^Time line/ })
  await timeLine.getByRole('button', { name: 'Pause', exact: true }).click()
  await run.press('Home')
  await expect(timeLine.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
}

/** Opens a case with a run, confirms its side and stands on the first frame of its AP run. */
export async function openRunAtFirstFrame(page: Page, patient: string, side: Side): Promise<void> {
  await openCaseOf(page, patient)
  await confirmSide(page, side, 'Dr B. Weber')
  await goToStage(page, 'Contrast')
  await waitForPicture(page, /^AP/)
  await stopAtFirstFrame(page, well(page, /^AP/))
}

/** A point of a view, as shares of its width and height. */
export async function pointIn(locator: Locator, across: number, down: number): Promise<ScreenPoint> {
  const { x, y, width, height } = await boxOf(locator)
  return { x: x + width * across, y: y + height * down }
}

/** Where a view draws an end of the active path, on the page. */
export async function handleAt(view: Locator, end: 'entry' | 'target'): Promise<ScreenPoint> {
  // A view says where it draws an end with its next painting.
  await expect(view).toHaveAttribute(`data-${end}`, /\d/)
  const [x, y] = ((await view.getAttribute(`data-${end}`)) ?? '').split(' ').map(Number)
  const box = await boxOf(view)
  if (x === undefined || y === undefined || Number.isNaN(x)) throw new Error(`The view draws no ${end}.`)
  return { x: box.x + x, y: box.y + y }
}

/** Draws a path with the Path tool: target first, then entry. */
export async function drawPath(page: Page, target: ScreenPoint, entry: ScreenPoint): Promise<void> {
  await page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Path', exact: true }).click()
  await page.mouse.click(target.x, target.y)
  await page.mouse.click(entry.x, entry.y)
  await waitUntilSaved(page)
}

export async function drag(page: Page, from: ScreenPoint, to: ScreenPoint): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
  await waitUntilSaved(page)
}

/** One finger, down and up where it came down. */
export async function tap(page: Page, { x, y }: ScreenPoint): Promise<void> {
  const debug = await page.context().newCDPSession(page)
  await debug.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y, radiusX: 12, radiusY: 12 }] })
  await debug.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await debug.detach()
}

export const waitUntilSaved = (page: Page): Promise<void> => expect(page.getByRole('banner')).toContainText(/Saved\s*\d\d:\d\d/)

/** K over a view: the record counts it once the picture is on the disk. */
export async function saveKeyImage(page: Page, over: Locator, number: number): Promise<void> {
  const { x, y } = await pointIn(over, 0.5, 0.9)
  await page.mouse.move(x, y)
  await over.focus()
  // A run that plays is kept with its loop, which is encoded first.
  await tellsAfter(page, `Key image ${String(number)} saved`, () => page.keyboard.press('k'))
  await expect(stage(page, 'Record')).toContainText(number === 1 ? '1 image' : `${String(number)} images`)
}

/** The tiles of the record, as they are named: Key image 1, RIGHT C1-2, ... */
export const keyImageTiles = (page: Page): Locator => page.getByRole('listitem', { name: /^Key image \d/ })

/** Exports the open record; answers the folder the files are in. On loopback the browser gets a ZIP. */
export async function exportRecord(app: OpenApp, directory: string): Promise<string> {
  const { page } = app
  await mkdir(directory, { recursive: true })
  await answerDialog(app, [directory])
  const button = page.getByRole('button', { name: 'Export record' })
  if (app.host === 'electron') {
    await button.click()
    await expect(page.getByRole('region', { name: 'Exported files' })).toBeVisible({ timeout: 60_000 })
    return directory
  }
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), button.click()])
  const file = `${directory}/export.zip`
  await download.saveAs(file)
  return file
}

/** Writes the records that are listed as a table; answers its text. */
export async function writeTable(app: OpenApp, directory: string): Promise<string> {
  const { page } = app
  await mkdir(directory, { recursive: true })
  await answerDialog(app, [directory])
  const button = page.getByRole('button', { name: 'Write as table (CSV)' })
  if (app.host === 'electron') {
    await button.click()
    await expect(page.getByRole('status').filter({ hasText: 'written to' })).toBeVisible()
    const [name = ''] = await readdir(directory)
    return readFile(path.join(directory, name), 'utf8')
  }
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  return readFile(await download.path(), 'utf8')
}

/** A CT case from its folder to the Plan stage, its side confirmed and its axial plane drawn. */
export async function openInPlan(app: OpenApp, folder: string, name: string): Promise<Locator> {
  const { page } = app
  await importFolder(app, folder)
  await openCaseOf(page, name)
  await waitForPicture(page, /Axial/)
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Plan')
  await waitForPicture(page, /Axial/)
  return well(page, /Axial/)
}

export type Lps = readonly [number, number, number]

/** Where a plane draws a point that lies in it, by what the view itself says of its place and its axes. */
export async function placeOf(view: Locator, point: Lps): Promise<{ x: number; y: number }> {
  const box = await boxOf(view)
  const [focal, across, down] = await Promise.all(['focal', 'across', 'down'].map(async (name) => ((await view.getAttribute(`data-${name}`)) ?? '').split(' ').map(Number)))
  const scale = box.height / 2 / Number(await view.getAttribute('data-half-height'))
  const along = (axis: readonly number[] = []): number => axis.reduce((sum, value, at) => sum + value * ((point[at] ?? NaN) - (focal?.[at] ?? NaN)), 0)
  return { x: box.x + box.width / 2 + along(across) * scale, y: box.y + box.height / 2 + along(down) * scale }
}

/** How far a point lies before the plane of a view. */
export async function depthIn(over: Locator, point: readonly number[]): Promise<number> {
  const [focal, across, down] = await Promise.all(['focal', 'across', 'down'].map(async (name) => ((await over.getAttribute(`data-${name}`)) ?? '').split(' ').map(Number)))
  const [ax = NaN, ay = NaN, az = NaN] = across ?? []
  const [dx = NaN, dy = NaN, dz = NaN] = down ?? []
  return [ay * dz - az * dy, az * dx - ax * dz, ax * dy - ay * dx].reduce((sum, normal, axis) => sum + normal * ((point[axis] ?? NaN) - (focal?.[axis] ?? NaN)), 0)
}

/** Of the screen, in the patient: as exactly as a crosshair is placed by a click. */
const HALF_A_PIXEL_MM = 0.5

/** Waits until what a view draws is of the size it has now. */
export const fitsItsBox = (over: Locator): Promise<void> => expect.poll(() => over.evaluate((element) => {
  const marks = element.querySelector('canvas.axis-vp-marks')
  return marks instanceof HTMLCanvasElement && marks.width === Math.round(Math.max(1, element.clientWidth) * devicePixelRatio) && marks.height === Math.round(Math.max(1, element.clientHeight) * devicePixelRatio)
})).toBe(true)

/** The picture of a view once it has come to rest: two in a row are the same. */
export async function pictureAtRest(over: Locator): Promise<Buffer> {
  const seen: { picture: Buffer } = { picture: Buffer.alloc(0) }
  await expect.poll(async () => {
    // What was asked for is drawn with the next frame.
    await over.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => { requestAnimationFrame(drawn) }) }))
    const before = seen.picture
    seen.picture = await over.screenshot({ scale: 'css' })
    return seen.picture.equals(before)
  }, { intervals: [100], timeout: 60_000 }).toBe(true)
  return seen.picture
}

const ALIKE = 0.99

/** The picture of a view becomes another that was taken before, as by another way of drawing. */
export async function becomes(view: Locator, picture: Picture | undefined): Promise<void> {
  if (picture === undefined) throw new Error('No picture to hold this one against.')
  await expect.poll(async () => similarity(readPng(await view.screenshot({ scale: 'css' })), picture), { timeout: 60_000 }).toBeGreaterThan(ALIKE)
}

/** Drives the tools as a hand does: the crosshair to the slice, then the key over the place. */
export async function setPoint(page: Page, key: 't' | 'e', point: Lps, saved = waitUntilSaved): Promise<void> {
  const [axial, sagittal] = [well(page, /Axial/), well(page, /Sagittal/)]
  await page.keyboard.press('x')
  const slice = await placeOf(sagittal, point)
  await page.mouse.click(slice.x, slice.y)
  // A view says where it looks with its next painting.
  await expect.poll(async () => Math.abs(await depthIn(axial, point))).toBeLessThan(HALF_A_PIXEL_MM)
  const place = await placeOf(axial, point)
  await page.mouse.move(place.x, place.y)
  await page.keyboard.press(key)
  await saved(page)
}
