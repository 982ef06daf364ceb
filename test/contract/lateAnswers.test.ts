import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeCase, editCase, openCase, useReceipts, useSession } from '#renderer/features/case/index.ts'
import { answersOf, setMask } from '#renderer/features/contrast/runEdits.ts'
import type * as shiftTools from '#renderer/features/contrast/subtraction/shiftTools.ts'
import type * as checkScan from '#renderer/features/planning/check/checkScan.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { relationOf } from '#shared/planning/scanRelation.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { openPageWindow, type PageWindow } from '#test/builders/pageWindow.ts'
import { must } from '#test/builders/signedRecord.ts'

/** The answer of a worker, given by hand: it needs pixels on a screen, and there is none. */
const worker = vi.hoisted(() => ({ answer: (_value: unknown): void => undefined, ask: () => new Promise((resolve) => { worker.answer = resolve }) }))
vi.mock('#renderer/viewports/index.ts', async (original) => ({ ...await original<object>(), volumeAnalysis: () => worker, contrastAnalysis: () => ({ ok: true, value: worker }) }))
// Curves are drawn on a screen, and there is none.
vi.mock('uplot', () => ({ default: null }))

let page: PageWindow
const SERIES = '1.2.3.0'
const at = { folder: '', caseId: '', other: '' }
// Modules of the screen listen to the host as soon as they are read.
let check: typeof checkScan, shifts: typeof shiftTools
let series: SeriesDescription

const words = (): string => useReceipts.getState().receipts.map((one) => one.words).join(' / ')
const shown = (): CaseDocument => useSession.getState().document ?? (() => { throw new Error('A case is open.') })()
const saved = async (caseId: string) => must(await page.services['case.get']({ caseId }))

beforeAll(async () => {
  at.folder = await mkdtemp(path.join(tmpdir(), 'axis-late-answers-'))
  page = await openPageWindow(path.join(at.folder, 'data'))
  for (const [number, name] of ['A', 'B'].entries()) await writeFile(path.join(at.folder, name), fileBytes(ctSlice({ seriesUid: `1.2.3.${String(number)}`, sopInstanceUid: `1.2.3.${String(number)}.1`, change: { '00100010': ['PN', `Test^${name}`], '00100020': ['LO', name], '0020000d': ['UI', `1.2.4.${String(number)}`] } })))
  await page.services['library.import']({ paths: ['A', 'B'].map((name) => path.join(at.folder, name)), storage: 'inPlace' })
  const { series: all } = must(await page.services['library.series']({}))
  Object.assign(at, { caseId: all.find(({ seriesUid }) => seriesUid === SERIES)?.caseId, other: all.find(({ seriesUid }) => seriesUid !== SERIES)?.caseId })
  series = must(await page.services['library.describe']({ seriesUid: SERIES }))
  shifts = await import('#renderer/features/contrast/subtraction/shiftTools.ts')
  check = await import('#renderer/features/planning/check/checkScan.ts')
})
beforeEach(async () => {
  await openCase(at.caseId)
  useReceipts.setState({ receipts: [] })
})
afterEach(() => {
  page.letGo()
  closeCase()
})
afterAll(async () => {
  await page.close()
  await rm(at.folder, { recursive: true, force: true })
})

describe('the needle on a check scan', () => {
  const plan: VolumePlan = { planId: randomUUID(), kind: 'volume', name: 'Path 1', colour: '#2463D1', seriesUid: SERIES, frameOfReferenceUid: null, entryLpsMm: [30, 75, -25], targetLpsMm: [20, 15, 0], needle: null }
  const actual = () => shown().plans.flatMap((one) => (one.kind === 'volume' ? [one.actualNeedle ?? null] : []))[0]
  const mark = (): void => {
    check.dropActual(plan, series, 'hubSide', [30, 70, 0])
    check.dropActual(plan, series, 'tip', [20, 20, 0])
  }
  const find = (): Promise<void> => {
    const relation = relationOf([], SERIES, SERIES)
    if (relation === null) throw new Error('A scan lies where it lies.')
    return check.findActual(plan, relation, series)
  }
  const found = { ok: true, value: { tipLpsMm: [19, 19, 0], outerEndLpsMm: [29, 69, 0], confidence: 1, notes: [] } }

  beforeEach(async () => {
    check.useCheck.setState({ half: null, live: null, missed: null, searching: null })
    await editCase('path', (document) => ({ ...document, plans: [plan], activePlanId: plan.planId }))
  })

  it('has both ends where a hand put them last, however soon after each other, and the frame of reference of its scan', async () => {
    page.hold('library.describe')
    mark()
    check.dropActual(plan, series, 'tip', [21, 21, 0])
    check.dropActual(plan, series, 'hubSide', [31, 71, 0])
    expect(actual()).toEqual({ seriesUid: SERIES, hubSideLpsMm: [31, 71, 0], tipLpsMm: [21, 21, 0], frameOfReferenceUid: series.summary.volume?.frameOfReferenceUid ?? null })
    page.letGo()
    await expect.poll(async () => (await saved(at.caseId)).canUndo).toBe('shaft moved')
    expect(actual()).toMatchObject({ hubSideLpsMm: [31, 71, 0], tipLpsMm: [21, 21, 0] })
  })

  it('is kept as it was found', async () => {
    const searched = find()
    worker.answer(found)
    await searched
    expect(actual()).toMatchObject({ hubSideLpsMm: [29, 69, 0], tipLpsMm: [19, 19, 0] })
  })

  it('stays as a hand has marked it during the search', async () => {
    const searched = find()
    mark()
    worker.answer(found)
    await searched
    expect(actual()).toMatchObject({ hubSideLpsMm: [30, 70, 0], tipLpsMm: [20, 20, 0] })
    expect(words()).toContain('A needle was marked by hand during the search.')
  })

  it('that is found after its case was left makes no step in another case', async () => {
    const searched = find()
    await openCase(at.other)
    const { version } = await saved(at.other)
    worker.answer(found)
    await searched
    expect((await saved(at.other)).version).toBe(version)
    expect(words()).not.toContain('Needle found')
  })
})

describe('where the mask lies on each frame', () => {
  const run = { seriesUid: SERIES, run: 0 }
  const answers = () => answersOf(shown(), run)
  const lay = async (): Promise<void> => {
    const image = series.images[0]
    if (image === undefined) throw new Error('The series has an image.')
    return shifts.layAutomatically(series, run, { seriesUid: SERIES, firstFrame: 0, frames: 2, image, ...answers() }, null)
  }
  const found = { ok: true, value: { shiftsPx: [[0.5, 0], [1, 0]] } }
  beforeEach(() => editCase('mask', setMask(run, [0])))

  it('is kept as it was found', async () => {
    const laid = lay()
    worker.answer(found)
    await laid
    expect(answers()).toMatchObject({ maskFrames: [0], frameShiftsPx: [[0.5, 0], [1, 0]] })
  })

  it('is not kept of a mask that was taken away for another one meanwhile', async () => {
    const laid = lay()
    void editCase('mask', setMask(run, [1]))
    worker.answer(found)
    await laid
    expect(answers()).toMatchObject({ maskFrames: [1], frameShiftsPx: [] })
    expect(words()).toContain('The mask was changed meanwhile')
  })

  it('is not kept in the case of another patient', async () => {
    const laid = lay()
    await openCase(at.other)
    worker.answer(found)
    await laid
    expect(shown().contrast.runs).toEqual({})
  })
})
