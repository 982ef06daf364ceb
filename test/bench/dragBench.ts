/**
 * How many times a second the figures follow a target that is dragged, in a real Chromium without a graphics card, beside six
 * structures of 50 points: counted are the frames on the screen with another clearance than the one before.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { createServices } from '#electron/services/createServices.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { structureKinds } from '#shared/planning/structureKinds.ts'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { openApp, sampleCase } from '#test/e2e/openApp.ts'
import { softwareGpuSwitches } from '#test/e2e/findBrowser.ts'
import { goToStage, handleAt, openCaseOf, waitForPicture, well } from '#test/e2e/steps.ts'

const SECONDS = 4
/** As often as the browser hands a hand's moves to a page: once a frame of a common screen. */
const MOVE_EVERY_MS = 1000 / 60
const now = new Date().toISOString()
const TARGET: [number, number, number] = [-19, 5, -0.5]

function structure(seriesUid: string, frameOfReferenceUid: string | null, n: number): PlannedStructure {
  const { kind, name } = structureKinds[n] ?? structureKinds[0]
  return {
    id: randomUUID(), seriesUid, frameOfReferenceUid, kind, name, uncertaintyMm: 1, drawnBy: 'bench', drawnAtIso: now,
    shape: { form: 'tube', points: Array.from({ length: 50 }, (_, at) => ({ pointLpsMm: [TARGET[0] + (n - 2.5) * 10 + 3 * Math.sin(at / 6), TARGET[1] + 4 * Math.cos(at / 5), at - 25], radiusMm: 2 })) },
  }
}

async function seed(dataFolder: string): Promise<void> {
  const { services, close } = await createServices({ ports: buildPorts(dataFolder), version: '0.1.0', sampleCases: () => 'none' })
  try {
    const imported = await services['library.import']({ paths: [path.join(sampleCase('f-ct-guided'), 'planning')], storage: 'inPlace' })
    const library = imported.ok ? await services['library.series']({}) : null
    const series = library?.ok === true ? library.value.series[0] : undefined
    if (series === undefined) throw new Error('The sample case was not imported.')
    const plan = { kind: 'volume' as const, planId: randomUUID(), name: 'Path A', colour: '#5AD8FF', seriesUid: series.seriesUid, frameOfReferenceUid: series.volume?.frameOfReferenceUid ?? null, entryLpsMm: [-40, 50.6, -0.5] as [number, number, number], targetLpsMm: TARGET, needle: { gauge: 22, lengthMm: 90 } }
    const document: CaseDocument = {
      ...emptyCaseDocument, plans: [plan], activePlanId: plan.planId,
      study: { ...emptyCaseDocument.study, patientConfirmed: true, level: 'C1-2', side: 'RIGHT', faceTowardsAnterior: 'yes', skullTowardsHead: 'yes', confirmedAtIso: now },
      planning: { ...emptyCaseDocument.planning, structures: Array.from({ length: 6 }, (_, n) => structure(series.seriesUid, plan.frameOfReferenceUid, n)) },
    }
    const begun = await services['case.get']({ caseId: series.caseId })
    if (!begun.ok) throw new Error(begun.error.message)
    const saved = await services['case.edit']({ caseId: series.caseId, baseVersion: begun.value.version, step: 'bench', document })
    if (!saved.ok) throw new Error(saved.error.message)
  } finally {
    await close()
  }
}

/** Moves the target about as a hand does; moves and different clearances a second. A clearance counts once a frame with it was on the screen. */
async function dragFor(page: Page): Promise<{ readonly moves: number; readonly shown: number }> {
  await openCaseOf(page, 'SAMPLE, CT GUIDED')
  await goToStage(page, 'Plan')
  await waitForPicture(page, /Axial/)
  const axial = well(page, /Axial/)
  await axial.focus()
  await page.keyboard.press('j')
  await page.waitForTimeout(500)
  const from = await handleAt(axial, 'target')
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  const endFrames = await countFrames(page)
  await watchClearances(page)
  const startedAt = performance.now()
  const sent: Promise<void>[] = []
  while (performance.now() - startedAt < SECONDS * 1000) {
    // Not waited for: a hand does not wait for the picture, and a move is answered only when a frame has taken it.
    sent.push(page.mouse.move(from.x + 30 * Math.sin(sent.length / 9), from.y + 20 * Math.cos(sent.length / 7)))
    await setTimeout(Math.max(0, startedAt + sent.length * MOVE_EVERY_MS - performance.now()))
  }
  const changes = await page.evaluate(() => (globalThis as { axisDrag?: { changes: number } }).axisDrag?.changes ?? Number.NaN)
  const seconds = (performance.now() - startedAt) / 1000
  const frames = await endFrames()
  await Promise.all(sent)
  await page.mouse.up()
  return { moves: sent.length / seconds, shown: Math.min(changes, frames) / seconds }
}

/** Counts in the page how many frames begin with another clearance than the one before. */
const watchClearances = (page: Page): Promise<void> => page.evaluate(() => {
  const region = document.querySelector('[aria-label="Clearance along the path"]')
  if (region === null) throw new Error('No clearances are shown.')
  const state = { changes: 0, last: region.textContent }
  Object.assign(globalThis, { axisDrag: state })
  const look = (): void => {
    const text = region.textContent
    if (text !== state.last) state.changes += 1
    state.last = text
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})

/** Frames that the display has shown until the answer is called: a page can make more than reach the screen. */
async function countFrames(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  let frames = 0
  session.on('Tracing.dataCollected', ({ value }) => { frames += value.filter((event) => event['name'] === 'Display::FrameDisplayed').length })
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['viz', 'benchmark'] } })
  return async () => {
    const complete = new Promise<void>((resolve) => { session.once('Tracing.tracingComplete', () => { resolve() }) })
    await session.send('Tracing.end')
    await complete
    return frames
  }
}

const dataFolder = await mkdtemp(path.join(tmpdir(), 'axis-drag-'))
await seed(dataFolder)
/** Chromium's own drawing where there is no graphics card; and everything by SwiftShader, as the tests start it, which takes a frame's time for itself. */
const drawings = [
  { name: 'no graphics card', switches: ['--disable-gpu'], targetMs: 33 },
  { name: 'SwiftShader for a graphics card', switches: softwareGpuSwitches, targetMs: null },
] as const

const rows = []
for (const { name, switches, targetMs } of drawings) {
  const app = await openApp('chromium', dataFolder, { size: { width: 1366, height: 768 }, drawing: switches })
  try {
    const { moves, shown } = await dragFor(app.page)
    rows.push({ work: `from one clearance on the screen to the next, a target being dragged: ${name}`, ours: 1000 / shown, unit: 'ms', target: targetMs, other: null, note: `six structures of 50 points; ${shown.toFixed(0)} a second, of ${moves.toFixed(0)} moves` })
  } finally {
    await app.close()
  }
}
await rm(dataFolder, { recursive: true, force: true })
console.log(JSON.stringify({ bench: 'drag', rows }))
