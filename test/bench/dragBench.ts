/**
 * How many times a second the figures follow a target that is dragged, in a real Chromium without a graphics card, beside six
 * structures of 50 points: counted are the different clearances that the panel shows.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createServices } from '#electron/services/createServices.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { structureKinds } from '#shared/planning/structureKinds.ts'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { openApp, sampleCase } from '#test/e2e/openApp.ts'
import { goToStage, handleAt, openCaseOf, waitForPicture, well } from '#test/e2e/steps.ts'

const SECONDS = 4
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

const dataFolder = await mkdtemp(path.join(tmpdir(), 'axis-drag-'))
await seed(dataFolder)
const app = await openApp('chromium', dataFolder, { size: { width: 1366, height: 768 } })
try {
  const { page } = app
  await openCaseOf(page, 'SAMPLE, CT GUIDED')
  await goToStage(page, 'Plan')
  await waitForPicture(page, /Axial/)
  const axial = well(page, /Axial/)
  await axial.focus()
  await page.keyboard.press('j')
  await page.waitForTimeout(500)
  const from = await handleAt(axial, 'target')
  await page.evaluate(() => {
    const region = document.querySelector('[aria-label="Clearance along the path"]')
    if (region === null) throw new Error('No clearances are shown.')
    const state = { shown: new Set<string>(), changes: 0, last: '' }
    Object.assign(globalThis, { axisDrag: state })
    new MutationObserver(() => {
      const text = region.textContent
      if (text !== state.last) state.changes += 1
      state.last = text
    }).observe(region, { subtree: true, childList: true, characterData: true })
  })
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  const startedAt = performance.now()
  let moves = 0
  while (performance.now() - startedAt < SECONDS * 1000) {
    moves += 1
    await page.mouse.move(from.x + 30 * Math.sin(moves / 9), from.y + 20 * Math.cos(moves / 7))
  }
  const seconds = (performance.now() - startedAt) / 1000
  const changes = await page.evaluate(() => (globalThis as { axisDrag?: { changes: number } }).axisDrag?.changes ?? Number.NaN)
  await page.mouse.up()
  console.log(JSON.stringify({
    bench: 'drag',
    rows: [{ work: 'from one clearance shown to the next, a target being dragged', ours: 1000 * seconds / changes, unit: 'ms', target: 33, other: null, note: `six structures of 50 points; ${(changes / seconds).toFixed(0)} a second, of ${(moves / seconds).toFixed(0)} moves` }],
  }))
} finally {
  await app.close()
  await rm(dataFolder, { recursive: true, force: true })
}
