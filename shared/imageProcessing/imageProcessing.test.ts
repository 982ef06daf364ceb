import { describe, expect, it } from 'vitest'
import { averageFrames, MOVED_FROM, movementBetween } from './averageFrames.ts'
import { colourise, colourTable, colourTableNames, lightnessOf } from './colourTables.ts'
import { denoise } from './denoise.ts'
import { noiseOf } from './noise.ts'
import { sharpen } from './sharpen.ts'

/** The same numbers every time; sums of twelve are nearly normal, with standard deviation 1. */
function seeded(seed = 1): () => number {
  let state = seed
  const next = (): number => { state = (state * 1664525 + 1013904223) >>> 0; return state / 2 ** 32 }
  return () => Array.from({ length: 12 }, next).reduce((sum, value) => sum + value, -6)
}
const [columns, rows] = [128, 96]
const draw = (value: (column: number, row: number) => number): Uint8Array => Uint8Array.from({ length: columns * rows }, (_, at) => Math.min(255, Math.max(0, Math.round(value(at % columns, Math.floor(at / columns))))))
const plane = (grey: Uint8Array) => ({ grey, columns, rows })
const spread = (grey: Uint8Array, from: number, to: number): number => {
  const part = [...grey].filter((_, at) => at % columns >= from && at % columns < to)
  const mean = part.reduce((sum, value) => sum + value, 0) / part.length
  return Math.sqrt(part.reduce((sum, value) => sum + (value - mean) ** 2, 0) / part.length)
}

describe('noise', () => {
  it.each([3, 8, 15])('of standard deviation %d is found within a tenth, on a slope', sigma => {
    const noise = seeded()
    expect(noiseOf(plane(draw((column) => 60 + column + sigma * noise()))) / sigma).toBeCloseTo(1, 1)
  })
  it('of a black ground around the picture is not counted', () => {
    const noise = seeded()
    expect(noiseOf(plane(draw((column) => (column < 40 ? 0 : 128 + 8 * noise())))) / 8).toBeCloseTo(1, 1)
  })
})

describe('denoising', () => {
  const noise = seeded(7)
  const step = draw((column) => (column < 64 ? 70 : 170) + 8 * noise())
  it('takes more than half of the noise out and leaves an edge of 100 greys where it is', () => {
    const quiet = denoise(plane(step), 1, new Uint8Array(step.length))
    expect(spread(quiet, 8, 56)).toBeLessThan(0.45 * spread(step, 8, 56))
    const mean = (column: number): number => Array.from({ length: rows }, (_, row) => quiet[row * columns + column] ?? 0).reduce((sum, value) => sum + value, 0) / rows
    expect([mean(63), mean(64)]).toEqual([expect.closeTo(70, -0.5), expect.closeTo(170, -0.5)])
    expect(mean(64) - mean(63)).toBeGreaterThan(95)
  })
  it('by half makes half of the change', () => {
    const [whole, half] = [1, 0.5].map(strength => denoise(plane(step), strength, new Uint8Array(step.length)))
    for (let at = 0; at < step.length; at++) expect(Math.abs((half?.[at] ?? 0) - ((step[at] ?? 0) + (whole?.[at] ?? 0)) / 2)).toBeLessThanOrEqual(1)
  })
  it('leaves one value as it is', () => {
    const flat = draw(() => 90)
    expect(denoise(plane(flat), 1, new Uint8Array(flat.length))).toEqual(flat)
  })
})

describe('sharpening', () => {
  it('adds what differs from the mean of the 5 × 5 pixels about, twice at whole strength', () => {
    const dot = draw((column, row) => (column === 60 && row === 40 ? 150 : 100))
    const sharp = sharpen(plane(dot), 0.5, new Uint8Array(dot.length))
    // Mean of the square with the dot in it: 102. The dot: 150 + (150 − 102); beside it 100 + (100 − 102).
    expect([sharp[40 * columns + 60], sharp[40 * columns + 62], sharp[40 * columns + 63], sharp[42 * columns + 58]]).toEqual([198, 98, 100, 98])
  })
  it('stays within black and white, and leaves one value as it is', () => {
    const edge = draw((column) => (column < 64 ? 5 : 250))
    const sharp = sharpen(plane(edge), 1, new Uint8Array(edge.length))
    expect([sharp[63], sharp[64]]).toEqual([0, 255])
    expect([sharp[0], sharp[columns * rows - 1]]).toEqual([5, 250])
  })
})

describe('colour tables', () => {
  it.each(colourTableNames)('%s goes up in equal steps of lightness', which => {
    const { rgb } = colourTable(which)
    const lightness = Array.from({ length: 256 }, (_, grey) => lightnessOf([rgb[grey * 3] ?? 0, rgb[grey * 3 + 1] ?? 0, rgb[grey * 3 + 2] ?? 0]))
    const whole = ((lightness[255] ?? 0) - (lightness[0] ?? 0)) / 255
    for (let grey = 8; grey < 256; grey += 8) expect(((lightness[grey] ?? 0) - (lightness[grey - 8] ?? 0)) / 8 / whole).toBeCloseTo(1, 0.5)
  })
  it('know black and white for what they are', () => { expect([lightnessOf([0, 0, 0]), lightnessOf([255, 255, 255])]).toEqual([0, expect.closeTo(100, 6)]) })
  it('take the place of greys', () => {
    const table = colourTable('cividis')
    expect([...colourise(Uint8Array.of(0, 255), table, new Uint8Array(6))]).toEqual([0, 34, 78, 254, 232, 56])
  })
})

describe('the average of frames', () => {
  const still = (seed: number) => { const noise = seeded(seed); return draw(() => 100 + 10 * noise()) }
  const run = Array.from({ length: 16 }, (_, at) => still(at + 1))
  it('is their mean, and has a quarter of the noise of one of sixteen', () => {
    expect([...averageFrames([[1, 4], [2, 8]], new Float32Array(2))]).toEqual([1.5, 6])
    const mean = Uint8Array.from(averageFrames(run, new Float32Array(columns * rows)), Math.round)
    expect(spread(mean, 0, columns) / spread(run[0] ?? mean, 0, columns)).toBeCloseTo(0.25, 1)
  })
  it('knows a needle that came in between from noise alone', () => {
    expect(movementBetween(run, columns, rows)).toBeLessThan(MOVED_FROM)
    const moved = run.map((frame, at) => (at < 8 ? frame : frame.map((value, pixel) => (pixel % columns > 60 && pixel % columns < 64 ? value - 40 : value))))
    expect(movementBetween(moved, columns, rows)).toBeGreaterThan(MOVED_FROM)
    expect(movementBetween(run.slice(0, 3), columns, rows)).toBeNull()
  })
})
