import { describe, expect, it } from 'vitest'
import { describePixels } from '#test/builders/corpus.ts'
import { describeSeries } from '#test/builders/series.ts'
import type { RunSubtraction } from '#shared/contrast/runSubtraction.ts'
import type { HeldPixels } from '../seriesPixels.ts'
import { freshViewing } from '../viewing.ts'
import { createFrameBaker } from './bakeFrame.ts'
import { createFramePicture } from './framePicture.ts'
import type { FrameWish } from './frameWish.ts'
import { legendOf } from './mapPicture.ts'
import { stripFrames } from './stripFrames.ts'

const SIDE = 64
const LENGTH = SIDE * SIDE
const FRAMES = 6
const item = { applicableFrameRanges: [], maskFrameNumbers: [], contrastFrameAveraging: null, subPixelShift: null, tidOffset: null }
const image = describePixels({ frames: FRAMES, rows: SIDE, columns: SIDE, pixelIntensityRelationship: 'LIN', masks: [{ ...item, operation: 'AVG_SUB', applicableFrameRanges: [[3, FRAMES]], maskFrameNumbers: [1, 2] }] })
const series = describeSeries([image], null)
/** Noise, and from frame 3 on a dark bar in rows 20 to 29, columns 40 to 59. */
const values = Uint16Array.from({ length: FRAMES * LENGTH }, (_, at) => {
  const [frame, row, column] = [Math.floor(at / LENGTH), Math.floor(at / SIDE) % SIDE, at % SIDE]
  return 1000 + ((at * 7919) % 40) - (frame > 2 && row >= 20 && row < 30 && column >= 40 && column < 60 ? 500 : 0)
})
const pixels: HeldPixels = {
  seriesUid: series.summary.seriesUid, values, geometry: null, volume: null, frameState: () => 'here', onFrames: () => () => undefined,
  slots: Array.from({ length: FRAMES }, (_, frame) => ({ offset: frame * LENGTH, length: LENGTH, columns: SIDE, rows: SIDE, samples: 1, image: 0, modalityLut: null })),
}
const subtraction: RunSubtraction = { seriesUid: series.summary.seriesUid, firstFrame: 0, frames: FRAMES, maskFrames: [0, 1], maskSource: 'operator', shiftPx: [0, 0], frameShiftsPx: [], shiftRegions: [], landmark: 0, image }
const wish: FrameWish = { frame: 5, mode: 'subtracted', subtraction, maps: null, faint: false, compared: null, viewing: freshViewing, beatMs: null }
const picture = createFramePicture(series, pixels, createFrameBaker())
const made = (change: Partial<FrameWish>) => {
  const one = picture.make({ ...wish, ...change }, null)
  if (one.kind !== 'image') throw new Error(one.kind === 'problem' ? one.message : one.kind)
  return { ...one, pixels: one.image.pixels.slice() }
}
const meanOf = (grey: Uint8Array, left: number): number => {
  let sum = 0
  for (let row = 20; row < 30; row += 1) for (let column = left; column < left + 20; column += 1) sum += grey[row * SIDE + column] ?? NaN
  return sum / 200
}

describe('the picture of a frame', () => {
  it('subtracted shows contrast dark on the middle grey', () => {
    const { pixels: grey } = made({})
    expect(meanOf(grey, 40)).toBeLessThan(60)
    expect(Math.abs(meanOf(grey, 10) - 127)).toBeLessThan(8)
  })
  it('keeps its window while the mask is moved, and is another picture', () => {
    const moved: FrameWish = { ...wish, subtraction: { ...subtraction, shiftPx: [0.1, 0] } }
    expect(picture.window(moved)).toEqual(picture.window(wish))
    expect(picture.make(moved, made({}).key).kind).toBe('image')
    expect(picture.make(wish, made({}).key).kind).toBe('same')
  })
  it('has a window of its own for faint flow, narrower than the one that holds the strongest', () => { expect(picture.window({ ...wish, faint: true }).width).toBeLessThan(picture.window(wish).width / 2) })
  it('is as stored where the header does not subtract it', () => {
    const byHeader: RunSubtraction = { ...subtraction, maskSource: 'header' }
    expect(made({ subtraction: byHeader, frame: 1 }).pixels).toEqual(made({ mode: 'native', frame: 1 }).pixels)
    expect(made({ subtraction: byHeader }).pixels).toEqual(made({}).pixels)
    // Between differences that play it would flash up: there it is the grey of no change.
    expect(new Set(made({ subtraction: byHeader, frame: 1, beatMs: 125 }).pixels)).toEqual(new Set([128]))
  })
  it('holds another frame up to a share of its width', () => {
    const [alone, other] = [made({}).pixels, made({ frame: 0 }).pixels]
    const swiped = made({ compared: { frame: 0, share: 0.75 } }).pixels
    expect([swiped[25 * SIDE + 47], swiped[25 * SIDE + 48]]).toEqual([other[25 * SIDE + 47], alone[25 * SIDE + 48]])
    // Flipped, the screen's lines begin at the last column; turned, with a row.
    const flipped = made({ compared: { frame: 0, share: 0.75 }, screenRight: [-1, 0] }).pixels
    expect([flipped[25 * SIDE + SIDE - 49], flipped[25 * SIDE + SIDE - 48]]).toEqual([alone[25 * SIDE + SIDE - 49], other[25 * SIDE + SIDE - 48]])
    const turned = made({ compared: { frame: 0, share: 0.75 }, screenRight: [0, 1] }).pixels
    expect([turned[47 * SIDE + 25], turned[48 * SIDE + 25]]).toEqual([other[47 * SIDE + 25], alone[48 * SIDE + 25]])
  })
  it('of a whole run is dark where the peak is high, and coloured only where contrast came', () => {
    const peak = Float32Array.from({ length: LENGTH }, (_, at) => (at % SIDE >= 40 ? 0.7 : 0))
    const arrival = Float32Array.from({ length: LENGTH }, (_, at) => (at % SIDE >= 40 ? at % SIDE : NaN))
    const maps = { kind: 'here' as const, maps: { columns: SIDE, rows: SIDE, peak, faintPeak: peak, arrival, timeToPeak: arrival.map(() => NaN), unit: 'ms' as const } }
    expect(meanOf(made({ mode: 'peak', maps }).pixels, 40)).toBeLessThan(meanOf(made({ mode: 'peak', maps }).pixels, 10))
    const coloured = made({ mode: 'arrival', maps })
    expect(coloured.image.samples).toBe(3)
    const [red, green, blue] = coloured.pixels.subarray(3 * (25 * SIDE + 10), 3 * (25 * SIDE + 10) + 3)
    expect([red === green, green === blue]).toEqual([true, true])
    expect(legendOf(maps.maps, 'timeToPeak')).toBeNull()
    expect(picture.make({ ...wish, mode: 'peak', maps: null }, null).kind).toBe('coming')
  })
})

it('a strip has the first and the last frame of its run', () => {
  expect(stripFrames(100, 40)).toHaveLength(12)
  expect([stripFrames(100, 40)[0], stripFrames(100, 40).at(-1), stripFrames(7, 3), stripFrames(7, 1)]).toEqual([100, 139, [7, 8, 9], [7]])
})
