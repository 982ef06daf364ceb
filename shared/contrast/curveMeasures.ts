/** Mean opacity of a region in every frame; times from the first frame on, empty where the header does not say. */
export type TimeCurve = {
  readonly timesMs: readonly number[]
  readonly values: readonly number[]
}

/** A figure, or why there is none. */
export type Measured<T = number> = { readonly value: T; readonly reason: null } | { readonly value: null; readonly reason: string }

export type CurveMeasures = {
  /** Frames count from 0 within the curve. */
  readonly onsetFrame: Measured
  readonly peakFrame: Measured
  readonly peakValue: Measured
  readonly onsetMs: Measured
  /** From the onset to the peak. */
  readonly timeToPeakMs: Measured
  /** Time during which the curve is above half its peak. */
  readonly widthMs: Measured
  /** Last frame over peak. */
  readonly retainedFraction: Measured
  /** From the peak until the curve has fallen to half of it. */
  readonly washoutHalfTimeMs: Measured
}

/** The noise of a mean cannot be told from a few mask frames alone; neighbouring frames tell it too. */
const ONSET_IN_NOISE = 5
const ONSET_SHARE = 0.03
const LONE_SHARE = 0.5
const PEAK_IN_NOISE = 2
const have = <T>(value: T): Measured<T> => ({ value, reason: null })
const none = (reason: string): Measured<never> => ({ value: null, reason })

const NOTHING = 'Nothing rises above the noise in this region.'
const NO_TIMES = 'This run has no frame times. It is told in frames only.'

/**
 * What is told about a time-intensity curve. Each figure is there or says why it is not.
 *
 * @units   frames from 0, milliseconds, fractions of the peak; the baseline is the mean of the frames before `onset`
 * @source  none for the onset (five standard deviations and 3 % of the peak, lasting or high) nor for the peak frame (the
 *          first within two standard deviations of the highest); width is the full width at
 *          half maximum; half-way points by straight lines between frames
 * @limits  the last value is one frame; a short curve, or one that still rises, has no wash-out
 */
export function measureCurve({ timesMs, values }: TimeCurve, maskFrames: readonly number[]): CurveMeasures {
  const baseline = baselineOf(values, maskFrames)
  const heights = values.map((value) => value - (Number.isNaN(baseline) ? 0 : baseline))
  const peak = heights.reduce((most, height) => (height > most ? height : most), -Infinity)
  const noise = noiseOf(heights, maskFrames)
  const onsetFrame = findOnset(heights, peak, noise)
  if (onsetFrame === null) {
    const nothing = none(NOTHING)
    return { onsetFrame: nothing, peakFrame: nothing, peakValue: nothing, onsetMs: nothing, timeToPeakMs: nothing, widthMs: nothing, retainedFraction: nothing, washoutHalfTimeMs: nothing }
  }
  // On a plateau the highest frame is a matter of noise; the first that reaches it is not.
  const peakFrame = heights.findIndex((height, frame) => frame >= onsetFrame && height >= peak - PEAK_IN_NOISE * noise)
  const isTimed = timesMs.length === values.length
  const timed = (measured: () => Measured): Measured => (isTimed ? measured() : none(NO_TIMES))
  const timeOf = (frame: number): number => timesMs[frame] ?? NaN
  return {
    onsetFrame: have(onsetFrame), peakFrame: have(peakFrame), peakValue: have(values[peakFrame] ?? NaN),
    onsetMs: timed(() => have(timeOf(onsetFrame))),
    timeToPeakMs: timed(() => have(timeOf(peakFrame) - timeOf(onsetFrame))),
    retainedFraction: Number.isNaN(heights.at(-1)) ? none('The last frame is not subtracted.') : have((heights.at(-1) ?? NaN) / peak),
    washoutHalfTimeMs: timed(() => fallTime(heights, timesMs, peakFrame)),
    widthMs: timed(() => halfWidth(heights, timesMs, peakFrame)),
  }
}

/**
 * The figures of a curve of display values: when something came is told, how much of it is not.
 *
 * @units   as in measureCurve
 * @source  Pixel Intensity Relationship (0028,1040) DISP or absent, PS3.3 C.8.11.3.1.2
 */
export function qualitativeOnly(measures: CurveMeasures, why: string): CurveMeasures {
  const off = (measured: Measured): Measured => (measured.value === null ? measured : none(why))
  return { ...measures, retainedFraction: off(measures.retainedFraction), washoutHalfTimeMs: off(measures.washoutHalfTimeMs), widthMs: off(measures.widthMs) }
}

/** Standard deviation of a value: of the mask frames, or from second differences, which a steady rise does not enter. */
function noiseOf(heights: readonly number[], maskFrames: readonly number[]): number {
  const bends = heights.slice(2).map((height, frame) => Math.abs(height - 2 * (heights[frame + 1] ?? NaN) + (heights[frame] ?? NaN))).filter(isThere).sort((a, b) => a - b)
  // A quarter of the frames is quiet in any run; the quartile of |N(0, 6σ²)| is 0.3186·√6·σ.
  const fromBends = (bends[Math.floor(bends.length / 4)] ?? 0) / (0.3186 * Math.sqrt(6))
  const masks = maskFrames.map((frame) => heights[frame]).filter(isThere)
  const fromMask = masks.length < 2 ? 0 : Math.sqrt(masks.reduce((sum, height) => sum + height * height, 0) / (masks.length - 1))
  return Math.max(fromBends, fromMask)
}

/** The first frame that leaves the baseline and stays away from it, or goes half way to the peak at once. */
function findOnset(heights: readonly number[], peak: number, noise: number): number | null {
  const least = Math.max(ONSET_IN_NOISE * noise, ONSET_SHARE * peak)
  if (!(peak > least) || !(peak > 0)) return null
  const onset = heights.findIndex((height, frame) => height > least && ((heights[frame + 1] ?? -Infinity) > least || height >= LONE_SHARE * peak))
  return onset === -1 ? null : onset
}

/** A frame that is not subtracted has no value. */
const isThere = (value: number | undefined): value is number => value !== undefined && !Number.isNaN(value)
const baselineOf = (values: readonly number[], maskFrames: readonly number[]): number => meanOf(maskFrames.map((frame) => values[frame]).filter(isThere))
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** When the straight line between two frames crosses a level. */
const crossing = (timesMs: readonly number[], heights: readonly number[], from: number, to: number, level: number): number => {
  const a = heights[from] ?? NaN, b = heights[to] ?? NaN
  const start = timesMs[from] ?? NaN
  return start + ((a - level) / (a - b)) * ((timesMs[to] ?? NaN) - start)
}

function fallTime(heights: readonly number[], timesMs: readonly number[], peakFrame: number): Measured {
  const half = (heights[peakFrame] ?? NaN) / 2
  const below = heights.findIndex((height, frame) => frame > peakFrame && height <= half)
  if (below === -1) return none(peakFrame === heights.length - 1 ? 'The peak is the last frame: the run ends before anything could wash out.' : 'It has not fallen to half of its peak when the run ends.')
  return have(crossing(timesMs, heights, below - 1, below, half) - (timesMs[peakFrame] ?? NaN))
}

function halfWidth(heights: readonly number[], timesMs: readonly number[], peakFrame: number): Measured {
  const fall = fallTime(heights, timesMs, peakFrame)
  if (fall.value === null) return fall
  const half = (heights[peakFrame] ?? NaN) / 2
  let before = peakFrame - 1
  while (before >= 0 && (heights[before] ?? NaN) > half) before -= 1
  if (before < 0) return none('It is above half of its peak from the first frame on.')
  return have((timesMs[peakFrame] ?? NaN) + fall.value - crossing(timesMs, heights, before, before + 1, half))
}
