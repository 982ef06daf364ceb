import { describe, expect, it } from 'vitest'
import { describePixels } from '#test/builders/corpus.ts'
import { autoWindow } from './autoWindow.ts'
import { buildAttenuationScale, type AttenuationScale } from './attenuation.ts'
import { colourAt, legendFor, paintMap, rangeOfMap, type ColourTable } from './colourTable.ts'
import { faintWindow } from './faintWindow.ts'
import { centreLineOf, lineLength } from './linePath.ts'
import { lookHereSteps } from './lookHere.ts'
import { scorePassages } from './passageScore.ts'
import { alignRunSteps, finishSteps, settleShifts, type RunAlignment, type RunPixels } from './runAlignment.ts'
import { runMapSteps } from './runMaps.ts'
import { judgedFrom, runPace } from './runPace.ts'
import { problemsOfHeader, problemsOfMask, problemsOfMotion, problemsOfSaturation } from './runProblems.ts'

const SIZE = 128
const FRAMES = 24
const built = buildAttenuationScale(describePixels({ pixelIntensityRelationship: 'LIN' }))
const scale: AttenuationScale = built.ok ? built.value : (() => { throw new Error(built.error.message) })()
/** Nearly Gaussian, the same every time. */
function noise(index: number, frame: number): number {
  let h = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(frame + 1, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  h ^= h >>> 16
  return ((h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24) - 510) / 147.8
}
/** Smooth hills of bone, so that a movement shows. */
const bone = (column: number, row: number): number => 0.5 * Math.sin(column / 6) * Math.cos(row / 7)
type Opacity = (column: number, row: number, frame: number) => number
function runOf(opacity: Opacity, movedFrom = FRAMES, shift: readonly [row: number, column: number] = [0, 0]): RunPixels {
  const frames = Array.from({ length: FRAMES }, (_, frame) => Uint16Array.from({ length: SIZE * SIZE }, (_value, at) => {
    const isMoved = frame >= movedFrom
    const column = (at % SIZE) - (isMoved ? shift[1] : 0)
    const row = Math.floor(at / SIZE) - (isMoved ? shift[0] : 0)
    return Math.round(8000 * Math.exp(-bone(column, row) - opacity(column, row, frame) + 0.015 * noise(at, frame)))
  }))
  return { frames, columns: SIZE, rows: SIZE, scale, shutter: null }
}
const maskFrames = [0, 1, 2, 3]
function aligned(run: RunPixels): RunAlignment {
  const result = finishSteps(alignRunSteps(run, maskFrames))
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}
const onLine = (column: number, row: number): boolean => Math.abs(row - 40 - 0.3 * column) < 3 && column > 20 && column < 110
const inJoint = (column: number, row: number): boolean => Math.hypot((column - 60) / 16, (row - 100) / 8) < 1
const flash: Opacity = (column, row, frame) => (onLine(column, row) && (frame === 10 || frame === 11) ? 0.08 : 0) + (inJoint(column, row) && frame >= 6 ? 0.8 : 0)
const persisting: Opacity = (column, row, frame) => (onLine(column, row) && frame >= 10 ? 0.08 : 0) + (inJoint(column, row) && frame >= 6 ? 0.8 : 0)

describe('look here', () => {
  const places = (run: RunPixels) => {
    const found = finishSteps(lookHereSteps(run, aligned(run), { frameIntervalMs: 125 }))
    return found.ok ? found.value : []
  }
  it('points along what comes and goes, with its frames, also where the patient moves in between', () => {
    for (const run of [runOf(flash), runOf(flash, 15, [1.3, -0.8])]) {
      const [place, ...others] = places(run)
      expect(others).toEqual([])
      expect([place?.firstFrame, place?.lastFrame]).toEqual([10, 11])
      expect(place?.lengthPx ?? NaN).toBeGreaterThan(75)
      for (const [column, row] of place?.line ?? []) expect(Math.abs(row - 40 - 0.3 * column)).toBeLessThan(3)
    }
  })

  it('points at nothing that stays', () => { expect(places(runOf(persisting))).toEqual([]) })
  it('points at nothing where there is noise alone', () => { expect(places(runOf(() => 0))).toEqual([]) })
  it('points at no spot', () => {
    expect(places(runOf((column, row, frame) => (Math.hypot(column - 60, row - 50) < 4 && frame === 10 ? 0.3 : 0)))).toEqual([])
  })
})

describe('a passage in time', () => {
  const noiseMap = { columns: 1, rows: 1, blockPx: 32, blockColumns: 1, sigma: Float32Array.of(0.1) }
  const score = (values: readonly number[], sign: 1 | -1 = 1) => scorePassages({ columns: 1, rows: 1, frames: values.length, values: Float32Array.from(values) }, noiseMap, 12, sign)
  it('has its frames and its height over the higher of before and after, in its noise', () => {
    const passage = score([0, 0, 0, 0, 0, 0, 1, 1, 0.2, 0.2, 0.2, 0.2, 0.2])
    expect([passage.firstFrame[0], passage.lastFrame[0]]).toEqual([6, 7])
    expect(passage.strength[0]).toBeCloseTo(0.8 / 0.1 / Math.sqrt(1 / 2 + 1 / 4), 4)
  })
  it.each([['comes and stays', [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]], ['goes', [0, 0, 0, 0, -1, -1, -1, -1, 0, 0, 0]], ['comes at the very end', [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]]])('is none where it %s', (_name, values) => {
    expect(score(values).strength[0]).toBeLessThan(0.2)
  })
})

describe('a centre line', () => {
  it('runs along the middle of a bent band from end to end', () => {
    const piece = Array.from({ length: 64 * 64 }, (_, at) => at).filter((at) => Math.abs(Math.hypot(at % 64, Math.floor(at / 64)) - 40) <= 3)
    const line = centreLineOf(piece, 64, (at) => 4 - Math.abs(Math.hypot(at % 64, Math.floor(at / 64)) - 40)).map((at): readonly [number, number] => [at % 64, Math.floor(at / 64)])
    for (const [column, row] of line.slice(5, -5)) expect(Math.abs(Math.hypot(column, row) - 40)).toBeLessThan(1.5)
    expect(Math.abs(lineLength(line) - 20 * Math.PI)).toBeLessThan(8)
  })
})

describe('an alignment', () => {
  it('takes neighbouring shifts for one place and small ones for none', () => {
    expect(settleShifts([[0.01, 0], [-0.02, 0.02], [0, 0.01], [1.2, -0.5], [1.24, -0.54], [1.16, -0.5], [3, 0]])).toEqual([[0, 0], [0, 0], [0, 0], [1.2, -0.5], [1.2, -0.5], [1.2, -0.5], [3, 0]])
  })
  it('can be stopped, and tells how far it is', () => {
    const steps = alignRunSteps(runOf(() => 0), maskFrames)
    const told = [steps.next().value, steps.next().value]
    expect(told.every((part) => typeof part === 'number' && part >= 0 && part < 1)).toBe(true)
    expect(steps.return({ ok: false, error: { code: 'NO_EDGES', message: 'stopped' } }).done).toBe(true)
  })
  it('says what it cannot do on one frame, or without an edge', () => {
    const run = runOf(() => 0)
    expect(finishSteps(alignRunSteps({ ...run, frames: run.frames.slice(0, 1) }, [0]))).toMatchObject({ ok: false, error: { code: 'RUN_TOO_SHORT' } })
    const flat = { ...run, frames: run.frames.map((_, frame) => Uint16Array.from({ length: SIZE * SIZE }, (_value, at) => Math.round(3000 * Math.exp(0.015 * noise(at, frame))))) }
    expect(finishSteps(alignRunSteps(flat, maskFrames))).toMatchObject({ ok: false, error: { code: 'NO_EDGES' } })
  })
})

describe('the maps of a run', () => {
  const run = runOf((column, row, frame) => (inJoint(column, row) ? Math.max(0, Math.min(1, (frame - 6) / 4)) * 0.8 : 0), 15, [1.3, -0.8])
  const alignment = aligned(run)
  const times = run.frames.map((_, frame) => 125 * frame)
  const middle = 100 * SIZE + 60
  it('hold peak, arrival at half of it and time to peak, in milliseconds', () => {
    const maps = finishSteps(runMapSteps(run, alignment, times))
    expect(maps.unit).toBe('ms')
    expect(Math.abs((maps.peak[middle] ?? NaN) - 0.83)).toBeLessThan(0.06)
    expect(Math.abs((maps.arrival[middle] ?? NaN) - 1000)).toBeLessThan(30)
    expect(maps.timeToPeak[middle] ?? NaN).toBeGreaterThan(200)
    expect(maps.arrival[30 * SIZE + 60]).toBeNaN()
    expect(maps.arrival.filter((value) => !Number.isNaN(value)).length).toBeGreaterThan(300)
    expect(maps.arrival.filter((value) => !Number.isNaN(value)).length).toBeLessThan(600)
  })
  it('let nothing arrive on a needle that moved, and all that is denser than what its movement leaves', () => {
    const needle = (column: number, row: number): number => 1.5 * Math.exp(-0.5 * ((row - 0.4 * column - 10) / 0.9) ** 2)
    const withNeedle = runOf((column, row, frame) => needle(column, row) + (inJoint(column, row) && frame >= 6 ? 0.8 : 0), 15, [1.4, -0.6])
    const maps = finishSteps(runMapSteps(withNeedle, aligned(withNeedle), times))
    const onNeedle = Array.from({ length: 90 }, (_, n) => maps.arrival[Math.round(0.4 * (n + 20) + 10) * SIZE + n + 20])
    expect(onNeedle.filter((value) => !Number.isNaN(value))).toEqual([])
    expect(maps.arrival[middle]).toBeLessThan(800)
  })
  it('are in frames where the run has no times', () => {
    const maps = finishSteps(runMapSteps(run, alignment, []))
    expect(maps.unit).toBe('frames')
    expect(Math.abs((maps.arrival[middle] ?? NaN) - 8)).toBeLessThan(0.25)
  })
})

/** What a person who lacks one kind of cone sees, as linear RGB: Machado, Oliveira and Fernandes 2009, severity 1. */
const blindness = {
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
} as const

describe('a colour table', () => {
  const linear = (value: number): number => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)
  const lightness = ([r, g, b]: readonly [number, number, number]): number => 116 * Math.cbrt(Math.max(0, 0.2126 * r + 0.7152 * g + 0.0722 * b)) - 16
  it.each(['cividis', 'viridis'] as const)('%s grows lighter all the way, also without red or green cones', (table: ColourTable) => {
    for (const matrix of [[1, 0, 0, 0, 1, 0, 0, 0, 1] as const, blindness.deuteranopia, blindness.protanopia]) {
      const seen = Array.from({ length: 33 }, (_, n) => {
        const [r, g, b] = colourAt(table, n / 32).map(linear)
        const row = (at: 0 | 3 | 6): number => matrix[at] * (r ?? NaN) + (matrix[at + 1] ?? NaN) * (g ?? NaN) + (matrix[at + 2] ?? NaN) * (b ?? NaN)
        return lightness([row(0), row(3), row(6)])
      })
      expect(seen.every((value, n) => n === 0 || value > (seen[n - 1] ?? NaN))).toBe(true)
      expect((seen.at(-1) ?? NaN) - (seen[0] ?? NaN)).toBeGreaterThan(60)
    }
  })
  it('has the published ends', () => {
    expect([colourAt('viridis', 0), colourAt('viridis', 1), colourAt('viridis', 0.5)]).toEqual([[68, 1, 84], [253, 231, 37], [33, 145, 140]])
    expect(colourAt('cividis', 1).map((value, n) => Math.abs(value - ([255, 234, 70][n] ?? NaN)) < 3)).toEqual([true, true, true])
  })
  it('paints a map and says what its colours mean; what has no value is transparent', () => {
    const legend = legendFor('viridis', 500, 2500, 'ms')
    expect(legend.stops.map(({ label }) => label)).toEqual(['0.5 s', '1.0 s', '1.5 s', '2.0 s', '2.5 s'])
    expect([...paintMap(Float32Array.of(500, NaN, 9999), legend, new Uint8ClampedArray(12))]).toEqual([68, 1, 84, 255, 0, 0, 0, 0, 253, 231, 37, 255])
    expect(rangeOfMap(new Float32Array(5).fill(NaN))).toBeNull()
  })
})

describe('the faint-flow window', () => {
  const usable = new Uint8Array(SIZE * SIZE).fill(1)
  it('shows a flash beside an arthrogram 25 times as dense, where the plain window shows nothing of it', () => {
    const subtracted = Float32Array.from({ length: SIZE * SIZE }, (_, at) => {
      const column = at % SIZE, row = Math.floor(at / SIZE)
      return (onLine(column, row) ? 0.08 : 0) + (inJoint(column, row) ? 2 : 0) + 0.012 * noise(at, 1)
    })
    const faint = faintWindow(subtracted, SIZE, SIZE, usable)
    const plain = autoWindow(subtracted, SIZE, SIZE, null)
    expect(0.08 / (faint?.width ?? NaN)).toBeGreaterThan(0.4)
    expect(0.08 / (plain?.width ?? NaN)).toBeLessThan(0.08)
    expect((faint?.centre ?? NaN) - (faint?.width ?? NaN) / 2).toBeLessThan(0)
  })
  it('is none where all is equal', () => { expect(faintWindow(new Float32Array(SIZE * SIZE), SIZE, SIZE, usable)).toBeNull() })
})

describe('what is wrong with a run', () => {
  const image = describePixels({ rows: 8, columns: 8, frames: 20, pixelIntensityRelationship: 'LIN' })
  const codes = (...given: Parameters<typeof problemsOfHeader>): readonly string[] => problemsOfHeader(...given).map(({ code }) => code)
  const times = Array.from({ length: 20 }, (_, frame) => 100 * frame)
  it.each([
    ['nothing', [image], times, []],
    ['colour', [{ ...image, pixel: { ...image.pixel, samplesPerPixel: 3, photometricInterpretation: 'RGB' } }], times, ['COLOUR']],
    ['display values', [{ ...image, pixelIntensityRelationship: 'DISP' as const }], times, ['DISPLAY_VALUES']],
    ['two sizes', [image, { ...image, rows: 9 }], times, ['MIXED_SIZE']],
    ['three frames', [{ ...image, frames: 3 }], [0, 100, 200], ['RUN_TOO_SHORT']],
    ['no times', [image], [], ['NO_FRAME_TIMES']],
    ['5 frames/s', [image], times.map((time) => 2 * time), ['SLOW']],
  ])('header: %s', (_name, images, given, expected) => { expect(codes(images, given)).toEqual(expected) })

  describe('a rate that changes', () => {
    // 60 frames at 30/s, then 10 at 2/s: 10.6/s on average.
    const uneven = Array.from({ length: 70 }, (_, frame) => (frame < 60 ? (frame * 1000) / 30 : (59 * 1000) / 30 + 500 * (frame - 59)))
    const slow = (given: readonly number[], from?: number) => problemsOfHeader([{ ...image, frames: given.length }], given, from).filter(({ code }) => code === 'SLOW')
    it('is as slow as the longest time between two frames', () => {
      expect(slow(uneven)).toEqual([{ code: 'SLOW', frames: [60, 61, 62, 63, 64, 65, 66, 67, 68, 69], message: 'This run has 0.50 s between frames 60 and 61, and 5.0 of its 7.0 s are that slow, though it has 9.9 frames per second on average: a bolus in an artery may pass between two frames. Below 7.5 frames per second it cannot show that no vessel filled.' }])
      expect(slow(times.map((time) => 1.34 * time))).toMatchObject([{ frames: [], message: expect.stringContaining('This run has 7.5 frames per second:') }])
    })
    it('is not slow for what lies before the contrast, nor for a timer that jitters', () => {
      const late = uneven.map((time) => 7000 - time).toReversed()
      expect(slow(late)).toHaveLength(1)
      expect(slow(late, judgedFrom(11, []))).toEqual([])
      expect(slow(late, judgedFrom(10, []))).toHaveLength(1)
      expect(slow(late, judgedFrom(null, [12, 11, 13]))).toEqual([])
      expect(slow(late, judgedFrom(null, [4, 5]))).toHaveLength(1)
      expect(slow([0, 125, 260, 385, 505, 640])).toEqual([])
      expect(runPace([0])).toBeNull()
    })
  })

  it('a mask with contrast in it, or with a single frame before it', () => {
    const proposal = { maskFrames: [0, 1, 2], onsetFrame: 5, movedAtFrames: [] }
    expect(problemsOfMask([3, 4], proposal)).toEqual([])
    expect(problemsOfMask([4, 5, 6], proposal)).toMatchObject([{ code: 'MASK_HAS_CONTRAST', frames: [5, 6], message: expect.stringMatching(/from frame 6 on.*frames 6, 7.*Choose earlier frames/) }])
    expect(problemsOfMask([0], { ...proposal, onsetFrame: 1 })).toMatchObject([{ code: 'NO_FRAME_BEFORE_CONTRAST' }])
    expect(problemsOfMask([9], { ...proposal, onsetFrame: null })).toEqual([])
  })

  it('a patient who moved, with the score', () => {
    expect(problemsOfMotion({ scores: [1, 1.1, 3.14, 2.5] })).toMatchObject([{ frames: [2, 3], message: 'The patient moved after the mask (score 3.1). Bone edges look like contrast.' }])
    expect(problemsOfMotion({ scores: [1, 1.1] })).toEqual([])
  })

  it('saturated frames, a collimator left out', () => {
    const pixel = { ...image.pixel, bitsStored: 12 }
    const frame = (value: number): Uint16Array => Uint16Array.from({ length: 64 }, (_, at) => (at < 16 ? 0 : at < 20 ? value : 900))
    const run: RunPixels = { frames: [frame(900), frame(4095), frame(0)], columns: 8, rows: 8, scale, shutter: null }
    const closed = Uint8Array.from({ length: 64 }, (_, at) => (at < 16 ? 1 : 0))
    expect(problemsOfSaturation(run, pixel, closed)).toMatchObject([{ code: 'SATURATED', frames: [1, 2] }])
    expect(problemsOfSaturation({ ...run, frames: [frame(900)] }, pixel, closed)).toEqual([])
  })
})
