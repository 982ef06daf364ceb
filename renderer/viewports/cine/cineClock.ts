/** Rate at which a run plays whose header has no times; said to the user, never measured with. */
export const UNTIMED_RATE = 10

/** Frame times of a run for playing: the header's, or an even beat where it has none. */
export const playingTimes = (frameTimesMs: readonly number[], frames: number): readonly number[] =>
  frameTimesMs.length === frames ? frameTimesMs : Array.from({ length: frames }, (_, frame) => (frame * 1000) / UNTIMED_RATE)

/** A frame without a time is a mistake of the caller's: every run gets one for each frame, an even beat if need be. */
function timeOf(times: readonly number[], frame: number): number {
  const time = times[frame]
  if (time === undefined) throw new RangeError(`Frame ${String(frame)} of ${String(times.length)} has no time.`)
  return time
}

/** How long the last frame of a part stays: as long as the one before it, on average. */
function partDurationMs(times: readonly number[], [first, last]: readonly [number, number]): number {
  const span = timeOf(times, last) - timeOf(times, first)
  const whole = timeOf(times, times.length - 1)
  const mean = last > first ? span / (last - first) : times.length > 1 ? whole / (times.length - 1) : 1000 / UNTIMED_RATE
  return span + (mean > 0 ? mean : 1000 / UNTIMED_RATE)
}

export type DueFrame = { readonly frame: number; /** How often the part has begun again. */ readonly turn: number }

/** The frame that is due after this long of play, counted from the first frame of the part. */
export function dueFrame(times: readonly number[], part: readonly [number, number], elapsedMs: number): DueFrame {
  const [first, last] = part
  const duration = partDurationMs(times, part)
  const turn = Math.max(0, Math.floor(elapsedMs / duration))
  const at = timeOf(times, first) + (elapsedMs - turn * duration)
  let [low, high] = [first, last]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    // A hair of tolerance: a frame that is due at this very moment is shown, not the one before.
    if (timeOf(times, middle) <= at + 1e-6) low = middle
    else high = middle - 1
  }
  return { frame: low, turn }
}

/** Where in the part a frame begins: play starts there. */
export const offsetOf = (times: readonly number[], [first]: readonly [number, number], frame: number): number => Math.max(0, timeOf(times, frame) - timeOf(times, first))

/** How many frames were due between two showings and never seen. */
export function missedBetween(shown: DueFrame, due: DueFrame, [first, last]: readonly [number, number]): number {
  const length = last - first + 1
  return Math.max(0, (due.turn - shown.turn) * length + (due.frame - shown.frame) - 1)
}

/** Frames a second as acquired; null without times. */
export function trueRate(frameTimesMs: readonly number[]): number | null {
  const last = frameTimesMs.at(-1)
  return last === undefined || last <= 0 ? null : ((frameTimesMs.length - 1) * 1000) / last
}
