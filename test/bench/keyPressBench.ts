/**
 * From the press of K to "saved" painted on the screen, and to the answer that picture and event are durable, in a real Chromium
 * without a graphics card over the loopback host: capture, PNG, upload, fsync and the event all lie within it.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { openApp, sampleCase } from '#test/e2e/openApp.ts'
import { confirmSide, goToCases, goToStage, importFolder, openCaseOf, openInPlan, stopAtFirstFrame, waitForPicture, well } from '#test/e2e/steps.ts'

const GOAL_MS = 150
const PRESSES = 30

/** From now on the page waits for the press, and for the receipt after it; what both took is written on the page. */
const watchNextPress = (page: Page): Promise<void> => page.evaluate(() => {
  delete document.body.dataset['took']
  const receipt = document.querySelector('.receipt')
  if (receipt === null) throw new Error('There is no place for receipts.')
  // Receipts stand together for a while: the last one is what has just happened.
  const newest = (): string => receipt.lastElementChild?.textContent ?? ''
  addEventListener('keydown', ({ timeStamp }) => {
    const before = newest()
    const seen = new MutationObserver(() => {
      if (newest() === before || !/^Key image \d+ saved/.test(newest())) return
      seen.disconnect()
      // A task after the frame that shows the words.
      requestAnimationFrame(() => { setTimeout(() => {
        const shownAt = performance.now()
        const saved = performance.getEntriesByName('axis-guide:key-image-saved').at(-1)
        document.body.dataset['took'] = JSON.stringify([shownAt - timeStamp, saved === undefined ? null : saved.startTime + saved.duration - timeStamp])
      }) })
    })
    seen.observe(receipt, { childList: true, characterData: true, subtree: true })
  }, { capture: true, once: true })
})

async function press(page: Page, count: number): Promise<{ readonly shownMs: readonly number[]; readonly durableMs: readonly number[] }> {
  const [shownMs, durableMs]: number[][] = [[], []]
  for (let at = 0; at < count; at += 1) {
    await watchNextPress(page)
    await page.keyboard.press('k')
    const took: unknown = JSON.parse((await (await page.waitForFunction(() => document.body.dataset['took'], null, { timeout: 10_000 })).jsonValue()) ?? '')
    if (!Array.isArray(took)) throw new Error('Nothing was measured.')
    shownMs?.push(Number(took[0]))
    durableMs?.push(Number(took[1]))
    await page.waitForTimeout(300)
  }
  const sorted = (times: readonly number[] = []): readonly number[] => [...times].sort((one, other) => one - other)
  return { shownMs: sorted(shownMs), durableMs: sorted(durableMs) }
}

const rows = (what: string, { shownMs, durableMs }: Awaited<ReturnType<typeof press>>) => ([['shown as saved', shownMs], ['durable', durableMs]] as const).flatMap(([end, times]) => ([['median', times[times.length >> 1]], ['slowest', times.at(-1)]] as const)
  .map(([which, ours]) => ({ work: `K pressed on ${what} to ${end}, ${which}`, ours: ours ?? NaN, unit: 'ms', target: GOAL_MS, other: null, note: `${String(times.length)} presses at 1920x1080` })))

const folder = await mkdtemp(path.join(tmpdir(), 'axis-key-press-'))
const app = await openApp('chromium', folder)
try {
  const { page } = app
  await importFolder(app, sampleCase('a-arthrogram'))
  await openCaseOf(page, 'SAMPLE, ARTHROGRAM')
  await waitForPicture(page, /./)
  await confirmSide(page, 'RIGHT', 'Dr B. Weber')
  await goToStage(page, 'Contrast')
  await waitForPicture(page, /^AP/)
  await stopAtFirstFrame(page, well(page, /^AP/))
  await well(page, /^AP/).focus()
  const run = await press(page, PRESSES)
  await goToCases(page)
  const axial = await openInPlan(app, path.join(sampleCase('f-ct-guided'), 'planning'), 'SAMPLE, CT GUIDED')
  await axial.focus()
  console.log(JSON.stringify({ bench: 'keyPress', rows: [...rows('a run of 512²', run), ...rows('a plane of a CT', await press(page, PRESSES))] }))
} finally {
  await app.close()
  await rm(folder, { recursive: true, force: true })
}
