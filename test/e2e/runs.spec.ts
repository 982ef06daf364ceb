import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { runBytes, type RunFields } from '#test/builders/runBytes.ts'
import { expect, realImages, test, WITHOUT_REAL_IMAGES } from './fixtures.ts'
import { sampleCase, type OpenApp } from './openApp.ts'
import { boxOf, comeBack, confirmSide, goToStage, importFolder, openCaseOf, waitForPicture, waitUntilSaved, well } from './steps.ts'

const CASE = 'Test, Phantom'
const RUN = /^Run/
/** A small window and few frames a second: what is tested is which frame is due, on any machine, not how fast this one draws. */
const SMALL = { size: { width: 1366, height: 768 } }

type Beat = { readonly atMs: number; readonly frames: readonly number[] }
/** What the views show, beat by beat, for so long; frames of the series, as each view says after painting. */
const watch = (page: Page, forMs: number): Promise<readonly Beat[]> => page.evaluate(duration => new Promise<Beat[]>(resolve => {
  const beats: Beat[] = []
  const begun = performance.now()
  const look = (now: number): void => {
    const frames = [...document.querySelectorAll<HTMLElement>('[data-frame]')].map(view => Number(view.dataset['frame']))
    if (beats.at(-1)?.frames.join() !== frames.join()) beats.push({ atMs: now - begun, frames })
    if (now - begun < duration) requestAnimationFrame(look)
    else resolve(beats)
  }
  requestAnimationFrame(look)
}), forMs)
const framesOf = (beats: readonly Beat[], view = 0): readonly number[] => beats.flatMap(({ frames }) => frames[view] ?? []).filter((frame, at, all) => frame !== all[at - 1])

/** How long each whole loop took; one in which the page stood still longer than a beat lasts at half speed tells nothing. */
function loopsOf(beats: readonly Beat[]): readonly number[] {
  const begins = beats.flatMap(({ frames }, at) => ((frames[0] ?? 9) < (beats[at - 1]?.frames[0] ?? 0) ? [at] : []))
  return begins.slice(1).flatMap((end, n) => {
    const loop = beats.slice(begins[n], end + 1).map(({ atMs }) => atMs)
    const [first, last] = [loop[0], loop.at(-1)]
    const isStalled = loop.some((atMs, at) => at > 0 && atMs - (loop[at - 1] ?? atMs) > 1200)
    return first === undefined || last === undefined || isStalled ? [] : [last - first]
  })
}

const timeLine = (page: Page): Locator => page.getByRole('region', { name: /^Time line/ })
const play = (page: Page): Locator => timeLine(page).getByRole('button', { name: 'Play', exact: true })
const pause = (page: Page): Locator => timeLine(page).getByRole('button', { name: 'Pause', exact: true })
const slider = (page: Page): Locator => timeLine(page).getByRole('slider', { name: 'Frame', exact: true })

async function write(folder: string, runs: readonly RunFields[]): Promise<string> {
  const images = path.join(folder, 'images')
  await mkdir(images)
  for (const [at, run] of runs.entries()) await writeFile(path.join(images, `IM${String(at)}`), runBytes({ seriesUid: `1.2.3.9.${String(at)}`, sopInstanceUid: `1.2.3.9.${String(at)}.1`, ...run }))
  return images
}

async function openRuns(app: OpenApp, folder: string, runs: readonly RunFields[]): Promise<void> {
  await importFolder(app, await write(folder, runs))
  await openCaseOf(app.page, CASE)
}

test('a run plays by itself as its header prefers: its part, there and back, at its true times; slower when asked', async ({ open, dataFolder }) => {
  const app = await open(SMALL)
  const { page } = app
  const preferred = { '00082142': ['IS', '3'], '00082143': ['IS', '6'], '00181244': ['US', 1], '00286010': ['US', 7] } as const
  await openRuns(app, dataFolder, [{ frames: 20, frameTimeMs: '400', rows: 128, columns: 128, change: preferred }])
  await expect(pause(page)).toBeVisible()
  await expect(timeLine(page)).toContainText('Trimmed 3 to 6 of 20, as the header asks.')
  await expect(timeLine(page)).toContainText('2.5 frames/s true rate by Frame Time')
  await expect(timeLine(page)).toContainText(/\d+ dropped/)
  const seen: number[] = []
  await expect.poll(async () => {
    const shown = framesOf(await watch(page, 3000))
    seen.push(...shown)
    // A loop goes down only from its last frame to its first.
    return shown.filter((frame, at) => at > 0 && frame === (shown[at - 1] ?? frame) - 1).length
  }).toBeGreaterThanOrEqual(2)
  // Before it plays, the frame that stands for the run is shown.
  expect(seen.filter(frame => (frame < 2 || frame > 5) && frame !== 6)).toEqual([])

  await test.step('half speed is said, and takes twice as long', async () => {
    await timeLine(page).getByRole('button', { name: /^Sweep 3 to 6/ }).click()
    await timeLine(page).getByRole('button', { name: /^Once 3 to 6/ }).click()
    await timeLine(page).getByRole('radio', { name: 'Half speed' }).click()
    await expect(timeLine(page)).toContainText('half speed')
    await play(page).or(pause(page)).first().waitFor()
    if (await play(page).isVisible()) await play(page).click()
    // Four frames of 800 ms.
    await expect.poll(async () => Math.min(...loopsOf(await watch(page, 8000)).map(loopMs => Math.abs(loopMs - 3200))), { timeout: 60_000 }).toBeLessThan(800)
  })
  await test.step('Space stops it, the arrow keys step, and it stays where it was left', async () => {
    await well(page, RUN).focus()
    await page.keyboard.press('Space')
    await expect(play(page)).toBeVisible()
    const before = Number(await slider(page).inputValue())
    await page.keyboard.press('ArrowRight')
    await expect(slider(page)).toHaveValue(String(before + 1))
    await expect(well(page, RUN)).toHaveAttribute('data-frame', String(before + 1))
  })
  expect(app.pageErrors).toEqual([])
})

test('a trim and marks on the time line are kept, undone, and lead back to their frames', async ({ open, dataFolder }) => {
  let app = await open(SMALL)
  let { page } = app
  await openRuns(app, dataFolder, [{ frames: 40, frameTimeMs: '50', rows: 128, columns: 128 }])
  await pause(page).click()
  const start = (): Locator => timeLine(page).getByRole('slider', { name: 'Start of what plays' })

  await test.step('the handle is dragged; one step of undo', async () => {
    const [line, handle] = [await boxOf(slider(page)), await boxOf(start())]
    await page.mouse.move(handle.x + handle.width - 6, handle.y + handle.height / 2)
    await page.mouse.down()
    await page.mouse.move(line.x + line.width / 4, handle.y + 8, { steps: 6 })
    await page.mouse.up()
    await expect(timeLine(page)).toContainText(/Trimmed (9|10|11) to 40 of 40\./)
    await expect(page.getByRole('button', { name: /^Undo/ })).toContainText(/trimmed (9|10|11) to 40/)
    await page.keyboard.press('Control+z')
    await expect(timeLine(page)).not.toContainText('Trimmed')
    await page.keyboard.press('Control+Shift+z')
    await expect(timeLine(page)).toContainText(/Trimmed (9|10|11) to 40 of 40\./)
  })
  await test.step('keys do the same at the frame that is shown', async () => {
    await slider(page).fill('30')
    await well(page, RUN).focus()
    await page.keyboard.press(']')
    await expect(timeLine(page)).toContainText(/to 31 of 40\./)
    await start().focus()
    await page.keyboard.press('Home')
    await expect(timeLine(page)).toContainText('Trimmed 1 to 31 of 40.')
  })
  await test.step('a mark is named where it stands', async () => {
    await slider(page).fill('12')
    await timeLine(page).getByRole('button', { name: 'Mark frame' }).click()
    await timeLine(page).getByLabel('Name of the mark').fill('Joint fills')
    await timeLine(page).getByLabel('Name of the mark').press('Enter')
    await waitUntilSaved(page)
    await slider(page).fill('20')
    await timeLine(page).getByRole('button', { name: 'Joint fills, go to frame 13' }).click()
    await expect(slider(page)).toHaveValue('12')
  })
  await test.step('all of it is there after a restart', async () => {
    await app.close()
    app = await open(SMALL)
    page = app.page
    await comeBack(page, CASE)
    await expect(timeLine(page)).toContainText('Trimmed 1 to 31 of 40.')
    await pause(page).click()
    await timeLine(page).getByRole('button', { name: 'Joint fills, go to frame 13' }).click()
    await timeLine(page).getByRole('button', { name: 'Remove mark' }).click()
    await expect(timeLine(page).getByRole('button', { name: /Joint fills/ })).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect(timeLine(page).getByRole('button', { name: /Joint fills/ })).toHaveCount(1)
    await timeLine(page).getByRole('button', { name: 'Whole run' }).click()
    await expect(timeLine(page)).not.toContainText('Trimmed')
  })
  expect(app.pageErrors).toEqual([])
})

test('a run without times says so, has no seconds, and plays at the rate that the operator sets', async ({ open, dataFolder }) => {
  const app = await open(SMALL)
  const { page } = app
  const capture = { modality: 'OT', sopClassUid: '1.2.840.10008.5.1.4.1.1.7.2', frameTimeMs: null, bits: 8, frames: 12, rows: 128, columns: 128 } as const
  await openRuns(app, dataFolder, [capture])
  await expect(pause(page)).toBeVisible()
  await expect(timeLine(page)).toContainText('This run has no frame times. Speed and washout cannot be measured. It plays at 10 frames per second.')
  await expect(timeLine(page)).not.toContainText(/\d s\b/)
  await timeLine(page).getByRole('button', { name: 'Set the rate' }).click()
  await timeLine(page).getByLabel('Frames per second').fill('4')
  await timeLine(page).getByLabel('Frames per second').press('Enter')
  await expect(timeLine(page)).toContainText('It plays at 4 frames per second, as set.')
  // At ten frames a second, or one drawn late, there would be other frames between.
  await expect.poll(async () => framesOf(await watch(page, 3000)).length).toBeGreaterThanOrEqual(5)
  expect(framesOf(await watch(page, 3000)).length).toBeLessThanOrEqual(14)
  await pause(page).click()
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^frame \d+ of 12$/)
  await page.keyboard.press('Control+z')
  await expect(timeLine(page)).toContainText('It plays at 10 frames per second.')
  expect(app.pageErrors).toEqual([])
})

test('two runs in step start at a common event, go each at its own times, and are stepped together', async ({ open, dataFolder }) => {
  const app = await open(SMALL)
  const { page } = app
  const turned = (degrees: number, time: string) => ({ rows: 200, columns: 200, change: { '00181510': ['DS', String(degrees)], '00181511': ['DS', '0'], '00080032': ['TM', time] } }) as const
  await openRuns(app, dataFolder, [{ frames: 8, frameTimeMs: '300', description: 'AP', ...turned(0, '101000') }, { frames: 6, frameTimeMs: '450', description: 'Side', ...turned(90, '101100') }])
  await confirmSide(page, 'LEFT', 'Dr B. Weber')
  await goToStage(page, 'Contrast')
  const [ap, lateral] = [well(page, /^AP/), well(page, /^Lateral/)]
  await expect(pause(page)).toBeVisible()
  const activate = async (view: Locator): Promise<void> => {
    await view.focus()
    await expect(page.getByRole('region', { name: view === ap ? /^Time line, AP/ : /^Time line, Lateral/ })).toBeVisible()
  }
  const goTo = async (view: Locator, frame: number): Promise<void> => {
    await activate(view)
    // A slider that stands there already, by chance of the play, says nothing when it is filled.
    if (await pause(page).isVisible()) await pause(page).click()
    await slider(page).fill(String(frame))
    await expect(play(page)).toBeVisible()
    await expect(view).toHaveAttribute('data-frame', String(frame))
  }
  await goTo(ap, 2)
  await goTo(lateral, 1)
  await activate(lateral)
  await page.keyboard.press('y')
  await timeLine(page).getByRole('button', { name: 'Event here' }).click()
  await expect(timeLine(page)).toContainText('Start together: frame 2 here, 1 in the other')
  await activate(lateral)
  await page.keyboard.press('y')
  await goTo(ap, 2)
  await page.keyboard.press('y')
  await timeLine(page).getByRole('button', { name: 'Event here' }).click()
  await expect(timeLine(page)).toContainText('Start together: frame 3 here, 2 in the other')

  await test.step('a step of one is the same moment in the other', async () => {
    await goTo(ap, 5)
    await expect(lateral).toHaveAttribute('data-frame', '3')
    await activate(ap)
    await page.keyboard.press('ArrowLeft')
    await expect(ap).toHaveAttribute('data-frame', '4')
    await expect(lateral).toHaveAttribute('data-frame', '2')
  })
  await test.step('played, both show frames of one moment, from the event to the end of each', async () => {
    await activate(ap)
    await page.keyboard.press('Space')
    const seen: [Set<number>, Set<number>] = [new Set(), new Set()]
    const apartMs: number[] = []
    await expect.poll(async () => {
      const beats = await watch(page, 3000)
      for (const [at, { atMs, frames: [a = -1, b = -1] }] of beats.entries()) {
        seen[0].add(a)
        seen[1].add(b)
        // The shorter run holds its last frame; after a stall the pictures come one after the other.
        const isStalled = at === 0 || atMs - (beats[at - 1]?.atMs ?? 0) > 500
        if (!isStalled && a < 7 && b < 5 && a > 2 && b > 1) apartMs.push(Math.abs((a - 2) * 300 - (b - 1) * 450))
      }
      return [...seen.map(frames => [Math.min(...frames), Math.max(...frames)]), apartMs.length > 3]
    }, { timeout: 60_000 }).toEqual([[2, 7], [1, 5], true])
    // Each picture may be painted one frame late.
    expect(Math.max(...apartMs)).toBeLessThanOrEqual(300 + 450)
    await page.keyboard.press('Space')
    await expect(play(page)).toBeVisible()
  })
  await test.step('parted, each stays where it is', async () => {
    await page.keyboard.press('y')
    await activate(lateral)
    const kept = await slider(page).inputValue()
    await goTo(ap, 0)
    await expect(lateral).toHaveAttribute('data-frame', kept)
  })
  expect(app.pageErrors).toEqual([])
})

test('runs of different sizes in one series are told by their size, each shown by its own', async ({ open, dataFolder }) => {
  const app = await open(SMALL)
  const { page } = app
  const series = '1.2.3.8.1'
  await openRuns(app, dataFolder, [{ frames: 6, rows: 128, columns: 128, seriesUid: series, instanceNumber: 1 }, { frames: 8, rows: 96, columns: 160, seriesUid: series, instanceNumber: 2 }])
  await page.getByRole('combobox', { name: 'Run' }).or(page.getByRole('textbox', { name: 'Run' })).first().click()
  await page.getByRole('option', { name: 'Run 2 of 2, 160 × 96' }).click()
  await expect(timeLine(page)).toContainText(/frame \d of 8/)
  await expect(pause(page)).toBeVisible()
  await waitForPicture(page, RUN)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.getByRole('combobox', { name: 'Run' }).or(page.getByRole('textbox', { name: 'Run' })).first().click()
  await page.getByRole('option', { name: 'Run 1 of 2, 128 × 128' }).click()
  await expect(timeLine(page)).toContainText('frame 1 of 6')
  await page.waitForTimeout(600)
  await expect(play(page)).toBeVisible()
  expect(app.pageErrors).toEqual([])
})

test('ultrasound in palette colours, and what a mobile C-arm sends as secondary captures, play alike', async ({ open, dataFolder }) => {
  test.skip(realImages === '', WITHOUT_REAL_IMAGES)
  const app = await open(SMALL)
  const { page } = app
  const images = path.join(dataFolder, 'ultrasound')
  await mkdir(images)
  await copyFile(path.join(realImages, 'us_cine/0020.DCM'), path.join(images, '0020.DCM'))
  await importFolder(app, images)
  await page.getByRole('button', { name: /^Open / }).first().click()
  await expect(timeLine(page)).toContainText('15.9 frames/s true rate by Frame Time')
  await expect.poll(async () => new Set(framesOf(await watch(page, 1500))).size).toBeGreaterThan(2)
  await well(page, RUN).focus()
  await page.keyboard.press('Space')
  await expect(play(page)).toBeVisible()
  await page.keyboard.press('End')
  await expect(timeLine(page)).toContainText('frame 11 of 11')

  await page.getByRole('banner').getByRole('button', { name: 'Cases' }).click()
  await importFolder(app, sampleCase('h-mobile-c-arm/run-pa'))
  await page.getByRole('button', { name: /^Open SAMPLE/ }).first().click()
  await expect(pause(page)).toBeVisible()
  await expect.poll(async () => new Set(framesOf(await watch(page, 1500))).size).toBeGreaterThan(3)
  expect(app.pageErrors).toEqual([])
})

test('a run whose file is cut short is opened with the frames that are there; what is missing is said wherever it is shown', async ({ open, dataFolder }) => {
  const app = await open(SMALL)
  const { page } = app
  const images = await write(dataFolder, [{ frames: 12, frameTimeMs: '250', rows: 128, columns: 128, modality: 'XA', change: { '00281040': ['CS', 'LIN'] } }])
  const file = path.join(images, 'IM0')
  const whole = await readFile(file)
  // Frames 11 and 12 are gone, and half of frame 10.
  await writeFile(file, whole.subarray(0, whole.length - 2.5 * 128 * 128 * 2))
  await importFolder(app, images)
  await expect(page.getByRole('list', { name: 'Opened in part' })).toContainText('IM0: 9 of 12 frames are there: the file is cut short, the last 3 are missing.')
  await openCaseOf(page, CASE)
  await expect(timeLine(page)).toContainText('9 of 12 frames are there: the file is cut short, the last 3 are missing. Nothing is known of them.')
  await expect(timeLine(page)).toContainText('Trimmed 1 to 9 of 12.')
  const seen = new Set<number>()
  await expect.poll(async () => {
    for (const frame of framesOf(await watch(page, 2500))) seen.add(frame)
    return Math.max(...seen)
  }).toBe(8)
  await pause(page).click()
  await slider(page).fill('10')
  await expect(page.getByText('Frame 11 of 12 cannot be shown. It is not in the file, which is cut short.')).toBeVisible()
  await slider(page).fill('5')
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Contrast')
  await expect(page.getByText('What flowed in or out after frame 9 cannot be seen.')).toBeVisible()
  await writeFile(file, whole)
  await page.getByRole('banner').getByRole('button', { name: 'Cases' }).click()
  expect(await importFolder(app, images)).toBe(1)
  await openCaseOf(page, CASE)
  await expect(timeLine(page)).toContainText('of 12')
  await expect(page.getByText(/cut short/)).toHaveCount(0)
})
