import { boxMean } from './planeFilters.ts'
import type { Progress, RunAlignment, RunPixels } from './runAlignment.ts'
import { noiseAt } from './runNoise.ts'
import { shiftPlane } from './subtraction.ts'
import { createSubtractor } from './subtractor.ts'

export type RunMaps = {
  readonly columns: number
  readonly rows: number
  /** The most that each pixel ever held. */
  readonly peak: Float32Array
  /** When a pixel first held half of its peak; NaN where nothing rises above the noise. */
  readonly arrival: Float32Array
  /** From arrival to peak; NaN as above. */
  readonly timeToPeak: Float32Array
  readonly unit: 'ms' | 'frames'
}

/** The mean of nine pixels keeps about four tenths of their noise; a run has many frames to be the highest of. */
const SEEN_IN_NOISE = 2.5
const SMOOTH_RADIUS_PX = 1

/**
 * A whole run in three pictures: peak opacity, arrival, and time to peak. In steps, so that a caller can show progress
 * and stop between them.
 *
 * @frame   imageIndex of the mask: a patient who moved is laid back
 * @units   opacity: attenuation; times: milliseconds from the first frame on, or frames where the run has no times
 * @source  arrival: half of the pixel's own peak, by straight lines between frames
 * @limits  the peak of pure noise is above nothing; times hold where their map is not NaN
 */
export function* runMapSteps(run: RunPixels, alignment: RunAlignment, timesMs: readonly number[]): Generator<Progress, RunMaps> {
  const length = run.columns * run.rows
  const frames = run.frames.length
  const hasTimes = timesMs.length === frames
  const timeOf = (frame: number): number => (hasTimes ? (timesMs[frame] ?? NaN) : frame)
  const source = new AlignedFrames(run, alignment)
  const peak = new Float32Array(length).fill(-Infinity)
  const smoothPeak = new Float32Array(length).fill(-Infinity)
  const peakTime = new Float32Array(length)
  for (let frame = 0; frame < frames; frame += 1) {
    const { raw, smooth } = source.at(frame)
    keepHighest(raw, peak)
    keepHighestWithTime(smooth, smoothPeak, peakTime, timeOf(frame))
    yield (frame + 1) / (2 * frames)
  }
  const arrival = new Float32Array(length).fill(NaN)
  forgetNoise(smoothPeak, run, alignment)
  const band = bandOf(smoothPeak, run, alignment)
  const inBand = (plane: Float32Array): Float32Array => plane.subarray(band.first * run.columns, band.end * run.columns)
  const ofBand = new AlignedFrames({ ...run, rows: band.end - band.first, frames: run.frames.map((one) => one.subarray(band.first * run.columns, band.end * run.columns)) }, alignment)
  let before = new Float32Array(inBand(arrival).length)
  let now = new Float32Array(before.length)
  for (let frame = 0; frame < frames; frame += 1) {
    now.set(ofBand.at(frame).smooth)
    markArrivals(before, now, inBand(smoothPeak), inBand(arrival), timeOf(Math.max(0, frame - 1)), timeOf(frame))
    const freed = before
    before = now
    now = freed
    yield 0.5 + (frame + 1) / (2 * frames)
  }
  const timeToPeak = peakTime.map((time, at) => time - (arrival[at] ?? NaN))
  return { columns: run.columns, rows: run.rows, peak, arrival, timeToPeak, unit: hasTimes ? 'ms' : 'frames' }
}

/** The rows in which anything has a peak, and as many beside them as a shift of the mask and back and the smoothing ask for: the others arrive nowhere. */
function bandOf(peak: Float32Array, { columns, rows }: RunPixels, { shiftsPx }: RunAlignment): { readonly first: number; readonly end: number } {
  const firstSeen = peak.findIndex(Number.isFinite)
  if (firstSeen === -1) return { first: 0, end: 0 }
  const lastSeen = peak.findLastIndex(Number.isFinite)
  const beside = 2 * Math.ceil(shiftsPx.reduce((most, [down]) => Math.max(most, Math.abs(down)), 0)) + SMOOTH_RADIUS_PX + 2
  return { first: Math.max(0, Math.floor(firstSeen / columns) - beside), end: Math.min(rows, Math.floor(lastSeen / columns) + 1 + beside) }
}

/** Subtracted frames, laid back to where the patient lay on the mask; the same buffers every time. */
class AlignedFrames {
  private readonly run: RunPixels
  private readonly alignment: RunAlignment
  private readonly subtractor: ReturnType<typeof createSubtractor>
  private readonly plane: Float32Array
  private readonly moved: Float32Array
  private readonly smooth: Float32Array
  private readonly scratch: Float32Array

  constructor(run: RunPixels, alignment: RunAlignment) {
    const length = run.columns * run.rows
    this.run = run
    this.alignment = alignment
    this.subtractor = createSubtractor(run.columns, run.rows, run.scale, (frame) => run.frames[frame] ?? new Uint16Array(length))
    this.plane = new Float32Array(length)
    this.moved = new Float32Array(length)
    this.smooth = new Float32Array(length)
    this.scratch = new Float32Array(length)
  }

  at(frame: number): { readonly raw: Float32Array; readonly smooth: Float32Array } {
    const { columns, rows } = this.run
    const shiftPx = this.alignment.shiftsPx[frame] ?? [0, 0]
    this.subtractor.subtract({ contrastFrames: [frame], maskFrames: this.alignment.maskFrames, shiftPx }, this.plane)
    const isStill = shiftPx[0] === 0 && shiftPx[1] === 0
    const raw = isStill ? this.plane : shiftPlane(this.plane, columns, rows, [-shiftPx[0], -shiftPx[1]], this.moved)
    return { raw, smooth: boxMean(raw, columns, rows, SMOOTH_RADIUS_PX, this.smooth, this.scratch) }
  }
}

function keepHighest(values: Float32Array, highest: Float32Array): void {
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? NaN
    if (value > (highest[at] ?? NaN)) highest[at] = value
  }
}

function keepHighestWithTime(values: Float32Array, highest: Float32Array, times: Float32Array, time: number): void {
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? NaN
    if (value > (highest[at] ?? NaN)) { highest[at] = value; times[at] = time }
  }
}

/** A peak that noise could make is no peak: no level is ever reached. */
function forgetNoise(peak: Float32Array, { columns, rows }: RunPixels, { noise, openArea }: RunAlignment): void {
  for (let row = 0, at = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1, at += 1) {
      if (openArea.usable[at] === 0 || !((peak[at] ?? NaN) > SEEN_IN_NOISE * noiseAt(noise, column, row))) peak[at] = Infinity
    }
  }
}

function markArrivals(before: Float32Array, now: Float32Array, peak: Float32Array, arrival: Float32Array, timeBefore: number, time: number): void {
  for (let at = 0; at < now.length; at += 1) {
    const half = (peak[at] ?? NaN) / 2
    const value = now[at] ?? NaN
    if (!(value >= half) || !Number.isNaN(arrival[at])) continue
    const earlier = before[at] ?? NaN
    arrival[at] = earlier < half ? timeBefore + ((half - earlier) / (value - earlier)) * (time - timeBefore) : time
  }
}
