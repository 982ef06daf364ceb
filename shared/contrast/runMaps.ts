import { boxMean } from './planeFilters.ts'
import { subtractionAt, type Progress, type RunAlignment, type RunPixels } from './runAlignment.ts'
import { noiseAt } from './runNoise.ts'
import { ABOVE_RESIDUE, residueOf } from './shiftResidue.ts'
import { shiftPlane } from './subtraction.ts'
import { createSubtractor, partOf } from './subtractor.ts'

export type RunMaps = {
  readonly columns: number
  readonly rows: number
  /** The most that each pixel ever held. */
  readonly peak: Float32Array
  /** The same of means of nine pixels: a faint flash of one frame is lost among the highest of many frames of noise. */
  readonly faintPeak: Float32Array
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
 * @limits  the peak of pure noise is above nothing; times hold where their map is not NaN; no time is told of contrast on a
 *          moved needle or edge that is no denser than what the movement leaves there, the peak still shows it
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
    const aligned = source.at(frame)
    if (aligned !== null) {
      keepHighest(aligned.raw, peak)
      keepHighestWithTime(aligned.smooth, smoothPeak, peakTime, timeOf(frame))
    }
    yield (frame + 1) / (2 * frames)
  }
  const arrival = new Float32Array(length).fill(NaN)
  const faintPeak = smoothPeak.slice()
  forgetNoise(smoothPeak, run, alignment)
  forgetResidue(smoothPeak, residueOf(run, alignment, 'peak'))
  const band = bandOf(smoothPeak, run, alignment)
  const inBand = (plane: Float32Array): Float32Array => plane.subarray(band.first * run.columns, band.end * run.columns)
  const ofBand = new AlignedFrames({ ...run, rows: band.end - band.first, frames: run.frames.map((one) => one.subarray(band.first * run.columns, band.end * run.columns)) }, alignment, band.first)
  let before = new Float32Array(inBand(arrival).length)
  let now = new Float32Array(before.length)
  let lastSubtracted: number | null = null
  for (let frame = 0; frame < frames; frame += 1) {
    const aligned = ofBand.at(frame)
    if (aligned !== null) {
      now.set(aligned.smooth)
      markArrivals(before, now, inBand(smoothPeak), inBand(arrival), timeOf(lastSubtracted ?? frame), timeOf(frame))
      const freed = before
      before = now
      now = freed
      lastSubtracted = frame
    }
    yield 0.5 + (frame + 1) / (2 * frames)
  }
  const timeToPeak = peakTime.map((time, at) => time - (arrival[at] ?? NaN))
  return { columns: run.columns, rows: run.rows, peak, faintPeak, arrival, timeToPeak, unit: hasTimes ? 'ms' : 'frames' }
}

/** The rows in which anything has a peak, and as many beside them as a shift of the mask and back and the smoothing ask for: the others arrive nowhere. */
function bandOf(peak: Float32Array, { columns, rows, frames }: RunPixels, alignment: RunAlignment): { readonly first: number; readonly end: number } {
  const firstSeen = peak.findIndex(Number.isFinite)
  if (firstSeen === -1) return { first: 0, end: 0 }
  const lastSeen = peak.findLastIndex(Number.isFinite)
  const ofMasks = frames.flatMap((_, frame) => {
    const how = subtractionAt(alignment, frame)
    return how === null ? [] : [how.shiftPx, ...(how.regions ?? []).map(({ shiftPx }) => shiftPx)]
  })
  const farthest = (shifts: typeof alignment.shiftsPx): number => Math.ceil(shifts.reduce((most, [down]) => Math.max(most, Math.abs(down)), 0))
  const beside = farthest(alignment.shiftsPx) + farthest(ofMasks) + SMOOTH_RADIUS_PX + 2
  return { first: Math.max(0, Math.floor(firstSeen / columns) - beside), end: Math.min(rows, Math.floor(lastSeen / columns) + 1 + beside) }
}

/** Subtracted frames, laid back to where the patient lay on the mask; the same buffers every time. */
class AlignedFrames {
  private readonly run: RunPixels
  private readonly alignment: RunAlignment
  /** Of the run's picture, where only a band of its rows is looked at. */
  private readonly firstRow: number
  private readonly subtractor: ReturnType<typeof createSubtractor>
  private readonly plane: Float32Array
  private readonly moved: Float32Array
  private readonly smooth: Float32Array
  private readonly scratch: Float32Array

  constructor(run: RunPixels, alignment: RunAlignment, firstRow = 0) {
    const length = run.columns * run.rows
    this.run = run
    this.alignment = alignment
    this.firstRow = firstRow
    this.subtractor = createSubtractor(run.columns, run.rows, run.scale, (frame) => run.frames[frame] ?? new Uint16Array(length))
    this.plane = new Float32Array(length)
    this.moved = new Float32Array(length)
    this.smooth = new Float32Array(length)
    this.scratch = new Float32Array(length)
  }

  /** Null for a frame that is not subtracted. */
  at(frame: number): { readonly raw: Float32Array; readonly smooth: Float32Array } | null {
    const { columns, rows } = this.run
    const shiftPx = this.alignment.shiftsPx[frame] ?? [0, 0]
    const how = subtractionAt(this.alignment, frame)
    if (how === null) return null
    this.subtractor.subtract(partOf(how, 0, this.firstRow), this.plane)
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

/** Nor is one that a moved needle or the edge of a bone leaves: it would arrive when the patient moved, and look like a late vessel. */
function forgetResidue(peak: Float32Array, residue: Float32Array | null): void {
  if (residue === null) return
  for (let at = 0; at < peak.length; at += 1) if ((peak[at] ?? NaN) < ABOVE_RESIDUE * (residue[at] ?? NaN)) peak[at] = Infinity
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
