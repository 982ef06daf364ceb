import { describe, expect, it } from 'vitest'
import { whiteNoise } from '#sample-dicom/filters/noise.ts'
import { describePixels } from '#test/builders/corpus.ts'
import { buildAttenuationScale } from './attenuation.ts'
import type { ShiftPx } from './motionShift.ts'
import { shiftByRegions } from './regionalShift.ts'
import { alignRunSteps, finishSteps } from './runAlignment.ts'
import { averageAttenuation } from './subtraction.ts'

const SIZE = 160
const HALF = 80
const FRAMES = 10
const built = buildAttenuationScale(describePixels({ pixelIntensityRelationship: 'LIN' }))
const bone = (column: number, row: number): number => 0.5 * Math.sin(column / 6) * Math.cos(row / 7)
/** From frame 5 on the lower half moves one way, as a jaw does; the upper half stays. */
const jaw: ShiftPx = [1.4, -0.7]
const frames = Array.from({ length: FRAMES }, (_, frame) => Uint16Array.from({ length: SIZE * SIZE }, (_value, at) => {
  const row = Math.floor(at / SIZE), column = at % SIZE
  const isMoved = frame >= 5 && row >= HALF
  return Math.round(8000 * Math.exp(-bone(column - (isMoved ? jaw[1] : 0), row - (isMoved ? jaw[0] : 0)) + 0.015 * whiteNoise(at, frame, 3)))
}))

describe('a shift of a region by itself', () => {
  if (!built.ok) throw new Error(built.error.message)
  const run = { frames, columns: SIZE, rows: SIZE, scale: built.value, shutter: null }
  const shiftOf = (isInRegion: (column: number, row: number) => boolean): ShiftPx => {
    const aligned = finishSteps(alignRunSteps(run, [0, 1, 2, 3], isInRegion))
    return aligned.ok ? aligned.value.shiftsPx[7] ?? [NaN, NaN] : [NaN, NaN]
  }

  it('is found to a tenth of a pixel, and none where nothing moves', () => {
    const [row, column] = shiftOf((_column, at) => at > HALF + 8)
    expect(Math.hypot(row - jaw[0], column - jaw[1])).toBeLessThan(0.1)
    expect(shiftOf((_column, at) => at < HALF - 8)).toEqual([0, 0])
  })

  it('leaves noise alone in the region and outside of it', () => {
    const mask = averageAttenuation(frames.slice(0, 4), built.value)
    const lower = { vertices: [[-1, HALF - 0.5], [SIZE, HALF - 0.5], [SIZE, SIZE], [-1, SIZE]] as [number, number][], shiftPx: jaw }
    const left = (regions: Parameters<typeof shiftByRegions>[4]): number => {
      const moved = shiftByRegions(mask, SIZE, SIZE, [0, 0], regions, new Float32Array(mask.length))
      const frame = averageAttenuation([frames[7] ?? new Uint16Array(0)], built.value)
      let squares = 0, count = 0
      for (let row = 6; row < SIZE - 6; row += 1) for (let column = 6; column < SIZE - 6; column += 1) {
        if (Math.abs(row - HALF) < 4) continue
        squares += ((frame[row * SIZE + column] ?? NaN) - (moved[row * SIZE + column] ?? NaN)) ** 2
        count += 1
      }
      return Math.sqrt(squares / count)
    }
    expect(left([lower])).toBeLessThan(0.019)
    expect(left([])).toBeGreaterThan(0.04)
    // The last of two regions over each other counts.
    expect(left([{ ...lower, shiftPx: [9, 9] }, lower])).toBeCloseTo(left([lower]), 6)
  })
})
