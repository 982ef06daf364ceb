import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeCase, editCase, openCase, useReceipts, useSession } from '#renderer/features/case/index.ts'
import { answersOf, setMask } from '#renderer/features/contrast/runEdits.ts'
import type * as shiftTools from '#renderer/features/contrast/subtraction/shiftTools.ts'
import type * as checkScan from '#renderer/features/planning/check/checkScan.ts'
import type * as paintEdits from '#renderer/features/planning/painting/paintEdits.ts'
import type * as structureEdits from '#renderer/features/planning/structureEdits.ts'
import type { useViewing as viewing } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { gridFrame, type HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import { brushMask, isInMask } from '#shared/imageAnalysis/voxelMask.ts'
import { emptyPainted, maskOf, paintedShapeOf } from '#shared/planning/painted.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { relationOf } from '#shared/planning/scanRelation.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { openPageWindow, type PageWindow } from '#test/builders/pageWindow.ts'
import { must } from '#test/builders/signedRecord.ts'

/** The answer of a worker, given by hand: it needs pixels on a screen, and there is none. */
const worker = vi.hoisted(() => ({ answer: (_value: unknown): void => undefined, ask: () => new Promise((resolve) => { worker.answer = resolve }) }))
vi.mock('#renderer/viewports/index.ts', async (original) => ({ ...await original<object>(), volumeAnalysis: () => worker, contrastAnalysis: () => ({ ok: true, value: worker }), comparableVolume: () => volume }))
// Curves are drawn on a screen, and there is none.
vi.mock('uplot', () => ({ default: null }))

/** Voxels of a millimetre about the origin of the patient. */
const volume: HuVolume = { geometry: { dimensions: [40, 40, 40], spacingMm: [1, 1, 1], originLpsMm: [0, 0, 0], directionLps: [1, 0, 0, 0, 1, 0, 0, 0, 1], sliceStepLpsMm: [0, 0, 1] }, values: new Int16Array(64_000), toHu: { slope: 1, intercept: 0 } }

let page: PageWindow
const SERIES = '1.2.3.0'
const at = { folder: '', caseId: '', other: '' }
// Modules of the screen listen to the host as soon as they are read.
let check: typeof checkScan, shifts: typeof shiftTools, paint: typeof paintEdits, outline: typeof structureEdits, useViewing: typeof viewing
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
  useViewing = (await import('#renderer/viewports/index.ts')).useViewing
  paint = await import('#renderer/features/planning/painting/paintEdits.ts')
  outline = await import('#renderer/features/planning/structureEdits.ts')
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

describe('a structure that is drawn while the computer follows it', () => {
  type Place = readonly [number, number, number]
  const nothing = maskOf(emptyPainted(volume.geometry), volume.geometry)
  const ball = (centreLpsMm: Place, mask = nothing, mode: 'add' | 'remove' = 'add') => brushMask(mask, volume.geometry, { centreLpsMm, radiusMm: 2, mode })
  const structure: PlannedStructure = { id: randomUUID(), seriesUid: SERIES, frameOfReferenceUid: null, kind: 'vertebralArtery', name: 'Vertebral artery', shape: must(paintedShapeOf(ball([10, 10, 10]), volume.geometry)), uncertaintyMm: null, drawnBy: '', drawnAtIso: new Date().toISOString() }
  const begin = (shape: PlannedStructure['shape']): Promise<void> => editCase('structure', (document) => ({ ...document, planning: { ...document.planning, structures: [{ ...structure, shape }] } }))
  const shape = () => shown().planning.structures[0]?.shape
  const isPainted = (place: Place): boolean => {
    const drawn = shape()
    return drawn?.form === 'painted' && isInMask(maskOf(drawn, volume.geometry), gridFrame(volume.geometry), place)
  }
  const stroke = (phase: 'live' | 'done', place: Place, mode: 'add' | 'remove' = 'add'): void => { paint.brushOn(series, structure, { ...paint.usePainting.getState(), mode })?.onStroke(place, phase) }
  const found = { ok: true, value: { mask: ball([20, 20, 20]), reachesBox: false } }
  beforeEach(async () => {
    useViewing.getState().setSeriesViewing(SERIES, { crosshairLpsMm: [20, 20, 20] })
    await begin(structure.shape)
  })

  it('is filled beside what a hand has painted meanwhile, and not where it has taken away', async () => {
    const filled = paint.fillStructure(series, structure)
    stroke('done', [30, 30, 30])
    stroke('done', [10, 10, 10], 'remove')
    worker.answer({ ok: true, value: { mask: ball([10, 10, 10], ball([20, 20, 20])), reachesBox: false } })
    await filled
    expect([isPainted([20, 20, 20]), isPainted([30, 30, 30]), isPainted([10, 10, 10])]).toEqual([true, true, false])
  })

  it('is filled also under the stroke that the hand is drawing', async () => {
    const filled = paint.fillStructure(series, structure)
    stroke('live', [30, 30, 30])
    worker.answer(found)
    await filled
    stroke('done', [30, 30, 32])
    expect([isPainted([20, 20, 20]), isPainted([30, 30, 30]), isPainted([10, 10, 10])]).toEqual([true, true, true])
  })

  it('is not painted over that filling by the next stroke of a hand that is quicker than the screen', async () => {
    const brush = paint.brushOn(series, structure, paint.usePainting.getState())
    const filled = paint.fillStructure(series, structure)
    worker.answer(found)
    await filled
    brush?.onStroke([30, 30, 30], 'done')
    expect([isPainted([20, 20, 20]), isPainted([30, 30, 30])]).toEqual([true, true])
  })

  const tube = (place: [number, number, number]): PlannedStructure['shape'] => ({ form: 'tube', points: [{ pointLpsMm: place, radiusMm: 2 }, { pointLpsMm: [place[0], place[1], place[2] + 5], radiusMm: 2 }] })
  const followed = { ok: true, value: { points: [{ pointLpsMm: [20, 20, 20], radiusMm: 2 }, { pointLpsMm: [20, 20, 30], radiusMm: 2 }], lengthMm: 10, reachesBox: false } }

  it('as a tube is taken as it was followed', async () => {
    await begin(tube([1, 1, 1]))
    const grown = outline.growStructure(series, structure)
    worker.answer(followed)
    await grown
    expect(shape()).toMatchObject({ form: 'tube', points: [{ pointLpsMm: [20, 20, 20] }, { pointLpsMm: [20, 20, 30] }] })
  })

  it('as a tube stays as the hand has drawn it, and it is said', async () => {
    await begin(tube([1, 1, 1]))
    const grown = outline.growStructure(series, structure)
    await begin(tube([2, 2, 2]))
    worker.answer(followed)
    await grown
    expect(shape()).toEqual(tube([2, 2, 2]))
    expect(words()).toContain('Vertebral artery was drawn meanwhile. It stays as it is')
  })

  it('is left alone in the case of another patient', async () => {
    const filled = paint.fillStructure(series, structure)
    await openCase(at.other)
    const { version } = await saved(at.other)
    worker.answer(found)
    await filled
    expect((await saved(at.other)).version).toBe(version)
  })
})
