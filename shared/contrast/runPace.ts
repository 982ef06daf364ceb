/** How fast a run was taken. A mean hides the slow part of a run whose rate changes, so the longest gap is told beside it. */
export type RunPace = {
  readonly meanPerS: number
  readonly slowestPerS: number
  /** The frame after the longest gap; frames from 0 within the run. */
  readonly afterLongestGap: number
  /** Frames that come after a gap in which an artery may fill and empty. */
  readonly slowFrames: readonly number[]
  /** How much of the time is such gaps, and how much there is. */
  readonly slowMs: number
  readonly wholeMs: number
  /** A mean alone would say something else than the slowest part. */
  readonly isUneven: boolean
}

/** Below this rate an arterial flash of 0.13 to 0.17 s can fall between two frames. */
export const ADVISED_PER_S = 7.5
/** Times are rounded and timers jitter: so much longer may a single gap be. */
const JITTER = 1.05
const UNEVEN = 0.8

/**
 * @frame   `from`: the frame from which on contrast may be seen, counted from 0 in the run; what came before is not judged
 * @units   times in ms
 * @returns null without times, and of a single picture
 */
export function runPace(timesMs: readonly number[], from = 0): RunPace | null {
  const gaps = timesMs.slice(1).map((time, at) => ({ frame: at + 1, ms: time - (timesMs[at] ?? Number.NaN) }))
  const later = gaps.filter(({ frame }) => frame > from)
  const judged = later.length > 0 ? later : gaps
  const [wholeMs, judgedMs] = [gaps, judged].map((some) => some.reduce((sum, { ms }) => sum + ms, 0))
  const [longest] = judged.toSorted((a, b) => b.ms - a.ms)
  if (longest === undefined || wholeMs === undefined || judgedMs === undefined || !(wholeMs > 0) || !(longest.ms > 0)) return null
  const isSlowThroughout = (1000 * judged.length) / judgedMs < ADVISED_PER_S
  const slow = judged.filter(({ ms }) => ms > (1000 / ADVISED_PER_S) * (isSlowThroughout ? 1 : JITTER))
  const [meanPerS, slowestPerS] = [(1000 * gaps.length) / wholeMs, 1000 / longest.ms]
  return {
    meanPerS, slowestPerS, wholeMs, afterLongestGap: longest.frame, isUneven: slowestPerS < UNEVEN * meanPerS,
    slowFrames: slow.map(({ frame }) => frame), slowMs: slow.reduce((sum, { ms }) => sum + ms, 0),
  }
}

/**
 * From where on a run has to be fast: the frame before the first contrast, else the mask, else its beginning.
 *
 * @frame   frames from 0 within the run
 */
export const judgedFrom = (onsetFrame: number | null, maskFrames: readonly number[]): number =>
  onsetFrame !== null ? Math.max(0, onsetFrame - 1) : maskFrames.length === 0 ? 0 : Math.max(0, Math.min(...maskFrames))

const seconds = (ms: number): string => (ms / 1000).toFixed(ms < 1000 ? 2 : 1)

/**
 * What is slow about it, as the middle of a sentence; null where nothing is.
 *
 * @units   frames from 1 as on the screen, seconds
 */
export function slowPart(pace: RunPace): string | null {
  if (pace.slowFrames.length === 0) return null
  const { meanPerS, slowestPerS, afterLongestGap, slowMs, wholeMs, isUneven } = pace
  if (!isUneven) return `${meanPerS.toFixed(1)} frames per second`
  return `${seconds(1000 / slowestPerS)} s between frames ${String(afterLongestGap)} and ${String(afterLongestGap + 1)}, and ${seconds(slowMs)} of its ${seconds(wholeMs)} s are that slow, though it has ${meanPerS.toFixed(1)} frames per second on average`
}

/**
 * What stands beside every statement about vessels; null where the run is fast enough.
 *
 * @units   frames a second
 */
export function slowWords(pace: RunPace | null): string | null {
  if (pace === null) return 'This run has no frame times. Fast arterial flow can be missed.'
  const part = slowPart(pace)
  return part === null ? null : `This run has ${part}. Fast arterial flow can be missed. ${String(ADVISED_PER_S)} or more is advised.`
}

/**
 * @units   frames a second
 * @returns "10.6 frames/s, 2.0 at the slowest"; the mean alone where it says all
 */
export const rateWords = ({ meanPerS, slowestPerS }: Pick<RunPace, 'meanPerS' | 'slowestPerS'>): string =>
  `${meanPerS.toFixed(1)} frames/s${slowestPerS < UNEVEN * meanPerS ? `, ${slowestPerS.toFixed(1)} at the slowest` : ''}`
