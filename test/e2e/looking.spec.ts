import { copyFile, mkdir } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect, realImages, test, WITHOUT_REAL_IMAGES } from './fixtures.ts'
import { sampleCase } from './openApp.ts'
import { comeBack, confirmSide, goToStage, importFolder, keyImageTiles, openCaseOf, saveKeyImage, waitForPicture, waitUntilSaved, well } from './steps.ts'

const words = async (view: Locator): Promise<string> => (await view.locator('.axis-vp-marks').getAttribute('aria-label')) ?? ''
/** The letters of the edges in their order: start, end, top, foot. */
const letters = async (view: Locator): Promise<string> => (await words(view)).split(', ').filter(word => /^[LRAPHF]( [LRAPHF])?$/.test(word)).join(' ')
const layout = (page: Page, name: string): Promise<void> => page.getByRole('radiogroup', { name: 'Layout', exact: true }).first().getByRole('radio', { name }).click()

async function openCArmInPlan(open: Parameters<Parameters<typeof test>[2]>[0]['open']) {
  const app = await open()
  const { page } = app
  await importFolder(app, sampleCase('h-mobile-c-arm'))
  await openCaseOf(page, 'SAMPLE, MOBILE C-ARM')
  await page.getByRole('list', { name: 'Series' }).getByRole('button', { name: /CONTRAST RUN/ }).click()
  await waitForPicture(page, /^Run/)
  return app
}

test('a capture of a mobile C-arm says what it lacks and asks for it', async ({ open }) => {
  const app = await openCArmInPlan(open)
  const { page } = app
  const lacks = page.getByRole('region', { name: 'What this picture lacks' })
  await expect(lacks).toContainText('No angles: say AP or lateral')
  await expect(lacks).toContainText('No pixel size')
  await expect(lacks).toContainText('No frame times')
  await expect(lacks).toContainText('Side not set')
  await test.step('the view is said here, and a run called lateral is asked for ANTERIOR', async () => {
    await lacks.getByRole('radio', { name: 'Lateral' }).click()
    await waitUntilSaved(page)
    await expect(page.getByRole('radiogroup', { name: /Where is ANTERIOR on OT C1-2 CONTRAST RUN/ })).toBeVisible()
    await expect(lacks).not.toContainText('No angles')
    await lacks.getByRole('radio', { name: 'AP', exact: true }).click()
    await expect(page.getByRole('radiogroup', { name: /Where is the patient's LEFT on OT C1-2 CONTRAST RUN/ })).toBeVisible()
  })
  await test.step('the age is on the image, in caution, with NOT LIVE', async () => {
    await expect.poll(() => words(well(page, /^Run/))).toMatch(/15 Jan 2026 10:12:00, \d+ (days|years) ago.*NOT LIVE/)
  })
  await test.step('Calibrate goes to the tool', async () => {
    await lacks.getByRole('button', { name: 'Calibrate' }).click()
    await expect(page.getByRole('tab', { name: 'Measure' })).toHaveAttribute('aria-selected', 'true')
    await expect(page.getByRole('region', { name: 'Size of a pixel' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Size of a pixel' }).getByRole('button', { name: /^Calibrate/ })).toHaveCount(0)
  })
  expect(app.pageErrors).toEqual([])
})

test('sides that disagree stop the way, and are settled by another answer or by name', async ({ open }) => {
  const app = await openCArmInPlan(open)
  const { page } = app
  const plan = page.getByRole('navigation', { name: 'Stages' }).getByRole('button', { name: /Plan/ })
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await expect(plan).not.toHaveAttribute('aria-disabled', 'true')
  await test.step('the lead marker against the answer', async () => {
    await page.getByRole('radiogroup', { name: /Lead marker on OT C1-2 CONTRAST RUN/ }).getByRole('radio', { name: 'Disagrees' }).click()
    await expect(page.getByRole('banner')).toContainText('SIDE CONFLICT')
    await expect(page.getByRole('banner')).toContainText('lead marker, operator')
    await expect(plan).toHaveAttribute('aria-disabled', 'true')
    await page.getByRole('radiogroup', { name: /Where is the patient's LEFT on OT C1-2 CONTRAST RUN/ }).getByRole('radio').last().click()
    await expect(page.getByRole('banner')).not.toContainText('SIDE CONFLICT')
  })
  await test.step('the order against the side', async () => {
    await page.getByRole('radiogroup', { name: 'Side', exact: true }).getByRole('radio', { name: 'LEFT' }).click()
    await expect(page.getByRole('banner')).toContainText('order RIGHT, case LEFT')
    await expect(page.getByRole('button', { name: /^Confirm LEFT/ })).toHaveAttribute('aria-disabled', 'true')
    await page.getByRole('button', { name: 'Checked with the patient: my answer is right' }).click()
    await expect(page.getByRole('banner')).not.toContainText('SIDE CONFLICT')
    await expect(page.getByRole('button', { name: /^Confirm LEFT/ })).not.toHaveAttribute('aria-disabled', 'true')
  })
  expect(app.pageErrors).toEqual([])
})

test('looking: what is done to a picture is said on it and in the key image; turns come back after a restart', async ({ open }) => {
  test.setTimeout(300_000)
  let app = await openCArmInPlan(open)
  let { page } = app
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Plan')
  await page.getByRole('list', { name: 'Series' }).getByRole('button', { name: /CONTRAST RUN/ }).click()
  await waitForPicture(page, /^Run/)
  await page.getByRole('tab', { name: 'Picture' }).click()
  let run = well(page, /^Run/)
  expect(await words(run)).not.toContain('Sharpened')
  await page.getByRole('slider', { name: 'Sharpen' }).fill('50')
  await page.getByRole('slider', { name: 'Denoise' }).fill('25')
  await expect.poll(() => words(run)).toContain('Denoised 25%, Sharpened 50%')
  await test.step('an average of frames, named', async () => {
    await page.getByLabel('First frame of the average').fill('10')
    await page.getByLabel('Last frame of the average').fill('17')
    await page.getByRole('button', { name: 'Average', exact: true }).click()
    await expect.poll(() => words(run)).toContain('Average of frames 10 to 17')
    await saveKeyImage(page, run, 1)
  })
  await test.step('a layout turns the run, its letters follow, and both are named', async () => {
    await expect.poll(() => letters(run)).toBe('L R')
    await layout(page, 'Radiologic')
    await expect.poll(() => letters(run)).toBe('R L')
    expect(await words(run)).toContain('Radiologic: flipped')
    await layout(page, 'As positioned')
    await page.getByRole('radiogroup', { name: 'Patient lies' }).getByRole('radio', { name: 'Prone' }).click()
    await expect.poll(() => letters(run)).toBe('L R')
    await expect.poll(() => words(run)).toContain('As positioned')
    await waitUntilSaved(page)
  })
  await test.step('a turn is a step of undo', async () => {
    await run.click({ button: 'right', position: { x: 40, y: 40 } })
    await page.getByRole('menuitem', { name: 'Flip horizontally' }).click()
    await expect.poll(() => letters(run)).toBe('R L')
    await expect.poll(() => words(run)).toContain('Flipped')
    await waitUntilSaved(page)
    await expect(page.getByRole('button', { name: /Undo.*picture flipped/ })).toBeVisible()
  })
  await test.step('the grid jumps to a frame', async () => {
    await page.getByRole('button', { name: 'Grid of frames' }).click()
    await page.getByRole('button', { name: 'Frame 33', exact: true }).click()
    await expect(run).toHaveAttribute('data-frame', '32')
  })
  await test.step('after a restart the run is turned as it was left', async () => {
    await app.close()
    app = await open()
    page = app.page
    run = well(page, /^Run/)
    await comeBack(page, 'SAMPLE, MOBILE C-ARM')
    await goToStage(page, 'Plan')
    await page.getByRole('list', { name: 'Series' }).getByRole('button', { name: /CONTRAST RUN/ }).click()
    await waitForPicture(page, /^Run/)
    await expect.poll(() => letters(run)).toBe('R L')
    await expect.poll(() => words(run)).toMatch(/As positioned.*Flipped|Flipped.*As positioned/)
    await page.getByRole('button', { name: /^Flipped\. Show Run as acquired/ }).click()
    await expect.poll(() => letters(run)).toBe('L R')
  })
  await test.step('the key image is named by what it shows, and shows it again', async () => {
    await goToStage(page, 'Record')
    await expect(keyImageTiles(page).first()).toContainText('average of frames 10 to 17, denoised 25%, sharpened 50%')
    await page.getByRole('button', { name: /Go to the view of key image 1/ }).click()
    await expect.poll(() => words(well(page, /^Run/))).toContain('Average of frames 10 to 17')
    await expect.poll(() => letters(well(page, /^Run/))).toBe('L R')
    await expect.poll(() => words(well(page, /^Run/))).toContain('Sharpened 50%')
  })
  expect(app.pageErrors).toEqual([])
})

test('planes of a CT follow the layout together', async ({ open }) => {
  const app = await open()
  const { page } = app
  await importFolder(app, sampleCase('g-tilted-gantry/tilted'))
  await openCaseOf(page, 'SAMPLE, TILTED GANTRY')
  for (const name of [/Axial/, /Coronal/, /Sagittal/]) await waitForPicture(page, name)
  const all = async (): Promise<readonly string[]> => Promise.all([/Axial/, /Coronal/, /Sagittal/].map(name => letters(well(page, name))))
  const first = (edges: string): string => edges.replace(/ ([LRAPHF])( [LRAPHF])?/g, ' $1')
  const before = await all()
  expect(before.map(edges => edges.charAt(0))).toEqual(['R', 'R', 'A'])
  await layout(page, 'As positioned')
  // The header says supine, which is how radiologists look at everybody.
  expect(await all()).toEqual(before)
  await page.getByRole('radiogroup', { name: 'Patient lies' }).getByRole('radio', { name: 'Prone' }).click()
  await expect.poll(async () => (await all()).map(edges => first(edges).charAt(0))).toEqual(['L', 'L', 'A'])
  expect(await words(well(page, /Axial/))).toContain('As positioned: turned 180°')
  await layout(page, 'Radiologic')
  await expect.poll(all).toEqual(before)
  expect(await words(well(page, /Axial/))).toContain('Radiologic')
  expect(app.pageErrors).toEqual([])
})

test('the shutter of a real spot film is lifted, which is said, and brightness follows it', async ({ open, dataFolder }) => {
  test.skip(realImages === '', WITHOUT_REAL_IMAGES)
  const images = `${dataFolder}/images`
  await mkdir(images)
  await copyFile(`${realImages}/xa_rf/0015.DCM`, `${images}/0015.DCM`)
  const app = await open()
  const { page } = app
  expect(await importFolder(app, images)).toBe(1)
  await page.getByRole('button', { name: /^Open / }).first().click()
  await waitForPicture(page, /^Image/)
  const image = well(page, /^Image/)
  await image.focus()
  await page.keyboard.press('1')
  await expect.poll(() => image.getAttribute('data-window')).not.toBe('127 255')
  const closed = (await image.getAttribute('data-window')) ?? ''
  await image.click({ button: 'right', position: { x: 40, y: 40 } })
  await page.getByRole('menuitem', { name: 'Lift shutter' }).click()
  await expect.poll(() => words(image)).toContain('Shutter off')
  await image.focus()
  await page.keyboard.press('1')
  await expect.poll(() => image.getAttribute('data-window')).not.toBe(closed)
  await page.getByRole('button', { name: /^Shutter off\. Show Image as acquired/ }).click()
  await expect.poll(() => words(image)).not.toContain('Shutter off')
  expect(app.pageErrors).toEqual([])
})
