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
    expect(await needsFaceHidden(head(lying), steps)).toMatchObject({ ok: true, value: { face: 'seen' } })
    expect(await needsFaceHidden(head(lying, 0, 22), steps)).toMatchObject({ ok: true, value: { face: 'none' } })
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

const changed = (series: PixelSeries, change: (object: PixelObject) => Partial<PixelObject>): PixelSeries => ({ ...series, objects: series.objects.map((object) => ({ ...object, ...change(object) })) })
const withPlanes = (series: PixelSeries, change: (plane: ImagePlane) => ImagePlane | null): PixelSeries => changed(series, ({ planes }) => ({ planes: planes.map((plane) => (plane === null ? null : change(plane))) }))
const again = (series: PixelSeries): PixelSeries => changed(series, ({ sopInstanceUid }) => ({ sopInstanceUid: `${sopInstanceUid}.2` }))
const together = (...parts: readonly PixelSeries[]): PixelSeries => ({ seriesUid: '1.2', objects: parts.flatMap(({ objects }) => objects) })
const CBCT = '1.2.840.10008.5.1.4.1.1.13.1.1', XA = '1.2.840.10008.5.1.4.1.1.12.1'

describe('a head of which nothing can be measured', () => {
  const whole = head('supine')
  it.each([
    ['a cone-beam CT, which is of the modality of an angiogram', changed(whole, ({ image }) => ({ modality: 'XA', image: { ...image, sopClassUid: CBCT } }))],
    ['planes of a modality that is made of projections', changed(whole, ({ image }) => ({ modality: 'XA', image: { ...image, sopClassUid: XA } }))],
    ['a cone-beam CT that does not say where its frames lie', changed(head('supine', 0, 1), ({ image }) => ({ modality: 'XA', planes: [null], image: { ...image, sopClassUid: CBCT, frames: 72 } }))],
    ['a CT without the size of its pixels', withPlanes(whole, (plane) => ({ ...plane, rowSpacingMm: null, columnSpacingMm: null }))],
    ['a CT without positions', withPlanes(whole, () => null)],
    ['a CT of many frames with one position', changed(head('supine', 0, 1), ({ image }) => ({ image: { ...image, frames: 72 } }))],
    ['a CT that is not in HU', changed(whole, ({ image }) => ({ image: { ...image, modalityLut: null } }))],
    ['sections that turn about an axis', changed(whole, ({ planes: [plane] }) => ({ planes: plane === null || plane === undefined ? [null] : [turned(plane)] }))],
  ])('does not count as hidden: %s', async (_what, series) => {
    expect(await needsFaceHidden(series, steps)).toMatchObject({ ok: true, value: { face: 'unknown', words: expect.stringContaining('Leave the series out.') } })
  })

  it('is none where too few sections make no surface: runs, scouts, one place over time', async () => {
    const run = changed(head('supine', 0, 1), ({ image }) => ({ modality: 'XA', planes: [null], image: { ...image, sopClassUid: XA, frames: 40 } }))
    const overTime = together(...Array.from({ length: 20 }, () => head('supine', 48, 49)))
    for (const series of [run, overTime, withPlanes(head('supine', 48, 50), () => null)]) expect(await needsFaceHidden(series, steps)).toMatchObject({ ok: true, value: { face: 'none' } })
  })

  it('is seen beside more pictures of one other place', async () => {
    expect(await needsFaceHidden(together(...Array.from({ length: 100 }, () => changed(head('supine', 30, 31), ({ planes: [plane] }) => ({ planes: plane === null || plane === undefined ? [null] : [turned(plane)] }))), whole), steps)).toMatchObject({ ok: true, value: { face: 'seen' } })
  })
})

/** A plane turned about the patient's axis, differently at every level. */
function turned(plane: ImagePlane): ImagePlane {
  const angle = plane.positionLpsMm[2] / 50
  return { ...plane, rowDirectionLps: [Math.cos(angle), Math.sin(angle), 0], columnDirectionLps: [0, 0, 1] }
}

describe('slices beside the first volume of a series', () => {
  const facing = Array.from({ length: 12 }, (_, n) => 48 + n)
  const cutOf = async (series: PixelSeries): Promise<{ readonly untouched: readonly string[]; readonly leftOut: readonly string[]; readonly words: string }> => {
    const hidden = await hideFace(series, { method: 'deface', keep: null, seed: 'one' }, steps)
    if (!hidden.ok || hidden.value.method !== 'deface') throw new Error('Not defaced')
    const { removed, leftOut, words } = hidden.value
    const touched = new Set(removed.filter(({ pixels }) => pixels.frames.some((runs) => runs.length > 0)).map(({ sopInstanceUid }) => sopInstanceUid))
    return { untouched: series.objects.map(({ sopInstanceUid }) => sopInstanceUid).filter((uid) => facing.includes(Number(uid.split('.')[2])) && !touched.has(uid) && !leftOut.includes(uid)), leftOut, words }
  }

  it('lose the face as well: a second pass over the same place', async () => {
    expect(await cutOf(together(head('supine'), again(head('supine'))))).toMatchObject({ untouched: [], leftOut: [] })
  })

  it('lose the face as well: another matrix', async () => {
    const wider = changed(again(head('supine')), ({ image }) => ({ image: { ...image, columns: 2 * COLUMNS, rows: ROWS / 2 } }))
    expect((await cutOf(together(head('supine'), wider))).untouched).toEqual([])
  })

  it('are left out where they make no volume, and that is said', async () => {
    const scout = changed(again(head('supine', 50, 51)), ({ planes: [plane] }) => ({ planes: plane === null || plane === undefined ? [null] : [turned(plane)] }))
    const nowhere = withPlanes(again(head('supine', 52, 53)), () => null)
    expect(await cutOf(together(head('supine'), scout, nowhere))).toMatchObject({ untouched: [], leftOut: ['1.2.50.2', '1.2.52.2'], words: expect.stringContaining('2 images that lie apart from the slices were left out.') })
  })

  it('are refused where they are frames of an object with others that stay', async () => {
    const [first] = head('supine').objects
    if (first === undefined) throw new Error('A head has slices')
    const series = head('supine')
    const planes = series.objects.flatMap((object) => object.planes)
    const one: PixelObject = { ...first, image: { ...first.image, frames: planes.length + 1 }, planes: [...planes, null], frameBytes: async (frame) => sliceOf('supine', Math.min(frame, SLICES - 1)).slice() }
    expect(await hideFace({ ...series, objects: [one] }, { method: 'deface', keep: null, seed: 'one' }, steps)).toMatchObject({ ok: false, error: { code: 'NO_VOLUME', message: expect.stringContaining('Leave the series out.') } })
  })
})

describe('cropping', () => {
  it('keeps the slices of an extent of the patient, whatever their order', async () => {
    const series = head('supine')
    const cropped = await hideFace({ ...series, objects: [...series.objects].reverse() }, { method: 'crop', extent: { fromLpsZMm: -20, toLpsZMm: 15 } }, steps)
    if (!cropped.ok || cropped.value.method !== 'crop') throw new Error('Not cropped')
    expect(new Set(cropped.value.kept.map(({ sopInstanceUid }) => sopInstanceUid))).toEqual(new Set(Array.from({ length: 15 }, (_, n) => `1.2.${32 + n}`)))
  })
  it('keeps a second pass over the same place, as far as the first', async () => {
    const cropped = await hideFace(together(head('supine'), again(head('supine'))), { method: 'crop', extent: { fromLpsZMm: -20, toLpsZMm: 15 } }, steps)
    expect(cropped).toMatchObject({ ok: true, value: { words: 'Cut to 35 mm along the patient’s axis: 30 of 144 slices stay.' } })
  })
  it('says so when nothing would be left', async () => {
    expect(await hideFace(head('supine'), { method: 'crop', extent: { fromLpsZMm: 500, toLpsZMm: 600 } }, steps)).toMatchObject({ ok: false, error: { code: 'NOTHING_LEFT' } })
  })
})
