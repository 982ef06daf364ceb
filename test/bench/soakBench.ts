/**
 * Opens and closes runs fifty times in one window, in a real Chromium over the loopback host, and weighs the page after a few
 * and at the end: what is opened must be given back.
 */
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openApp } from '#test/e2e/openApp.ts'
import { goToCases, openCaseOf } from '#test/e2e/steps.ts'
import { prepareRuns } from './benchRuns.ts'
import { countHoldings, rendererMemory, type Holdings } from './rendererMemory.ts'

/**
 * What a page does often the engine compiles, bit by bit, and keeps: the code of a start that is not warm grows for a hundred
 * openings. Without its compilers (--js-flags=--no-opt,--no-maglev,--no-sparkplug) the heap is smaller after these rounds than before.
 */
const WARM_UP = 16
const ROUNDS = 50
const EVERY = 10
/** What the system counts swings by some megabytes from one opening to the next, up and down. */
const OF_ONE = 3
const kinds = ['nodes', 'listeners', 'buffers', 'workers'] as const

type Weighing = { readonly round: number; readonly processMb: number; readonly heapMb: number; readonly holds: Holdings }

/** Each figure by itself: the middle one of several weighings. */
function middleOf(weighings: readonly Weighing[]): Weighing {
  const middle = (of: (weighing: Weighing) => number): number => weighings.map(of).toSorted((a, b) => a - b)[weighings.length >> 1] ?? Number.NaN
  const holds = (kind: keyof Holdings): number => middle((weighing) => weighing.holds[kind])
  return {
    round: middle(({ round }) => round), processMb: middle(({ processMb }) => processMb), heapMb: middle(({ heapMb }) => heapMb),
    holds: { objects: holds('objects'), nodes: holds('nodes'), listeners: holds('listeners'), buffers: holds('buffers'), workers: holds('workers') },
  }
}

execFileSync(process.execPath, ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'], { stdio: ['ignore', 'ignore', 'inherit'] })
const folder = await mkdtemp(path.join(tmpdir(), 'axis-soak-bench-'))
try {
  const runs = await prepareRuns(folder, path.join(folder, 'data'))
  const app = await openApp('chromium', path.join(folder, 'data'), { size: { width: 1366, height: 768 }, drawing: ['--disable-gpu'] })
  try {
    const { page, browser } = app
    if (browser === null) throw new Error('No browser to measure.')
    page.setDefaultTimeout(120_000)
    const weighings: Weighing[] = []
    for (let round = 1; round <= WARM_UP + ROUNDS; round += 1) {
      const run = runs[round % runs.length]
      if (run === undefined) throw new Error('No run to open.')
      await openCaseOf(page, run.patient)
      await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
      await page.waitForFunction(() => /shown at/.test(document.querySelector('.ch-t .end')?.textContent ?? ''))
      await goToCases(page)
      await page.getByRole('button', { name: `Open ${run.patient}`, exact: true }).first().waitFor()
      // Three openings to each weighing, the last of them the tenth, twentieth, ... after the warm-up.
      if (round <= WARM_UP - OF_ONE || (WARM_UP + ROUNDS - round) % EVERY >= OF_ONE) continue
      const weight = await rendererMemory(browser, page)
      weighings.push({ round, processMb: (weight.processBytes ?? Number.NaN) / 2 ** 20, heapMb: weight.heapBytes / 2 ** 20, holds: await countHoldings(page) })
      console.error(JSON.stringify(weighings.at(-1)))
    }
    const means = Array.from({ length: weighings.length / OF_ONE }, (_, at) => middleOf(weighings.slice(at * OF_ONE, (at + 1) * OF_ONE)))
    const [first, last] = [means[0], means.at(-1)]
    if (first === undefined || last === undefined) throw new Error('Nothing was weighed.')
    const growth = (of: (weighing: Weighing) => number): number => (100 * (of(last) - of(first))) / of(first)
    const words = (of: (weighing: Weighing) => number, digits = 0): string => means.map((mean) => of(mean).toFixed(digits)).join(', ')
    const row = (work: string, ours: number, target: number | null, note: string) => ({ work, ours, unit: '%', target, other: null, note })
    console.log(JSON.stringify({
      bench: 'soak',
      rows: [
        row(`runs opened and closed ${String(ROUNDS)} times: growth of the page's process`, growth(({ processMb }) => processMb), 5, `after ${String(WARM_UP)} to warm up, every ten: ${words(({ processMb }) => processMb)} MB; PSS after garbage collection, the middle of ${String(OF_ONE)} openings`),
        row('the same, JavaScript heap', growth(({ heapMb }) => heapMb), 5, `${words(({ heapMb }) => heapMb, 1)} MB, compiled code included`),
        row('the same, JavaScript objects that can be reached', growth(({ holds }) => holds.objects), 0.5, words(({ holds }) => holds.objects)),
        row('the same, nodes, listeners, buffers and workers: the most that one of them grew', Math.max(...kinds.map((kind) => growth(({ holds }) => holds[kind]))), 0, kinds.map((kind) => `${kind} ${String(last.holds[kind])}`).join(', ')),
      ],
    }))
  } finally {
    await app.close()
  }
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
}
