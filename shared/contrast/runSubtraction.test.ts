import { describe, expect, it } from 'vitest'
import { describePixels } from '#test/builders/corpus.ts'
import { subtractionRecipe } from './assessment.ts'
import { buildAttenuationScale } from './attenuation.ts'
import { headerRecipeWords, recipeOfFrame, type RunSubtraction } from './runSubtraction.ts'
import { createSubtractor } from './subtractor.ts'

const item = { applicableFrameRanges: [], maskFrameNumbers: [], contrastFrameAveraging: null, subPixelShift: null, tidOffset: null }
const image = describePixels({ frames: 10, rows: 4, columns: 4, pixelIntensityRelationship: 'LIN' })
const run: RunSubtraction = { seriesUid: '1.2', firstFrame: 100, frames: 10, maskFrames: [100, 101], maskSource: 'operator', shiftPx: [0, 0], frameShiftsPx: [], shiftRegions: [], landmark: 0, image }
const recipe = (change: Partial<RunSubtraction>, frame: number) => {
  const found = recipeOfFrame({ ...run, ...change }, frame)
  if (found.ok) expect(subtractionRecipe.parse(found.value)).toEqual(found.value)
  return found.ok ? found.value : found.error.code
}

describe('how one frame of a run is subtracted', () => {
  it('is by the chosen frames, plainly', () => { expect(recipe({}, 105)).toEqual({ seriesUid: '1.2', maskFrames: [100, 101], shiftPx: [0, 0] }) })
  it('adds what was found for the frame to what was moved by hand', () => {
    expect(recipe({ maskSource: 'proposal', shiftPx: [0.1, 0], frameShiftsPx: Array.from({ length: 10 }, (_, n) => [n, -n] as const) }, 105)).toMatchObject({ shiftPx: [5.1, -5], automatic: true, proposed: true })
  })
  it('follows the header in frames of the series, its own shift counted in', () => {
    const header = { ...image, masks: [{ ...item, operation: 'TID' as const, tidOffset: 2, subPixelShift: [0.5, 0] as [number, number] }] }
    expect(recipe({ maskSource: 'header', image: header, shiftPx: [0.1, 0.2] }, 105)).toEqual({ seriesUid: '1.2', header: 'TID', maskFrames: [103], shiftPx: [0.6, 0.2] })
    expect(recipe({ maskSource: 'header', image: header }, 100)).toBe('NO_RECIPE')
    const averaged = { ...image, masks: [{ ...item, operation: 'AVG_SUB' as const, maskFrameNumbers: [1, 2], contrastFrameAveraging: 2 }] }
    expect(recipe({ maskSource: 'header', image: averaged }, 105)).toMatchObject({ header: 'AVG_SUB', maskFrames: [100, 101], contrastFrames: [105, 106] })
  })
  it('moves the mask of a box by itself', () => {
    expect(recipe({ shiftPx: [9, 9], shiftRegions: [{ regionId: '1', corners: [[3, 4], [1, 2]], shiftPx: [1, 0], frameShiftsPx: [] }], landmark: 0.3 }, 105)).toMatchObject({ shiftPx: [9, 9], regions: [{ vertices: [[1, 2], [3, 2], [3, 4], [1, 4]], shiftPx: [1, 0] }], landmark: 0.3 })
  })
  it('is as it was kept on the frame that is shown again, and on no other', () => {
    const kept = { seriesUid: '1.2', maskFrames: [103], shiftPx: [0.5, 0] as [number, number], header: 'TID' as const }
    expect(recipe({ seen: { frame: 105, recipe: kept } }, 105)).toEqual(kept)
    expect(recipe({ seen: { frame: 105, recipe: kept } }, 106)).toEqual({ seriesUid: '1.2', maskFrames: [100, 101], shiftPx: [0, 0] })
  })
  it('is not told without a mask', () => { expect(recipe({ maskFrames: [] }, 105)).toBe('NO_RECIPE') })
  it('is said in words, with frames that are not there', () => {
    expect(headerRecipeWords(image)).toBeNull()
    expect(headerRecipeWords({ ...image, masks: [{ ...item, operation: 'AVG_SUB', maskFrameNumbers: [1, 40], contrastFrameAveraging: 3 }] })).toBe('AVG_SUB, mask 1, 40, 3 frames averaged; frame 40 is not in this run')
    expect(headerRecipeWords({ ...image, masks: [{ ...item, operation: 'TID', tidOffset: -3 }] })).toBe('TID, each frame minus the one 3 after it')
  })
})

describe('a subtracted picture in greys', () => {
  const scale = buildAttenuationScale(image)
  if (!scale.ok) throw new Error(scale.error.message)
  const noise = (seed: number) => Uint16Array.from({ length: 64 * 64 }, (_, at) => 400 + ((at * 7919 + seed * 104_729) % 600))
  const frames = [noise(1), noise(2), noise(3)]
  const subtractor = createSubtractor(64, 64, scale.value, (frame) => frames[frame] ?? new Uint16Array(0))
  const wanted = { contrastFrames: [2], maskFrames: [0, 1], shiftPx: [0.3, -0.1] } as const
  const window = { centre: 0.1, width: 2 }
  const greys = (landmark: number, inverted = false, frames_: Parameters<typeof subtractor.paint>[0] = wanted) => subtractor.paint(frames_, { window, landmark, inverted }, new Uint8Array(64 * 64))
  it('is the difference through its window: contrast dark, no change of a window about 0 the middle grey', () => {
    const difference = subtractor.subtract(wanted, new Float32Array(64 * 64))
    const expected = Array.from(difference, (value) => Math.min(255, Math.max(0, 127.5 - (255 * (value - 0.1)) / 2)))
    const made = greys(0)
    expect(expected.every((value, at) => Math.abs(value - (made[at] ?? NaN)) <= 0.51)).toBe(true)
    expect(Array.from(greys(0, true), (grey) => 255 - grey).every((grey, at) => Math.abs(grey - (made[at] ?? NaN)) <= 1)).toBe(true)
  })
  it.each([[0.3, -0.1], [-1.2, 1.6], [2, -3.5]])('is the same when a shift of %f, %f is painted at once and when it is kept', (down, across) => {
    const own = createSubtractor(64, 64, scale.value, (frame) => frames[frame] ?? new Uint16Array(0))
    const [once, kept] = [0, 1].map(() => own.paint({ ...wanted, shiftPx: [down, across] }, { window, landmark: 0.2, inverted: false }, new Uint8Array(64 * 64)))
    expect(once?.every((grey, at) => Math.abs(grey - (kept?.[at] ?? NaN)) <= 1)).toBe(true)
    expect(once).not.toEqual(greys(0.2, false, { ...wanted, shiftPx: [0, 0] }))
  })
  it('keeps black and white where a narrow window leaves all of them outside, and follows a window that changes', () => {
    const narrow = { centre: 0, width: 1e-9 }
    const difference = subtractor.subtract(wanted, new Float32Array(64 * 64))
    const made = subtractor.paint(wanted, { window: narrow, landmark: 0, inverted: false }, new Uint8Array(64 * 64))
    expect([...made]).toEqual(Array.from(difference, (value) => (value > 0 ? 0 : 255)))
    expect([...greys(0)]).not.toEqual([...made])
  })
  it('leaves anatomy behind only when asked, and lets a box have its own shift', () => {
    expect(greys(0.5)).not.toEqual(greys(0))
    const boxed = greys(0, false, { ...wanted, regions: [{ vertices: [[0, 0], [63, 0], [63, 31], [0, 31]], shiftPx: [0, 0] }] })
    const [still, moved] = [greys(0, false, { ...wanted, shiftPx: [0, 0] }), greys(0)]
    expect(boxed[10 * 64 + 20]).toBe(still[10 * 64 + 20])
    expect(boxed[50 * 64 + 20]).toBe(moved[50 * 64 + 20])
  })
})
