import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createContrastServices } from '#electron/services/contrast/contrastServices.ts'
import { boxMean } from '#shared/contrast/planeFilters.ts'
import { corpusFolder, corpusNote, corpusPath } from '#test/builders/corpus.ts'
import { openTestLibrary, type TestLibrary } from '#test/builders/library.ts'

let folder = ''
let library: TestLibrary
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-angiography-'))
  library = await openTestLibrary(path.join(folder, 'data'))
})
afterEach(async () => {
  await library.end()
  await rm(folder, { recursive: true, force: true })
})

const MARGIN_PX = 40
/** The upper 2 % of the picture lie well within vessels; all but the upper 5 % counts as background, small branches included. */
const VESSEL_SHARE = 0.98
const BACKGROUND_SHARE = 0.95

/** The middle of the 9 by 9 pixels that are most opaque together. */
function strongestPlace(values: Float32Array): [number, number] {
  const smooth = boxMean(values, 512, 512, 4, new Float32Array(values.length), new Float32Array(values.length))
  let best = MARGIN_PX * 513
  for (let row = MARGIN_PX; row < 512 - MARGIN_PX; row += 1) for (let column = MARGIN_PX; column < 512 - MARGIN_PX; column += 1) if ((smooth[row * 512 + column] ?? NaN) > (smooth[best] ?? NaN)) best = row * 512 + column
  return [best % 512, Math.floor(best / 512)]
}

describe.skipIf(corpusFolder === null)(`a real angiography subtracted by its header${corpusNote}`, () => {
  it('shows vessels at least five standard deviations of the background above its mean', async () => {
    const imported = await library.services['library.import']({ paths: [corpusPath('xa_rf/XA0002_DSA_AVGSUB_TID.dcm')], storage: 'inPlace' })
    const seriesUid = imported.ok ? imported.value.series[0]?.seriesUid ?? '' : ''
    const contrast = createContrastServices({ ports: { access: { mayRead: () => true, mayWrite: () => true } }, source: library.source })
    const target = path.join(folder, 'subtracted.raw')
    const reply = await contrast['contrast.subtract']({ seriesUid, frame: 40, path: target })
    expect(reply).toMatchObject({ ok: true, value: { rows: 512, columns: 512, maskFrames: [0, 1, 2, 3, 4, 5, 6, 7], note: expect.stringContaining('AVG_SUB') } })
    const bytes = await readFile(target)
    const inner = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)).filter((_, at) =>
      Math.min(at % 512, 511 - (at % 512), Math.floor(at / 512), 511 - Math.floor(at / 512)) >= MARGIN_PX).sort()
    const background = inner.subarray(0, Math.floor(BACKGROUND_SHARE * inner.length))
    const mean = background.reduce((sum, value) => sum + value, 0) / background.length
    const deviation = Math.sqrt(background.reduce((sum, value) => sum + (value - mean) ** 2, 0) / background.length)
    const vessels = inner.subarray(Math.floor(VESSEL_SHARE * inner.length))
    const height = ((vessels[vessels.length >> 1] ?? NaN) - mean) / deviation
    expect(height).toBeGreaterThan(5)
  })

  it('has a curve over one of its vessels', async () => {
    const imported = await library.services['library.import']({ paths: [corpusPath('xa_rf/XA0002_DSA_AVGSUB_TID.dcm')], storage: 'inPlace' })
    const seriesUid = imported.ok ? imported.value.series[0]?.seriesUid ?? '' : ''
    const contrast = createContrastServices({ ports: { access: { mayRead: () => true, mayWrite: () => true } }, source: library.source })
    const target = path.join(folder, 'peak.raw')
    await contrast['contrast.subtract']({ seriesUid, frame: 40, path: target })
    const bytes = await readFile(target)
    const roi = { centre: strongestPlace(new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))), radiiPx: [4, 4] as [number, number] }
    const reply = await contrast['contrast.curve']({ seriesUid, roi, maskFrames: [0, 1, 2, 3, 4, 5, 6, 7], align: false })
    expect(reply).toMatchObject({ ok: true, value: { firstFrame: 0, pixels: expect.any(Number) } })
    if (!reply.ok) return
    const { values, timesMs, onsetFrame, peakFrame } = reply.value
    expect([values.length, timesMs.length]).toEqual([96, 96])
    expect(timesMs[1]).toBeCloseTo(33, 0)
    expect(onsetFrame ?? NaN).toBeGreaterThan(7)
    expect(peakFrame ?? NaN).toBeGreaterThan(onsetFrame ?? NaN)
  })
})
