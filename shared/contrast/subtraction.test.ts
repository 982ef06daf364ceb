import { describe, expect, it } from 'vitest'
import { describePixels } from '#test/builders/corpus.ts'
import type { ImageDescription, MaskItem } from '#shared/dicom/imageDescription.ts'
import { buildAttenuationScale, type AttenuationScale } from './attenuation.ts'
import { autoWindow } from './autoWindow.ts'
import { proposeMask } from './maskProposal.ts'
import { findFrameRecipe } from './maskRecipe.ts'
import { isInsideShutter } from './shutterArea.ts'
import { averageAttenuation, shiftPlane, subtractMask } from './subtraction.ts'

const projection = (fields: Parameters<typeof describePixels>[0]): ImageDescription => describePixels({ pixelIntensityRelationship: 'LIN', ...fields })

function scaleOf(image: ImageDescription): AttenuationScale {
  const scale = buildAttenuationScale(image)
  if (!scale.ok) throw new Error(scale.error.message)
  return scale.value
}

/** Attenuation of the second stored value minus that of the first. */
function difference(image: ImageDescription, mask: number, frame: number): number {
  const scale = scaleOf(image)
  const cell = (value: number) => (image.pixel.signed ? Int16Array.of(value) : Uint16Array.of(value))
  return subtractMask(cell(frame), averageAttenuation([cell(mask)], scale), scale, new Float32Array(1))[0] ?? Number.NaN
}

const signed = { bitsAllocated: 16, bitsStored: 12, highBit: 11, signed: true }
const table = { kind: 'table' as const, firstMapped: 0, values: Array.from({ length: 4096 }, (_, value) => value * 2), type: null }

describe('attenuation, more material being positive', () => {
  const cases: readonly (readonly [string, ImageDescription, number, number, number])[] = [
    ['LIN: half the intensity is ln 2', projection({}), 200, 100, Math.LN2],
    ['LIN with sign +1: the same', projection({ pixelIntensitySign: 1 }), 200, 100, Math.LN2],
    ['LIN with sign −1: the value counts down from the largest', projection({ pixelIntensitySign: -1, pixel: { bitsAllocated: 16, bitsStored: 10, highBit: 9 } }), 1023 - 200, 1023 - 100, Math.LN2],
    ['LIN with a rescale: of the rescaled values', projection({ modalityLut: { kind: 'linear', slope: 2, intercept: 100, type: null } }), 150, 50, Math.log(400 / 200)],
    ['LIN with a table to log: the table says it all', projection({ modalityLut: table }), 200, 100, 200],
    ['LIN of signed values', projection({ pixel: signed }), 200, 100, Math.LN2],
    ['an intensity of nothing counts as one step', projection({}), 100, 0, Math.log(100)],
    ['LOG: the stored values themselves', projection({ pixelIntensityRelationship: 'LOG' }), 700, 500, 200],
    ['LOG with sign −1: turned round', projection({ pixelIntensityRelationship: 'LOG', pixelIntensitySign: -1 }), 500, 700, 200],
    ['LOG with a rescale: its slope', projection({ pixelIntensityRelationship: 'LOG', modalityLut: { kind: 'linear', slope: 0.5, intercept: 9, type: null } }), 700, 500, 100],
    ['LOG with a table back to intensity: of the table', projection({ pixelIntensityRelationship: 'LOG', modalityLut: table }), 200, 100, Math.LN2],
    ['LOG of negative values', projection({ pixelIntensityRelationship: 'LOG', pixel: signed }), 100, -100, 200],
    ['DISP: stored values, dark is dense', projection({ pixelIntensityRelationship: 'DISP' }), 90, 40, 50],
    ['unstated in MONOCHROME1: bright is dense', projection({ pixelIntensityRelationship: null, pixel: { photometricInterpretation: 'MONOCHROME1' } }), 40, 90, 50],
  ]
  it.each(cases)('%s', (_name, image, mask, frame, expected) => {
    expect(difference(image, mask, frame)).toBeCloseTo(expected, 5)
  })

  it('says log where the header relates values to intensity, and stored with a note where it does not', () => {
    expect(scaleOf(projection({})).space).toBe('log')
    expect(scaleOf(projection({ pixelIntensityRelationship: 'DISP' }))).toMatchObject({ space: 'stored', note: expect.stringContaining('not measured') })
  })

  it('refuses a run whose frames have each a scale of their own', () => {
    const own = { kind: 'linear' as const, slope: 1, intercept: 0, type: 'US' }
    expect(buildAttenuationScale(projection({ modalityLut: own, modalityLutFrames: [own, { ...own, slope: 2 }] }))).toMatchObject({ ok: false, error: { message: expect.stringContaining('each stored on a scale of their own') } })
  })
  it('refuses colour', () => {
    expect(buildAttenuationScale(projection({ pixel: { samplesPerPixel: 3, photometricInterpretation: 'RGB' } }))).toMatchObject({ ok: false, error: { code: 'NOT_A_PROJECTION' } })
  })
})

describe('masks', () => {
  it('are averaged after the logarithm', () => {
    const scale = scaleOf(projection({}))
    const mean = averageAttenuation([Uint16Array.of(100), Uint16Array.of(400)], scale)
    expect(mean[0]).toBeCloseTo(-Math.log(200), 5)
  })

  it('that equal their frame leave nothing', () => {
    const scale = scaleOf(projection({}))
    const frame = Uint16Array.from({ length: 64 }, (_, at) => at * 13)
    const result = subtractMask(frame, averageAttenuation([frame], scale), scale, new Float32Array(64))
    expect([...result].every((value) => value === 0)).toBe(true)
  })

  const ramp = Float32Array.from({ length: 25 }, (_, at) => 10 * Math.floor(at / 5) + (at % 5))
  const shifts: readonly (readonly [string, readonly [number, number], number])[] = [
    ['by nothing', [0, 0], 22], ['one row down', [1, 0], 12], ['one column on', [0, 1], 21], ['back by one of each', [-1, -1], 33],
    ['a quarter row down', [0.25, 0], 19.5], ['a tenth of a column back', [0, -0.1], 22.1], ['by parts of both', [0.5, 0.5], 16.5],
  ]
  it.each(shifts)('shifted %s give the hand-computed centre', (_name, shift, expected) => {
    expect(shiftPlane(ramp, 5, 5, shift, new Float32Array(25))[12]).toBeCloseTo(expected, 4)
  })

  it('shifted beyond the edge repeat it', () => {
    const shifted = shiftPlane(ramp, 5, 5, [2, 0], new Float32Array(25))
    expect([shifted[0], shifted[5], shifted[10]]).toEqual([0, 0, 0])
  })
})

const item = (fields: Partial<MaskItem>): MaskItem => ({
  operation: 'AVG_SUB', applicableFrameRanges: [], maskFrameNumbers: [], contrastFrameAveraging: null, subPixelShift: null, tidOffset: null, ...fields,
})

describe('the recipe of the header', () => {
  const recipes: readonly (readonly [string, MaskItem, number, readonly number[] | null, readonly number[]])[] = [
    ['AVG_SUB names its masks', item({ maskFrameNumbers: [1, 2], applicableFrameRanges: [[3, 10]] }), 3, [1, 2], [3]],
    ['AVG_SUB does not apply outside its range', item({ maskFrameNumbers: [1, 2], applicableFrameRanges: [[3, 10]] }), 2, null, []],
    ['AVG_SUB applies in the second of two ranges', item({ maskFrameNumbers: [1], applicableFrameRanges: [[3, 4], [8, 9]] }), 8, [1], [8]],
    ['AVG_SUB averages contrast frames from the current one on', item({ maskFrameNumbers: [1], contrastFrameAveraging: 3 }), 5, [1], [5, 6, 7]],
    ['AVG_SUB without a range ends where frames to average end', item({ maskFrameNumbers: [1], contrastFrameAveraging: 3 }), 9, null, []],
    ['AVG_SUB without mask frames is none', item({}), 5, null, []],
    ['TID takes the frame before when its offset is empty', item({ operation: 'TID' }), 5, [4], [5]],
    ['TID goes back by its offset', item({ operation: 'TID', tidOffset: 4 }), 5, [1], [5]],
    ['TID looks ahead with a negative offset', item({ operation: 'TID', tidOffset: -2 }), 5, [7], [5]],
    ['TID before its first valid frame is none', item({ operation: 'TID', tidOffset: 4 }), 4, null, []],
    ['REV_TID starts at its offset before the first frame', item({ operation: 'REV_TID', tidOffset: 2, applicableFrameRanges: [[6, 10]] }), 6, [4], [6]],
    ['REV_TID runs backwards from there', item({ operation: 'REV_TID', tidOffset: 2, applicableFrameRanges: [[6, 10]] }), 8, [2], [8]],
    ['REV_TID without a range is none', item({ operation: 'REV_TID', tidOffset: 2 }), 8, null, []],
    ['NONE is none', item({ operation: 'NONE' }), 5, null, []],
  ]
  it.each(recipes)('%s', (_name, mask, frame, maskFrameNumbers, contrastFrameNumbers) => {
    const recipe = findFrameRecipe(projection({ frames: 10, masks: [mask] }), frame)
    if (maskFrameNumbers === null) expect(recipe).toMatchObject({ ok: false, error: { code: 'NO_RECIPE' } })
    else expect(recipe).toMatchObject({ ok: true, value: { maskFrameNumbers, contrastFrameNumbers } })
  })

  it('takes the first item that applies', () => {
    const masks = [item({ maskFrameNumbers: [1], applicableFrameRanges: [[2, 4]] }), item({ operation: 'TID', tidOffset: 2 })]
    const operations = [3, 5].map((frame) => findFrameRecipe(projection({ frames: 10, masks }), frame)).map((recipe) => (recipe.ok ? recipe.value.operation : null))
    expect(operations).toEqual(['AVG_SUB', 'TID'])
  })
})

describe('the shutter', () => {
  const none = { rectangle: null, circle: null, polygon: null, presentationValue: null }
  it.each([
    ['rectangle keeps its edges', { ...none, rectangle: { left: 2, right: 3, upper: 2, lower: 3 } }, 1, 1, true],
    ['rectangle closes beyond', { ...none, rectangle: { left: 2, right: 3, upper: 2, lower: 3 } }, 3, 1, false],
    ['circle keeps its rim', { ...none, circle: { centreRow: 5, centreColumn: 5, radius: 2 } }, 6, 4, true],
    ['circle closes beyond', { ...none, circle: { centreRow: 5, centreColumn: 5, radius: 2 } }, 6, 6, false],
    ['polygon keeps its inside', { ...none, polygon: [[1, 1], [1, 9], [9, 1]] as [number, number][] }, 2, 2, true],
    ['polygon closes beyond', { ...none, polygon: [[1, 1], [1, 9], [9, 1]] as [number, number][] }, 7, 7, false],
  ])('%s', (_name, shutter, column, row, expected) => {
    expect(isInsideShutter(shutter, column, row)).toBe(expected)
  })
})

describe('the automatic window', () => {
  it('leaves out what the shutter closes', () => {
    const values = Float32Array.from({ length: 400 }, (_, at) => (at % 20 < 10 ? at / 400 : 1000))
    const shutter = { rectangle: { left: 1, right: 10, upper: 1, lower: 20 }, circle: null, polygon: null, presentationValue: null }
    const window = autoWindow(values, 20, 20, shutter, [0, 100])
    expect(window?.width).toBeLessThan(1)
    expect(autoWindow(values, 20, 20, null, [0, 100])?.width).toBeGreaterThan(900)
  })

  it('is none where all is equal', () => {
    expect(autoWindow(new Float32Array(100), 10, 10, null)).toBeNull()
  })
})

describe('the mask proposal', () => {
  const size = 64
  const background = (frame: number): Uint16Array => Uint16Array.from({ length: size * size }, (_, at) => 1000 + ((at * 7919 + frame * 104729) % 41) - 20)
  const run = (onset: number, frames: number): Uint16Array[] => Array.from({ length: frames }, (_, frame) => {
    const pixels = background(frame)
    if (frame >= onset) for (let row = 20; row < 44; row += 1) pixels.fill(700, row * size + 20, row * size + 40)
    return pixels
  })

  it.each([[12, [3, 4, 5, 6, 7, 8, 9, 10]], [5, [0, 1, 2, 3]], [3, [0, 1, 2]], [1, [0]]])('with contrast from frame %i on is %j', (onset, maskFrames) => {
    expect(proposeMask(run(onset, 20), size, size, scaleOf(projection({})), null)).toEqual({ maskFrames, onsetFrame: onset, movedAtFrames: [] })
  })

  const striped = (pixels: Uint16Array, shift: number): Uint16Array => pixels.map((value, at) => value - (((at % size) + shift) % 16 < 8 ? 200 : 0))
  it.each([[3, 12, [3, 4, 5, 6, 7, 8, 9, 10]], [8, 9, [0, 1, 2, 3, 4, 5, 6, 7]]])('moved at frame %i, with contrast from frame %i on, is %j', (moved, onset, maskFrames) => {
    const frames = run(onset, 20).map((pixels, frame) => striped(pixels, frame < moved ? 0 : 2))
    expect(proposeMask(frames, size, size, scaleOf(projection({})), null)).toEqual({ maskFrames, onsetFrame: onset, movedAtFrames: [moved] })
  })

  it('takes a change of exposure for no contrast', () => {
    const frames = run(15, 20).map((pixels, frame) => (frame < 6 ? pixels : pixels.map((value) => value * 1.2)))
    expect(proposeMask(frames, size, size, scaleOf(projection({})), null).onsetFrame).toBe(15)
  })

  it('takes the noise behind dense bone for noise', () => {
    const noisy = run(9, 20).map((pixels, frame) => pixels.map((value, at) => (at < size * 16 && at % size < 16 ? 60 + ((frame * 37) % 23) : value)))
    expect(proposeMask(noisy, size, size, scaleOf(projection({})), null).onsetFrame).toBe(9)
  })

  it('without contrast names no onset', () => {
    expect(proposeMask(run(99, 10), size, size, scaleOf(projection({})), null)).toEqual({ maskFrames: [0, 1, 2, 3, 4, 5, 6, 7], onsetFrame: null, movedAtFrames: [] })
  })

})
