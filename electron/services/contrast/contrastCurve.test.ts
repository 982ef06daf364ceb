import { describe, expect, it } from 'vitest'
import { describePixels } from '#test/builders/corpus.ts'
import { createMemorySource } from '#test/builders/memorySource.ts'
import { createNodeDecoder } from '#test/builders/nodeCodecs.ts'
import { describeSeries, uprightVolume } from '#test/builders/series.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { whiteNoise } from '#sample-dicom/filters/noise.ts'
import { createContrastServices } from './contrastServices.ts'

const SIZE = 64
const FRAMES = 20
const timing = { ...describePixels({}).timing, frameIncrementPointer: ['00181063'], frameTimeMs: 125 }
const image = describePixels({ rows: SIZE, columns: SIZE, frames: FRAMES, pixelIntensityRelationship: 'LIN', timing })
/** Frames 6 to 8 hold the full contrast, from then on a tenth less a frame. */
const opacity = (frame: number): number => (frame < 5 ? 0 : frame === 5 ? 0.3 : frame <= 8 ? 0.6 : Math.max(0, 0.6 - 0.06 * (frame - 8)))
const grain = (at: number, frame: number): number => Math.round(15 * whiteNoise(at, frame, 5))
const hills = (column: number, row: number): number => 2000 * Math.exp(0.5 * Math.sin(column / 5) * Math.cos(row / 6))
function frameBytes(frame: number, shift = 0): Uint8Array {
  const pixels = Uint16Array.from({ length: SIZE * SIZE }, (_, at) => {
    const column = (at % SIZE) - shift, row = Math.floor(at / SIZE)
    return Math.round(hills(column, row) * Math.exp(Math.hypot(column - 40, row - 30) < 12 ? -opacity(frame) : 0) + grain(at, frame))
  })
  return new Uint8Array(pixels.buffer)
}
const still = Array.from({ length: FRAMES }, (_, frame) => frameBytes(frame))
const roi = { centre: [40, 30] as [number, number], radiiPx: [6, 8] as [number, number] }
const maskFrames = [0, 1, 2, 3]

function curve(given: ImageDescription = image, bytes: readonly Uint8Array[] = still) {
  const source = createMemorySource(describeSeries([given], null), bytes, createNodeDecoder())
  return createContrastServices({ ports: { dataDirectory: '', access: { mayRead: () => true, mayWrite: () => true } }, source })['contrast.curve']
}

describe('contrast.curve', () => {
  it('is the mean of the subtraction over the ellipse, on the true times, with its figures', async () => {
    const reply = await curve()({ seriesUid: '1.2.3.4', roi, maskFrames, align: false })
    expect(reply).toMatchObject({ ok: true, value: { onsetFrame: 5, firstFrame: 0, space: 'log', problems: [] } })
    if (!reply.ok) return
    const { values, timesMs, peakFrame, retainedFraction, washoutHalfTimeMs } = reply.value
    expect(timesMs).toEqual(still.map((_, frame) => 125 * frame))
    expect([6, 7, 8]).toContain(peakFrame)
    for (const [frame, value] of values.entries()) expect(Math.abs(value - opacity(frame)), `frame ${frame}`).toBeLessThan(0.003)
    expect(retainedFraction).toBeCloseTo(0, 1)
    expect(Math.abs((washoutHalfTimeMs ?? NaN) - (13 - (peakFrame ?? NaN)) * 125)).toBeLessThan(10)
    // Pixel by pixel with the logarithm of the standard's subtraction.
    const pixels = (frame: number): Uint16Array => new Uint16Array(still[frame]?.buffer ?? new ArrayBuffer(0))
    let sum = 0, count = 0
    for (let row = 22; row <= 38; row += 1) for (let column = 34; column <= 46; column += 1) {
      if (((column - 40) / 6) ** 2 + ((row - 30) / 8) ** 2 > 1) continue
      const at = row * SIZE + column
      sum += maskFrames.reduce((mask, frame) => mask + Math.log(pixels(frame)[at] ?? NaN) / 4, 0) - Math.log(pixels(9)[at] ?? NaN)
      count += 1
    }
    expect(reply.value.pixels).toBe(count)
    expect(values[9]).toBeCloseTo(sum / count, 5)
  })

  it('proposes the mask where none is named, and says when a named one has contrast in it', async () => {
    expect(await curve()({ seriesUid: '1.2.3.4', roi, align: false })).toMatchObject({ ok: true, value: { maskFrames: [0, 1, 2, 3], problems: [] } })
    expect(await curve()({ seriesUid: '1.2.3.4', roi, maskFrames: [4, 7], align: false })).toMatchObject({ ok: true, value: { problems: [{ code: 'MASK_HAS_CONTRAST', frames: [7] }] } })
  })

  it('lays mask and region over a patient who moved', async () => {
    const moved = Array.from({ length: FRAMES }, (_, frame) => frameBytes(frame, frame < 12 ? 0 : 2))
    const [plain, aligned] = await Promise.all([false, true].map((align) => curve(image, moved)({ seriesUid: '1.2.3.4', roi: { centre: [31, 30], radiiPx: [2, 5] }, maskFrames, align })))
    if (plain?.ok !== true || aligned?.ok !== true) throw new Error('No curve')
    expect(Math.abs((aligned.value.shiftsPx[15]?.[1] ?? NaN) - 2)).toBeLessThan(0.1)
    expect(Math.abs((aligned.value.values[15] ?? NaN) - opacity(15))).toBeLessThan(0.015)
    expect(Math.abs((plain.value.values[15] ?? NaN) - opacity(15))).toBeGreaterThan(0.02)
    expect(plain.value.shiftsPx).toEqual([])
  })

  it('without frame times is told in frames, with the reason', async () => {
    const reply = await curve({ ...image, timing: { ...timing, frameIncrementPointer: [], frameTimeMs: null } })({ seriesUid: '1.2.3.4', roi, maskFrames, align: false })
    expect(reply).toMatchObject({ ok: true, value: { timesMs: [], onsetFrame: 5, washoutHalfTimeMs: null, problems: [{ code: 'NO_FRAME_TIMES' }] } })
    expect(reply.ok && reply.value.reasons.find(({ figure }) => figure === 'washoutHalfTimeMs')?.reason).toMatch(/no frame times/)
  })

  it('of display values has a course and no amounts', async () => {
    expect(await curve({ ...image, pixelIntensityRelationship: 'DISP' })({ seriesUid: '1.2.3.4', roi, maskFrames, align: false }))
      .toMatchObject({ ok: true, value: { space: 'stored', onsetFrame: 5, retainedFraction: null, washoutHalfTimeMs: null, problems: [{ code: 'DISPLAY_VALUES' }] } })
  })

  const slice = describeSeries([{ ...image, frames: 1 }], uprightVolume(2, 1, 1))
  it.each([
    ['a region beside the picture', 'EMPTY_REGION', image, { roi: { centre: [200, 30], radiiPx: [3, 3] } }],
    ['a mask frame that is not there', 'NO_SUCH_FRAME', image, { maskFrames: [99] }],
    ['mask frames beyond the run', 'NO_SUCH_FRAME', image, { maskFrames: [0, 99] }],
    ['an unknown series', 'UNKNOWN_SERIES', image, { seriesUid: '9.9' }],
    ['a single picture', 'NOT_A_RUN', { ...image, frames: 1 }, { maskFrames: [0] }],
    ['colour', 'NOT_A_PROJECTION', { ...image, pixel: { ...image.pixel, samplesPerPixel: 3, photometricInterpretation: 'RGB' } }, {}],
  ] as const)('refuses %s with %s', async (_name, code, given, fields) => {
    const merged = { seriesUid: '1.2.3.4', roi, maskFrames, align: false, ...fields }
    const input = { ...merged, roi: { centre: [...merged.roi.centre] as [number, number], radiiPx: [...merged.roi.radiiPx] as [number, number] }, maskFrames: [...merged.maskFrames] }
    expect(await curve(given)(input)).toMatchObject({ ok: false, error: { code } })
  })

  it('refuses slices', async () => {
    const source = createMemorySource(slice, still, createNodeDecoder())
    const services = createContrastServices({ ports: { dataDirectory: '', access: { mayRead: () => true, mayWrite: () => true } }, source })
    expect(await services['contrast.curve']({ seriesUid: '1.2.3.4', roi, maskFrames: [0], align: false })).toMatchObject({ ok: false, error: { code: 'NOT_A_RUN' } })
  })
})
