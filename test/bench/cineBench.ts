/**
 * Runs as their user has them, in a real Chromium over the loopback host: from the click on the case to the first frame, how
 * long a loop takes against the true times, how many frames reach the screen, and what all frames take in memory.
 */
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { softwareGpuSwitches } from '#test/e2e/findBrowser.ts'
import { openApp } from '#test/e2e/openApp.ts'
import { goToCases, openCaseOf } from '#test/e2e/steps.ts'
import { prepareRuns, SMALL_PATIENT, type BenchRun } from './benchRuns.ts'
import { processBytes, rendererMemory } from './rendererMemory.ts'

const LOOPS = 4

/** From the next click on: when the first frame was drawn. */
const watchFirstFrame = (page: Page): Promise<void> => page.evaluate(() => {
  addEventListener('click', ({ timeStamp }) => { Object.assign(globalThis, { axisClickedAt: timeStamp }) }, { capture: true, once: true })
})
const firstFrameMs = async (page: Page): Promise<number> => {
  const found = await page.waitForFunction(() => {
    const clickedAt = (globalThis as { axisClickedAt?: number }).axisClickedAt
    const mark = clickedAt === undefined ? undefined : performance.getEntriesByName('axis-guide:first-frame').find(({ startTime }) => startTime > clickedAt)
    return mark === undefined || clickedAt === undefined ? null : mark.startTime - clickedAt
  })
  return Number(await found.jsonValue())
}

type Played = { readonly loopMs: readonly number[]; readonly shownALoop: number; readonly dropped: number }

/** Follows the picture beat by beat until it has begun again so often; what it shows is what its view says after painting. */
const watchLoops = (page: Page, loops: number): Promise<Played> => page.evaluate(wanted => new Promise<Played>(resolve => {
  const view = document.querySelector<HTMLElement>('[data-frame]')
  const words = document.querySelector('.ch-t .end')
  const begunAt: number[] = []
  let [last, shown] = [-1, 0]
  const look = (now: number): void => {
    const frame = Number(view?.dataset['frame'])
    if (frame !== last) {
      if (frame < last) begunAt.push(now)
      if (begunAt.length > 0 && begunAt.length <= wanted) shown += 1
      last = frame
    }
    if (begunAt.length <= wanted) requestAnimationFrame(look)
    else resolve({ loopMs: begunAt.slice(1).map((at, index) => at - (begunAt[index] ?? 0)), shownALoop: shown / wanted, dropped: Number(/(\d+) dropped/.exec(words?.textContent ?? '')?.[1]) })
  }
  requestAnimationFrame(look)
}), loops)

/** Pictures that the display has shown until the answer is called: a page can make more than reach the screen. */
async function countDisplayed(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  let displayed = 0
  session.on('Tracing.dataCollected', ({ value }) => { displayed += value.filter(event => event['name'] === 'Display::FrameDisplayed').length })
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['viz', 'benchmark'] } })
  return async () => {
    const complete = new Promise<void>(resolve => { session.once('Tracing.tracingComplete', () => { resolve() }) })
    await session.send('Tracing.end')
    await complete
    return displayed
  }
}

/** The most that the page's process held until the answer is called. */
function watchPeak(browser: Browser): () => Promise<number> {
  const state = { peak: 0, goes: true }
  const watching = (async () => { while (state.goes) state.peak = Math.max(state.peak, (await processBytes(browser).catch(() => 0)) ?? 0) })()
  return async () => {
    state.goes = false
    await watching
    return state.peak
  }
}

/** Code, canvases and workers of a view are there for any run: what is weighed is what this one adds. */
async function openSmallRun(page: Page): Promise<void> {
  await openCaseOf(page, SMALL_PATIENT)
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
  await page.waitForTimeout(1500)
}

async function openFromCases(page: Page, patient: string): Promise<void> {
  await goToCases(page)
  await page.getByRole('button', { name: `Open ${patient}`, exact: true }).first().waitFor()
}

async function measure(browser: Browser, page: Page, run: BenchRun) {
  // Weighing takes a processor for itself: the first frame is timed in an opening of its own.
  await openSmallRun(page)
  await openFromCases(page, run.patient)
  await watchFirstFrame(page)
  await openCaseOf(page, run.patient)
  const firstMs = await firstFrameMs(page)
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await openFromCases(page, SMALL_PATIENT)
  await openSmallRun(page)
  const before = await rendererMemory(browser, page)
  await openFromCases(page, run.patient)
  const endPeak = watchPeak(browser)
  await openCaseOf(page, run.patient)
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await page.waitForFunction(() => document.querySelector('figure [role=progressbar]') === null)
  const peak = await endPeak()
  const endDisplayed = await countDisplayed(page)
  const startedAt = performance.now()
  const played = await watchLoops(page, LOOPS)
  const displayed = (await endDisplayed()) / ((performance.now() - startedAt) / 1000)
  const after = await rendererMemory(browser, page)
  const share = (bytes: number | null): number => (bytes === null || before.processBytes === null ? Number.NaN : (bytes - before.processBytes) / run.bytes)
  return { firstMs, ...played, displayed, memory: share(after.processBytes), peak: share(peak) }
}

const rowsOf = (run: BenchRun, drawing: string, found: Awaited<ReturnType<typeof measure>>) => {
  const trueMs = run.frames * run.frameMs
  const off = Math.max(...found.loopMs.map(ms => Math.abs(ms - trueMs)))
  const row = (work: string, ours: number, unit: string, target: number | null, note: string) => ({ work: `${run.words}, ${drawing}: ${work}`, ours, unit, target, other: null, note })
  return [
    row('click on the case to the first frame', found.firstMs, 'ms', 300, 'another run was open before'),
    row('a loop against its true time, worst', off, 'ms', run.frameMs, `a loop is seen to end when its first frame is drawn, late frames being dropped; true ${trueMs.toFixed(0)}; ${found.loopMs.map(ms => ms.toFixed(0)).join(', ')}`),
    row('frames dropped of a loop', run.frames - found.shownALoop, 'frames', null, `${found.shownALoop.toFixed(1)} of ${String(run.frames)} shown; the time line says ${String(found.dropped)} dropped since play began; ${found.displayed.toFixed(0)} pictures a second reached the display, whole page`),
    row('memory of the page for all frames, times their bytes', found.memory, '×', 1.5, `most while loading ${found.peak.toFixed(2)}; PSS of the renderer process after garbage collection, before with a run of 2 frames open, after with this one`),
  ]
}

execFileSync(process.execPath, ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'], { stdio: ['ignore', 'ignore', 'inherit'] })
const drawings = [
  { name: 'no graphics card', switches: ['--disable-gpu'] },
  { name: 'SwiftShader for a graphics card', switches: softwareGpuSwitches },
] as const
const folder = await mkdtemp(path.join(tmpdir(), 'axis-cine-bench-'))
try {
  const runs = await prepareRuns(folder, path.join(folder, 'data'))
  const rows = []
  for (const { name, switches } of drawings) {
    for (const run of runs) {
      const app = await openApp('chromium', path.join(folder, 'data'), { drawing: switches })
      try {
        if (app.browser === null) throw new Error('No browser to measure.')
        rows.push(...rowsOf(run, name, await measure(app.browser, app.page, run)))
      } finally {
        await app.close()
      }
    }
  }
  console.log(JSON.stringify({ bench: 'cine', rows }))
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
}
