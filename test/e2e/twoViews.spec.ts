import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { createServices } from '#electron/services/createServices.ts'
import { fittingHalfHeight } from '#renderer/viewports/camera/viewCamera.ts'
import { cArmSchema, projectPoint, type CArm } from '#shared/projection/cArm.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { ctSlice, fileBytes, type Element } from '#test/builders/dicomBytes.ts'
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
const point3 = (of: unknown, ...keys: readonly (string | number)[]): Point => { const [x = NaN, y = NaN, z = NaN] = numbers(at(of, ...keys)); return [x, y, z] }
const placeOf = (...keys: readonly (string | number)[]): Point => point3(truth, ...keys)

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
  await page.getByRole('list', { name: 'Series' }).getByRole('button', { name: /NEEDLE PA AND LATERAL/ }).first().click()
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

/** Of the phantom, by its own C-arm, the same in every case: what `truth.json` gives no pixel for. */
function seenIn(view: 'PA' | 'LAT', point: Point): Pixel {
  const carm = cArmSchema.parse(at(truth, 'views', view === 'PA' ? 1 : 2, 'carm'))
  const [column, row] = projectPoint(carm, point) ?? [NaN, NaN]
  return [column, row]
}
const off = (from: Pixel, to: Pixel): number => Math.atan2(to[1] - from[1], to[0] - from[0]) * 180 / Math.PI

test('the needle is measured against its path, and a view is ticked off as a true one', async ({ open }) => {
  const app = await open({ size: { width: 1366, height: 768 } })
  const { page } = app
  expect(await importFolder(app, sampleCase('a-arthrogram'))).toBe(5)
  const { ap, lateral, panel } = await openTwoViews(page, 'SAMPLE, ARTHROGRAM')

  await test.step('one run in both views is no pair', async () => {
    await page.getByRole('combobox', { name: 'Run of view 2' }).click()
    await page.getByRole('option', { name: /Run 1 of 5/ }).click()
    await expect(panel.getByText('Both views show the same run.')).toBeVisible()
    await expect(panel.getByRole('button', { name: 'Pair these two' })).toBeDisabled()
    await panel.getByRole('button', { name: 'Show the proposed pair' }).click()
    await waitForPicture(page, /^Lateral/)
    await panel.getByRole('button', { name: 'Pair these two' }).click()
    await waitUntilSaved(page)
  })

  const [tip, halfWay] = [placeOf('tipLpsMm'), placeOf('paths', 1, 'stages', 'halfWayLpsMm')]
  await test.step('tip and shaft are marked in both views, other points of the shaft in each', async () => {
    await panel.getByRole('button', { name: 'Mark the needle' }).click()
    const entry = placeOf('paths', 1, 'entryLpsMm')
    for (const [view, picture, far] of [['PA', ap, entry], ['LAT', lateral, halfWay]] as const) {
      await press(page, picture, seenIn(view, tip))
      await press(page, picture, seenIn(view, far))
    }
    await expect(panel.getByText('No needle in space')).toBeVisible()
  })

  await test.step('its angle to a path drawn on the lateral is that of the two lines', async () => {
    const [target, entry] = [pixelOf('LAT', 'posteriorLine', 1), [470, 180] as const]
    await page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Path', exact: true }).click()
    await press(page, lateral, target)
    await press(page, lateral, entry)
    const angle = Math.abs(off(entry, target) - off(seenIn('LAT', halfWay), seenIn('LAT', tip)))
    const row = panel.getByRole('group', { name: 'Needle, Lateral' }).getByText(/^\d+\.\d°/).first()
    await expect.poll(async () => Math.abs(Number.parseFloat(await row.innerText()) - angle)).toBeLessThan(0.6)
    await expect(panel.getByRole('group', { name: 'Needle, Lateral' })).toContainText('The gauge of the needle is not chosen.')
  })

  await test.step('its direction in space is that of the phantom’s needle', async () => {
    await panel.getByRole('button', { name: 'Target', exact: true }).click()
    await press(page, ap, pixelOf('PA', 'posteriorLine', 1))
    await press(page, lateral, pixelOf('LAT', 'posteriorLine', 1))
    await panel.getByRole('button', { name: 'Table shifted: tell places from Target' }).click()
    const needle = panel.getByRole('group', { name: 'Needle in space' })
    await expect(needle).toContainText('the hub marks are two points of the shaft')
    const [x, y, z] = placeOf('paths', 1, 'towardsEntryLps')
    const row = async (name: string): Promise<number> => Number.parseFloat(await needle.locator('div', { has: page.getByText(name, { exact: true }) }).locator('dd').innerText())
    expect(Math.abs(await row('In the axial plane') - Math.atan2(Math.abs(x), Math.abs(y)) * 180 / Math.PI)).toBeLessThan(2)
    expect(Math.abs(await row('Head or feet') - Math.asin(z) * 180 / Math.PI)).toBeLessThan(2)
    await needle.scrollIntoViewIfNeeded()
    await picture(page, 'needle-1366')
  })

  await test.step('a true lateral is ticked, said beside its name and kept with a key image', async () => {
    const ticks = panel.getByRole('group', { name: 'True view, Lateral' })
    await ticks.getByRole('button', { name: 'Guide lines' }).click()
    await ticks.getByRole('checkbox', { name: 'Both rami of the mandible in one' }).click()
    await expect(page.getByRole('figure', { name: /^Lateral/ })).toContainText('Lateral, 1 of 2 ticked')
    await ticks.getByRole('checkbox', { name: 'C2 pillars in one' }).click()
    await expect(page.getByRole('figure', { name: /^Lateral/ })).toContainText('True lateral ticked')
    await ticks.scrollIntoViewIfNeeded()
    await picture(page, 'true-1366')
    await saveKeyImage(page, lateral, 1)
    await goToStage(page, 'Record')
    await expect(page.getByRole('listitem', { name: /^Key image 1/ })).toContainText('True lateral ticked, Dr B. Weber')
    await goToStage(page, 'Contrast')
    await expect(page.getByRole('region', { name: 'Is it a true view?' })).toBeVisible()
    await picture(page, 'contrast-1366')
  })
  expect(app.pageErrors).toEqual([])
})

/** A case whose side is confirmed and whose path was planned on the CT, as an earlier day left it. */
async function plannedBefore(dataFolder: string, folder: string, entryLpsMm: Point, targetLpsMm: Point): Promise<void> {
  const running = await createServices({ ports: buildPorts(dataFolder), version: '0.1.0', sampleCases: () => 'none' })
  try {
    const { services } = running
    await services['library.import']({ paths: [folder], storage: 'copy' })
    const library = await services['library.series']({})
    const ct = library.ok ? library.value.series.find(({ modality }) => modality === 'CT') : undefined
    const xa = library.ok ? library.value.series.find(({ modality }) => modality === 'XA') : undefined
    if (ct?.caseId === undefined || xa === undefined) throw new Error('The case has no CT, or no X-ray.')
    const opened = await services['case.get']({ caseId: ct.caseId })
    if (!opened.ok) throw new Error(opened.error.message)
    const planId = '8a6b3f9e-6a3c-4b4e-9d2a-0b8f5d1c2e3f'
    const edited = await services['case.edit']({
      caseId: ct.caseId, baseVersion: opened.value.version, step: 'planned', document: {
        ...opened.value.document, activePlanId: planId,
        study: { ...opened.value.document.study, patientConfirmed: true, level: 'C1-2', side: 'RIGHT', faceTowardsAnterior: 'yes', skullTowardsHead: 'yes', confirmedAtIso: new Date().toISOString(), projectionLeft: { [xa.seriesUid]: 'screenStart' } },
        plans: [{ kind: 'volume', planId, name: 'Path 1', colour: '#5AD8FF', seriesUid: ct.seriesUid, frameOfReferenceUid: ct.volume?.frameOfReferenceUid ?? null, entryLpsMm: [...entryLpsMm], targetLpsMm: [...targetLpsMm], needle: { gauge: 22, lengthMm: 90 } }],
      },
    })
    if (!edited.ok) throw new Error(edited.error.message)
  } finally {
    await running.close()
  }
}

test('the needle on two views is told against the path that was planned on CT', async ({ open, dataFolder }, testInfo) => {
  const folder = sampleCase('i-ct-and-c-arm')
  const ofCase: unknown = JSON.parse(readFileSync(path.join(folder, 'truth.json'), 'utf8'))
  const [entry, target] = [point3(ofCase, 'planned', 'entryLpsMm'), point3(ofCase, 'planned', 'targetLpsMm')]
  await plannedBefore(dataFolder, folder, entry, target)
  const app = await open({ size: { width: 1366, height: 768 } })
  const { page } = app
  await openCaseOf(page, 'SAMPLE, CT AND C-ARM')
  await goToStage(page, 'Plan')
  await page.getByRole('list', { name: 'Series' }).getByRole('button', { name: /NEEDLE PA AND LATERAL/ }).first().click()
  await waitForPicture(page, /Image/)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /Find a command/ }).fill('two views')
  await page.keyboard.press('Enter')
  await waitForPicture(page, /^AP/)
  await waitForPicture(page, /^Lateral/)
  const { ap, lateral, panel } = { ap: well(page, /^AP/), lateral: well(page, /^Lateral/), panel: page.locator('aside.panel') }
  await panel.getByRole('button', { name: 'Pair these two' }).click()
  await waitUntilSaved(page)

  // The same place on CT and in both views: the target. By it the two frames are laid on each other.
  await panel.getByRole('button', { name: 'Target', exact: true }).click()
  await press(page, ap, seenIn('PA', target))
  await press(page, lateral, seenIn('LAT', target))
  await panel.getByRole('button', { name: 'Table shifted: tell places from Target' }).click()
  await panel.getByRole('button', { name: 'Mark the needle' }).click()
  const [tip, skin] = [point3(ofCase, 'tipLpsMm'), point3(ofCase, 'paths', 2, 'entryLpsMm')]
  for (const [view, shown] of [['PA', ap], ['LAT', lateral]] as const) {
    await press(page, shown, seenIn(view, tip))
    await press(page, shown, seenIn(view, skin))
  }
  const needle = panel.getByRole('group', { name: 'Needle in space' })
  await expect(needle).toContainText('Against Path 1 on CT, if the head lies on the table as on the CT')
  const figure = async (name: string): Promise<string> => await needle.locator('div', { has: page.getByText(name, { exact: true }) }).locator('dd').innerText()
  const known = (name: string): number => Number(at(ofCase, 'planned', 'needle', name))
  const found = { angle: Number.parseFloat(await figure('Between the shafts')), along: Number.parseFloat(await figure('Tip along the path')), across: Number.parseFloat(await figure('Tip across the path')) }
  testInfo.annotations.push({ type: 'found and true', description: `${JSON.stringify(found)} ${JSON.stringify(at(ofCase, 'planned', 'needle'))}` })
  // A click lies within half a pixel of the screen, which is 0.1 mm in the patient here; six of them make up a needle.
  expect(Math.abs(found.angle - known('angleDeg'))).toBeLessThan(1)
  expect(Math.abs(found.along - known('alongMm'))).toBeLessThan(0.5)
  expect(Math.abs(found.across - known('acrossMm'))).toBeLessThan(0.5)
  await expect(needle).toContainText(/2\.\d mm beyond/)
  await expect(needle).toContainText(/Tip, in parts\d\.\d mm LEFT\d\.\d mm to the front/)
  await needle.scrollIntoViewIfNeeded()
  await picture(page, 'against-ct-1366')
  expect(app.pageErrors).toEqual([])
})

const disc = Uint8Array.from({ length: SIDE * SIDE * 2 }, (_, byte) => {
  const [column, row] = [Math.floor(byte / 2) % SIDE, Math.floor(byte / 2 / SIDE)]
  return byte % 2 === 0 && Math.hypot(column - SIDE / 2, row - SIDE / 2) < SIDE / 3 ? 60 + (column * 7) % 190 : 0
})
const still = (number: number, primary: string, secondary: string, sid: string): Element[] => ctSlice({
  rows: SIDE, columns: SIDE, pixels: disc, sopClassUid: '1.2.840.10008.5.1.4.1.1.12.1', seriesUid: `1.2.3.8.${String(number)}`, sopInstanceUid: `1.2.3.8.${String(number)}.1`,
  change: {
    '00080060': ['CS', 'XA'], '0008103e': ['LO', `NEEDLE PA AND LATERAL ${String(number)}`], '00181510': ['DS', primary], '00181511': ['DS', secondary], '00181110': ['DS', sid], '00181111': ['DS', '750'], '00181164': ['DS', '0.3\\0.3'],
    '00281040': ['CS', 'DISP'], '00280030': null, '00200032': null, '00200037': null, '00200052': null, '00281050': ['DS', '128'], '00281051': ['DS', '256'], '00281052': null, '00281053': null, '00280103': ['US', 0],
  },
})

test('where nothing moved a point has its place from the isocentre; angles and distances that cannot be are explained, never used', async ({ open, dataFolder }) => {
  const images = path.join(dataFolder, 'images')
  await mkdir(images)
  for (const [number, primary, secondary, sid] of [[1, '180', '12', '1000'], [2, '90', '0', '1000'], [3, '270', '0', '100']] as const) await writeFile(path.join(images, `IM${String(number)}`), fileBytes(still(number, primary, secondary, sid)))
  const app = await open()
  const { page } = app
  expect(await importFolder(app, images)).toBe(3)
  const { ap, lateral, panel } = await openTwoViews(page, 'Test, Phantom')
  const carmOf = (primaryDeg: number, secondaryDeg: number): CArm => ({ primaryDeg, secondaryDeg, sidMm: 1000, sodMm: 750, isocentreLpsMm: [0, 0, 0], detector: { rows: SIDE, columns: SIDE, spacingMm: 0.3 } })
  const tip = placeOf('tipLpsMm')

  await panel.getByRole('button', { name: 'Pair these two' }).click()
  await panel.getByRole('button', { name: 'Neither table nor patient moved between these two' }).click()
  await panel.getByRole('button', { name: 'Needle tip', exact: true }).click()
  for (const [view, carm] of [[ap, carmOf(180, 12)], [lateral, carmOf(90, 0)]] as const) {
    const [column, row] = projectPoint(carm, tip) ?? [NaN, NaN]
    await press(page, view, [column, row])
  }
  const place = panel.getByRole('listitem', { name: 'Needle tip' }).locator('.xr-place')
  await expect(place).toContainText('RIGHT')
  const found = lps(await place.innerText())
  expect(Math.hypot(...found.map((value, axis) => value - (tip[axis] ?? NaN)))).toBeLessThan(0.5)

  await page.getByRole('combobox', { name: 'Run of view 2' }).click()
  await page.getByRole('option', { name: /Run 3 of 3/ }).click()
  await waitForPicture(page, /^View 2/)
  const carm = panel.getByRole('region', { name: 'C-arm', exact: true })
  await expect(carm).toContainText('The header states a primary angle of 270°. DICOM allows −180 to 180°, so it is not used.')
  await expect(carm).toContainText('100 mm from the X-ray source to the detector, which no C-arm has')
  await expect(carm.getByRole('row', { name: /Sideways/ })).toContainText('not usable')
  await picture(page, 'bad-angles')
  expect(app.pageErrors).toEqual([])
})
