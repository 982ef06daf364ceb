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
import { rendererMemory } from './rendererMemory.ts'

const WARM_UP = 6
const ROUNDS = 50

execFileSync(process.execPath, ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'], { stdio: ['ignore', 'ignore', 'inherit'] })
const folder = await mkdtemp(path.join(tmpdir(), 'axis-soak-bench-'))
try {
  const runs = await prepareRuns(folder, path.join(folder, 'data'))
  const app = await openApp('chromium', path.join(folder, 'data'), { size: { width: 1366, height: 768 }, drawing: ['--disable-gpu'] })
  try {
    const { page, browser } = app
    if (browser === null) throw new Error('No browser to measure.')
    page.setDefaultTimeout(120_000)
    const weights: { readonly processBytes: number | null; readonly heapBytes: number }[] = []
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      const run = runs[round % runs.length]
      if (run === undefined) throw new Error('No run to open.')
      await openCaseOf(page, run.patient)
      await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
      await page.waitForFunction(() => /shown at/.test(document.querySelector('.ch-t .end')?.textContent ?? ''))
      await goToCases(page)
      await page.getByRole('button', { name: `Open ${run.patient}`, exact: true }).first().waitFor()
      if (round >= WARM_UP - 1 && (round - WARM_UP + 1) % 10 === 0) {
        weights.push(await rendererMemory(browser, page))
        const { processBytes, heapBytes } = weights.at(-1) ?? { processBytes: null, heapBytes: 0 }
        console.error(`${String(round + 1)}: ${((processBytes ?? Number.NaN) / 2 ** 20).toFixed(1)} MB, JavaScript ${(heapBytes / 2 ** 20).toFixed(1)} MB`)
      }
    }
    const [first, last] = [weights[0], weights.at(-1)]
    if (first === undefined || last === undefined) throw new Error('Nothing was weighed.')
    const growth = (from: number | null, to: number | null): number => (from === null || to === null ? Number.NaN : (100 * (to - from)) / from)
    const words = (of: (weight: (typeof weights)[number]) => number | null): string => weights.map(weight => ((of(weight) ?? Number.NaN) / 2 ** 20).toFixed(0)).join(', ')
    const row = (work: string, ours: number, target: number | null, note: string) => ({ work, ours, unit: '%', target, other: null, note })
    console.log(JSON.stringify({
      bench: 'soak',
      rows: [
        row(`runs opened and closed ${String(ROUNDS)} times: growth of the page's process`, growth(first.processBytes, last.processBytes), 5, `after ${String(WARM_UP)} to warm up, every ten: ${words(({ processBytes }) => processBytes)} MB; PSS after garbage collection`),
        // Snapshots of the heap show compiled code and the browser's own timing entries in it, no object of the app's.
        row('the same, JavaScript heap', growth(first.heapBytes, last.heapBytes), 5, `${words(({ heapBytes }) => heapBytes)} MB; compiled code and the browser's own entries`),
      ],
    }))
  } finally {
    await app.close()
  }
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
}
