import type { NoiseMap } from './runNoise.ts'
import { noiseAt } from './runNoise.ts'

/** Subtracted, blurred pictures of a run, one after the other, all of one size. */
export type TimeStack = {
  readonly columns: number
  readonly rows: number
  readonly frames: number
  readonly values: Float32Array
}

/** For each pixel the passage that stands out most: what comes, and is gone again. */
export type Passages = {
  /** Height over what is before and after, in units of its noise. */
  readonly strength: Float32Array
  readonly firstFrame: Int16Array
  readonly lastFrame: Int16Array
}

/** Frames beside a passage that are compared with it, on each side; one between them and it is left out where contrast rises and falls. */
const BESIDE_FRAMES = 4
const FEWEST_AFTER = 2
const RAMP_FRAMES = 1
const LENGTHS = [1, 2, 3, 4, 6, 8, 12, 16, 24]

/**
 * A matched filter in time: the mean over a few frames minus the higher of what is before and after them. What comes and
 * stays has no height; what comes and goes has.
 *
 * @units   strength in standard deviations of the noise; frames from 0
 * @source  the height of a box against its surroundings, the best of all boxes up to `longestFrames`
 * @limits  a passage that has not ended two frames before the run does is not seen; before its first frame the run is
 *          taken as its mask, without contrast
 */
export function scorePassages(stack: TimeStack, noise: NoiseMap, longestFrames: number, sign: 1 | -1 = 1): Passages {
  const pixels = stack.columns * stack.rows
  const result: Passages = { strength: new Float32Array(pixels), firstFrame: new Int16Array(pixels).fill(-1), lastFrame: new Int16Array(pixels).fill(-1) }
  const lengths = LENGTHS.filter((length) => length <= longestFrames)
  const sums = new Float64Array(stack.frames + 1)
  for (let at = 0, row = 0; row < stack.rows; row += 1) {
    for (let column = 0; column < stack.columns; column += 1, at += 1) {
      for (let frame = 0; frame < stack.frames; frame += 1) sums[frame + 1] = (sums[frame] ?? NaN) + sign * (stack.values[frame * pixels + at] ?? NaN)
      scorePixel(sums, stack.frames, lengths, 1 / noiseAt(noise, column, row), at, result)
    }
  }
  return result
}

function scorePixel(sums: Float64Array, frames: number, lengths: readonly number[], perSigma: number, at: number, result: Passages): void {
  let best = 0
  for (const length of lengths) {
    for (let first = 0; first + length + FEWEST_AFTER <= frames; first += 1) {
      const inside = ((sums[first + length] ?? NaN) - (sums[first] ?? NaN)) / length
      const beforeEnd = Math.max(0, first - RAMP_FRAMES)
      const beforeStart = Math.max(0, beforeEnd - BESIDE_FRAMES)
      const before = beforeEnd > beforeStart ? ((sums[beforeEnd] ?? NaN) - (sums[beforeStart] ?? NaN)) / (beforeEnd - beforeStart) : 0
      const afterStart = Math.min(frames - FEWEST_AFTER, first + length + RAMP_FRAMES)
      const afterEnd = Math.min(frames, afterStart + BESIDE_FRAMES)
      const after = ((sums[afterEnd] ?? NaN) - (sums[afterStart] ?? NaN)) / (afterEnd - afterStart)
      const strength = ((inside - Math.max(before, after)) * perSigma) / Math.sqrt(1 / length + 1 / (afterEnd - afterStart))
      if (strength > best) {
        best = strength
        result.strength[at] = strength
        result.firstFrame[at] = first
        result.lastFrame[at] = first + length - 1
      }
    }
  }
}
