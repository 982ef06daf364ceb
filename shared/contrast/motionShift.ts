import { findEdgeSamples, type EdgeSamples } from './edgeSamples.ts'
import { blurPlane, boxMean, type Plane } from './planeFilters.ts'
import type { NoiseMap } from './runNoise.ts'

export type ShiftPx = readonly [row: number, column: number]

export type MeasuredShift = {
  /** Moves the mask onto the frame: + down and towards higher columns. */
  readonly shiftPx: ShiftPx
  /** What is left on the edges of bone, in units of noise: 1 is noise alone. */
  readonly score: number
  readonly scoreUnshifted: number
}

export type ShiftFinder = {
  readonly samples: number
  readonly find: (edges: Plane) => MeasuredShift
  readonly score: (edges: Plane, shiftPx: ShiftPx) => number
}

export type ShiftInput = {
  /** Mask and frames as edgePlane makes them. */
  readonly mask: Plane
  readonly maskFrameCount: number
  readonly usable: Uint8Array
  /** Noise of a frame as edgePlane makes it. */
  readonly noise: NoiseMap
  /** A part of the picture that is to be moved by itself; all where left out. */
  readonly isInRegion?: (column: number, row: number) => boolean
}

const BLUR_PX = 1.2
const SLOW_RADIUS_PX = 10
const FEWEST_SAMPLES = 60
/** Whole pixels searched to each side before parts of pixels are. */
const SEARCH_PX = 8
const SEARCH_SAMPLES = 800
/** Below it the search by whole pixels is left out: the patient lies where he lay. */
const UNMOVED_SCORE = 1.3
const STEPS = 20
const SETTLED_PX = 0.002
/** Residuals beyond so many of their own spread do not count: contrast. Tukey's constant. */
const TUKEY = 4.685

/**
 * A picture reduced to its edges: fine noise blurred, slow changes taken away, since contrast alters the scattered light
 * of the whole picture.
 *
 * @units   attenuation in, attenuation out
 */
export function edgePlane(attenuation: Float32Array, columns: number, rows: number, target: Float32Array, scratch: Float32Array, slow: Float32Array): Plane {
  blurPlane(attenuation, columns, rows, BLUR_PX, target, scratch)
  boxMean(target, columns, rows, SLOW_RADIUS_PX, slow, scratch)
  for (let at = 0; at < target.length; at += 1) target[at] = (target[at] ?? NaN) - (slow[at] ?? NaN)
  return { columns, rows, values: target }
}

/**
 * Finds by how much a mask must be moved to lie over a frame: least squares on the edges of bone by Gauss-Newton, with
 * whatever does not fit (contrast, a needle that moved by itself) weighted down.
 *
 * @frame   imageIndex
 * @units   pixels [row, column], the sense of Mask Sub-pixel Shift (0028,6114)
 * @source  Gauss-Newton on the image gradient (Lucas and Kanade 1981) with Tukey's weights; the score is the median of
 *          the residuals over that of noise alone
 * @limits  a movement within the picture, up to 8 pixels; no turning. Null where there is too little edge to go by
 */
export function createShiftFinder(input: ShiftInput): ShiftFinder | null {
  const { mask, usable, noise, maskFrameCount } = input
  const samples = findEdgeSamples(mask, usable, noise, input.isInRegion ?? (() => true))
  if (samples.count < FEWEST_SAMPLES) return null
  // The noise of the mask adds to that of the frame.
  const noiseFactor = Math.sqrt(1 + 1 / maskFrameCount)
  const residuals = new Float32Array(samples.count)
  const scoreAt = (frame: Plane, shift: ShiftPx): number => {
    fillResiduals(frame, mask, samples, shift, residuals)
    return medianAbsolute(residuals.map((residual, n) => residual / ((samples.sigma[n] ?? NaN) * noiseFactor))) / MEDIAN_OF_NOISE
  }
  return {
    samples: samples.count,
    score: scoreAt,
    find(frame) {
      const scoreUnshifted = scoreAt(frame, [0, 0])
      let shift: ShiftPx = scoreUnshifted < UNMOVED_SCORE ? [0, 0] : coarseShift(frame, mask, samples)
      for (let step = 0; step < STEPS; step += 1) {
        const change = improvement(frame, mask, samples, shift, residuals)
        if (change === null) break
        shift = [shift[0] + change[0], shift[1] + change[1]]
        if (Math.hypot(change[0], change[1]) < SETTLED_PX) break
      }
      const score = scoreAt(frame, shift)
      return score <= scoreUnshifted ? { shiftPx: shift, score, scoreUnshifted } : { shiftPx: [0, 0], score: scoreUnshifted, scoreUnshifted }
    },
  }
}

/** Median of the absolute value of a standard normal. */
const MEDIAN_OF_NOISE = 0.6745

/** Of at most so many values, evenly taken: a median needs no more. */
const MEDIAN_SAMPLES = 2000

function medianAbsolute(values: Float32Array): number {
  const every = Math.max(1, Math.floor(values.length / MEDIAN_SAMPLES))
  const sorted = Float32Array.from({ length: Math.floor(values.length / every) }, (_, n) => Math.abs(values[n * every] ?? NaN)).sort()
  return sorted[sorted.length >> 1] ?? NaN
}

const valueAt = ({ values, columns, rows }: Plane, column: number, row: number): number => {
  const c = column < 0 ? 0 : column > columns - 1 ? columns - 1 : column
  const r = row < 0 ? 0 : row > rows - 1 ? rows - 1 : row
  const i = Math.min(columns - 2, Math.floor(c))
  const j = Math.min(rows - 2, Math.floor(r))
  const f = c - i
  const at = j * columns + i
  const upper = (values[at] ?? NaN) + f * ((values[at + 1] ?? NaN) - (values[at] ?? NaN))
  const lower = (values[at + columns] ?? NaN) + f * ((values[at + columns + 1] ?? NaN) - (values[at + columns] ?? NaN))
  return upper + (r - j) * (lower - upper)
}

function fillResiduals(frame: Plane, mask: Plane, samples: EdgeSamples, shift: ShiftPx, residuals: Float32Array): void {
  for (let n = 0; n < samples.count; n += 1) {
    const column = samples.columns[n] ?? NaN
    const row = samples.rows[n] ?? NaN
    residuals[n] = (frame.values[row * frame.columns + column] ?? NaN) - valueAt(mask, column - shift[1], row - shift[0])
  }
}

/** The best of all shifts by whole pixels, judged by what most edges say. */
function coarseShift(frame: Plane, mask: Plane, samples: EdgeSamples): ShiftPx {
  const every = Math.max(1, Math.floor(samples.count / SEARCH_SAMPLES))
  let best: ShiftPx = [0, 0]
  let least = Infinity
  for (let down = -SEARCH_PX; down <= SEARCH_PX; down += 1) {
    for (let across = -SEARCH_PX; across <= SEARCH_PX; across += 1) {
      let cost = 0
      for (let n = 0; n < samples.count && cost < least; n += every) {
        const column = samples.columns[n] ?? NaN
        const row = samples.rows[n] ?? NaN
        const residual = Math.abs((frame.values[row * frame.columns + column] ?? NaN) - valueAt(mask, column - across, row - down)) / (samples.sigma[n] ?? NaN)
        cost += Math.min(residual, TUKEY)
      }
      if (cost < least) { least = cost; best = [down, across] }
    }
  }
  return best
}

/** One Gauss-Newton step, or null when the edges do not fix both directions. */
function improvement(frame: Plane, mask: Plane, samples: EdgeSamples, shift: ShiftPx, residuals: Float32Array): ShiftPx | null {
  fillResiduals(frame, mask, samples, shift, residuals)
  const scaled = residuals.map((residual, n) => residual / (samples.sigma[n] ?? NaN))
  const spread = Math.max(1, medianAbsolute(scaled) / MEDIAN_OF_NOISE)
  let rr = 0, rc = 0, cc = 0, r = 0, c = 0
  for (let n = 0; n < samples.count; n += 1) {
    const u = (scaled[n] ?? NaN) / (TUKEY * spread)
    if (!(Math.abs(u) < 1)) continue
    const weight = (1 - u * u) ** 2 / (samples.sigma[n] ?? NaN) ** 2
    const column = (samples.columns[n] ?? NaN) - shift[1]
    const row = (samples.rows[n] ?? NaN) - shift[0]
    const across = (valueAt(mask, column + 1, row) - valueAt(mask, column - 1, row)) / 2
    const down = (valueAt(mask, column, row + 1) - valueAt(mask, column, row - 1)) / 2
    // The residual falls when the mask moves against its own slope.
    rr += weight * down * down
    rc += weight * down * across
    cc += weight * across * across
    r += weight * down * (residuals[n] ?? NaN)
    c += weight * across * (residuals[n] ?? NaN)
  }
  const determinant = rr * cc - rc * rc
  if (!(determinant > 1e-6 * rr * cc)) return null
  return [-(cc * r - rc * c) / determinant, -(rr * c - rc * r) / determinant]
}
