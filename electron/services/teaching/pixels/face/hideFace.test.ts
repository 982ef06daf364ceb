import { describe, expect, it } from 'vitest'
import type { ImagePlane } from '#shared/dicom/imageDescription.ts'
import { describePixels } from '#test/builders/corpus.ts'
import { createNodeDecoder } from '#test/builders/nodeCodecs.ts'
import type { PixelObject, PixelSeries } from '#electron/services/teaching/pixels/pixelSeries.ts'
import { needsFaceHidden } from './faceNeeded.ts'
import { hideFace } from './hideFace.ts'

const steps = { decoder: createNodeDecoder(), isCalledOff: () => false, onProgress: () => undefined }
const STEP_MM = 2.5
const COLUMNS = 88, ROWS = 104, SLICES = 72
type Lying = 'supine' | 'prone'
/** Where in the patient a voxel lies: patients are turned in the scanner, the pictures with them. */
const placeOf = (lying: Lying, column: number, row: number, slice: number): readonly [number, number, number] => {
  const turn = lying === 'supine' ? 1 : -1
  return [turn * (column - COLUMNS / 2) * STEP_MM, turn * (row - ROWS / 2) * STEP_MM, (slice - 40) * STEP_MM]
}

/** A neck, a head with its chin, and a nose, in patient LPS; the spine lies around y = 20. */
const isBody = (x: number, y: number, z: number): boolean =>
  (Math.hypot(x / 55, (y - 5) / 55) < 1 && z < 0) || Math.hypot(x / 72, (y + 5) / 92, (z - 35) / 60) < 1 || Math.hypot(x / 9, (y + 102) / 16, (z - 30) / 14) < 1

const slices = new Map<string, Uint8Array>()
function sliceOf(lying: Lying, slice: number): Uint8Array {
  const key = `${lying} ${slice}`
  const bytes = slices.get(key) ?? new Uint8Array(Uint16Array.from({ length: ROWS * COLUMNS }, (_pixel, at) => isBody(...placeOf(lying, at % COLUMNS, Math.floor(at / COLUMNS), slice)) ? 1064 : 24).buffer)
  slices.set(key, bytes)
  return bytes
}

function head(lying: Lying, fromSlice = 0, toSlice = SLICES): PixelSeries {
  const turn = lying === 'supine' ? 1 : -1
  const objects = Array.from({ length: toSlice - fromSlice }, (_, n): PixelObject => {
    const slice = fromSlice + n
    const plane: ImagePlane = { positionLpsMm: [...placeOf(lying, 0, 0, slice)], rowDirectionLps: [turn, 0, 0], columnDirectionLps: [0, turn, 0], rowSpacingMm: STEP_MM, columnSpacingMm: STEP_MM }
    const image = describePixels({ sopInstanceUid: `1.2.${slice}`, rows: ROWS, columns: COLUMNS, modalityLut: { kind: 'linear', slope: 1, intercept: -1024, type: 'HU' }, pixel: { bitsStored: 12, highBit: 11 } })
    return { sopInstanceUid: image.sopInstanceUid, image, modality: 'CT', planes: [plane], textAreas: [], frameBytes: async () => sliceOf(lying, slice).slice() }
  })
  return { seriesUid: '1.2', objects }
}

describe.each(['supine', 'prone'] as const)('a head of a patient who lies %s', (lying) => {
  it('shows a face, its neck alone does not', async () => {
    expect(await needsFaceHidden(head(lying), steps)).toMatchObject({ ok: true, value: { needed: true } })
    expect(await needsFaceHidden(head(lying, 0, 22), steps)).toMatchObject({ ok: true, value: { needed: false } })
  })

  it('loses nose, lips and chin, and nothing at the spine', async () => {
    const hidden = await hideFace(head(lying), { method: 'deface', keep: null, seed: 'one' }, steps)
    if (!hidden.ok || hidden.value.method !== 'deface') throw new Error('Not defaced')
    const isGone = (x: number, y: number, z: number): boolean => {
      const turn = lying === 'supine' ? 1 : -1
      const column = Math.round(turn * x / STEP_MM + COLUMNS / 2), row = Math.round(turn * y / STEP_MM + ROWS / 2), slice = Math.round(z / STEP_MM + 40)
      const runs = hidden.value.method === 'deface' ? hidden.value.removed.find(({ sopInstanceUid }) => sopInstanceUid === `1.2.${slice}`)?.pixels.frames[0] : undefined
      const at = row * COLUMNS + column
      return runs?.some((from, n) => n % 2 === 0 && at >= from && at < (runs[n + 1] ?? NaN)) === true
    }
    for (const [x, y, z] of [[0, -112, 30], [0, -100, 30], [0, -95, 40], [20, -88, 40], [-20, -88, 40]] as const) expect(isGone(x, y, z)).toBe(true)
    for (const [x, y, z] of [[0, 20, 30], [15, 20, 0], [0, -20, 30], [0, 60, 40], [40, 10, -40]] as const) expect(isGone(x, y, z)).toBe(false)
    expect(hidden.value.removed[0]?.pixels.value).toBe(24)
  })

})

it('is not cut twice alike: another copy has another surface, the same copy the same', async () => {
  const cut = async (seed: string): Promise<string> => JSON.stringify(await hideFace(head('supine'), { method: 'deface', keep: null, seed }, steps), (_key, value: unknown) => value instanceof Uint32Array ? [...value] : value)
  const first = await cut('one')
  expect(await cut('one')).toBe(first)
  expect(await cut('two')).not.toBe(first)
})

describe('cropping', () => {
  it('keeps the slices of an extent of the patient, whatever their order', async () => {
    const series = head('supine')
    const cropped = await hideFace({ ...series, objects: [...series.objects].reverse() }, { method: 'crop', extent: { fromLpsZMm: -20, toLpsZMm: 15 } }, steps)
    if (!cropped.ok || cropped.value.method !== 'crop') throw new Error('Not cropped')
    expect(new Set(cropped.value.kept.map(({ sopInstanceUid }) => sopInstanceUid))).toEqual(new Set(Array.from({ length: 15 }, (_, n) => `1.2.${32 + n}`)))
  })
  it('says so when nothing would be left', async () => {
    expect(await hideFace(head('supine'), { method: 'crop', extent: { fromLpsZMm: 500, toLpsZMm: 600 } }, steps)).toMatchObject({ ok: false, error: { code: 'NOTHING_LEFT' } })
  })
})
