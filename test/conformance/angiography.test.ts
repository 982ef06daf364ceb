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

const SIZE = 512
const MARGIN_PX = 40
/** Vessels are told by other frames than the one that is judged: its own noise chooses nothing. */
const OTHER_FRAMES = [36, 37, 38, 39, 41, 42, 43, 44]
/** A vessel stands so many robust deviations above the mean of its surroundings. */
const VESSEL_IN_DEVIATIONS = 3
const SURROUNDINGS_PX = 25
/** The wall of a vessel is neither vessel nor background: a pixel within, four beyond. */
const WITHIN_PX = 1
const BEYOND_PX = 4

const box = (values: ArrayLike<number>, radius: number): Float32Array => boxMean(Float32Array.from(values), SIZE, SIZE, radius, new Float32Array(values.length), new Float32Array(values.length))
const isInner = (at: number): boolean => Math.min(at % SIZE, SIZE - 1 - (at % SIZE), Math.floor(at / SIZE), SIZE - 1 - Math.floor(at / SIZE)) >= MARGIN_PX
const middleOf = (values: Float32Array): number => values.toSorted()[values.length >> 1] ?? NaN

/** 1 where the mean of some subtracted frames stands out from its surroundings. */
function vesselMask(frames: readonly Float32Array[]): Uint8Array {
  const mean = Float32Array.from({ length: SIZE * SIZE }, (_, at) => frames.reduce((sum, frame) => sum + (frame[at] ?? NaN), 0) / frames.length)
  const around = box(mean, SURROUNDINGS_PX)
  const above = mean.map((value, at) => value - (around[at] ?? NaN))
  const inner = above.filter((_, at) => isInner(at))
  const middle = middleOf(inner)
  const deviation = middleOf(inner.map((value) => Math.abs(value - middle))) / 0.6745
  return Uint8Array.from(above, (value) => (value - middle > VESSEL_IN_DEVIATIONS * deviation ? 1 : 0))
}

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
    const contrast = createContrastServices({ ports: { dataDirectory: '', access: { mayRead: () => true, mayWrite: () => true } }, source: library.source })
    const subtracted = async (frame: number): Promise<Float32Array> => {
      const target = path.join(folder, `${frame}.raw`)
      const reply = await contrast['contrast.subtract']({ seriesUid, frame, path: target })
      expect(reply).toMatchObject({ ok: true, value: { rows: SIZE, columns: SIZE, maskFrames: [0, 1, 2, 3, 4, 5, 6, 7], note: expect.stringContaining('AVG_SUB') } })
      const bytes = await readFile(target)
      return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
    }
    const mask = vesselMask(await Promise.all(OTHER_FRAMES.map(subtracted)))
    const [shrunk, grown] = [box(mask, WITHIN_PX), box(mask, BEYOND_PX)]
    const frame = await subtracted(40)
    const background = frame.filter((_, at) => isInner(at) && (grown[at] ?? NaN) < 1e-4)
    const vessels = frame.filter((_, at) => isInner(at) && (shrunk[at] ?? NaN) > 1 - 1e-4)
    const mean = background.reduce((sum, value) => sum + value, 0) / background.length
    const deviation = Math.sqrt(background.reduce((sum, value) => sum + (value - mean) ** 2, 0) / background.length)
    // Neither is a corner of the picture: both are told from thousands of pixels.
    expect(vessels.length).toBeGreaterThan(3000)
    expect(background.length).toBeGreaterThan(100_000)
    expect((middleOf(vessels) - mean) / deviation).toBeGreaterThan(5)
  })

  it('has a curve over one of its vessels', async () => {
    const imported = await library.services['library.import']({ paths: [corpusPath('xa_rf/XA0002_DSA_AVGSUB_TID.dcm')], storage: 'inPlace' })
    const seriesUid = imported.ok ? imported.value.series[0]?.seriesUid ?? '' : ''
    const contrast = createContrastServices({ ports: { dataDirectory: '', access: { mayRead: () => true, mayWrite: () => true } }, source: library.source })
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
