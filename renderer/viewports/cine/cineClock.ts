/** Rate at which a run plays whose header has no times and prefers none; said to the user, never measured with. */
export const UNTIMED_RATE = 10

/** Frame times of a run for playing: the header's, or an even beat where it has none. */
export const playingTimes = (frameTimesMs: readonly number[], frames: number, untimedRate = UNTIMED_RATE): readonly number[] =>
  frameTimesMs.length === frames ? frameTimesMs : Array.from({ length: frames }, (_, frame) => (frame * 1000) / untimedRate)

/** What follows the last frame: the first, the way back, or nothing. */
export type Way = 'loop' | 'sweep' | 'once'
/** How many times slower than true. */
export type Slowness = 1 | 2 | 4

/** One run as the clock plays it, in frames of the run from 0. The clock stands at 0 when the event frame is due. */
export type Track = {
  readonly times: readonly number[]
  readonly part: readonly [first: number, last: number]
  readonly event: number
}
export const soloTrack = (times: readonly number[], part: readonly [number, number]): Track => ({ times, part, event: part[0] })

/** A hair of tolerance: a frame that is due at this very moment is shown, not the one before. */
const HAIR_MS = 1e-6

/** A frame without a time is a mistake of the caller's: every run gets one for each frame, an even beat if need be. */
function timeOf(times: readonly number[], frame: number): number {
  const time = times[frame]
  if (time === undefined) throw new RangeError(`Frame ${String(frame)} of ${String(times.length)} has no time.`)
  return time
}

/** When a frame is due, in ms from the event; negative before it. */
export const clockOf = ({ times, event }: Track, frame: number): number => timeOf(times, frame) - timeOf(times, event)
const spanOf = (track: Track): number => Math.max(0, clockOf(track, track.part[1]))
/** From the event to the last frame of the run that is last to end. */
export const spanMs = (tracks: readonly Track[]): number => Math.max(0, ...tracks.map(spanOf))

/** How long the last frame stays: as long as those before it, on average. */
function holdMs(tracks: readonly Track[]): number {
  const longest = tracks.reduce((a, b) => (spanOf(b) > spanOf(a) ? b : a))
  const { times, event, part } = longest
  const whole = timeOf(times, times.length - 1) - timeOf(times, 0)
  const mean = part[1] > event ? spanOf(longest) / (part[1] - event) : whole / Math.max(1, times.length - 1)
  return mean > 0 ? mean : 1000 / UNTIMED_RATE
}

/** How long it takes until all begins again. */
export function turnMs(tracks: readonly Track[], way: Way): number {
  const span = spanMs(tracks)
  return way === 'sweep' && span > 0 ? 2 * span : span + holdMs(tracks)
}

/** The last of these frames whose time has come, else the first. */
function lastBegun({ times }: Track, first: number, last: number, time: number): number {
  let [low, high] = [first, last]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (timeOf(times, middle) <= time + HAIR_MS) low = middle
    else high = middle - 1
  }
  return low
}

/** The same on the way back: the first of these frames that the clock has not gone back behind. */
function firstReached({ times }: Track, first: number, last: number, time: number): number {
  let [low, high] = [first, last]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (timeOf(times, middle) >= time - HAIR_MS) high = middle
    else low = middle + 1
  }
  return low
}

/** The frame of the whole run at a place of the clock; before its first frame the first, after its last the last. */
export const frameAt = (track: Track, atMs: number): number => lastBegun(track, 0, track.times.length - 1, timeOf(track.times, track.event) + atMs)

/** A frame, and how many frames of the run were due before it since play began. */
export type Due = { readonly frame: number; readonly ordinal: number }

/** The frame of one run that is due after so long of play; runs in step share the length of a turn. A run that has ended holds its last frame. */
export function dueFrame(tracks: readonly Track[], track: Track, way: Way, elapsedMs: number): Due {
  const { event, part: [, last], times } = track
  const steps = Math.max(0, last - event)
  const turn = turnMs(tracks, way)
  const turns = way === 'once' ? 0 : Math.floor((elapsedMs + HAIR_MS) / turn)
  const within = Math.max(0, elapsedMs - turns * turn)
  const span = spanMs(tracks)
  const start = timeOf(times, event)
  if (way !== 'sweep' || within <= span || span === 0) {
    const frame = lastBegun(track, event, event + steps, start + within)
    return { frame, ordinal: turns * (way === 'sweep' ? 2 * steps : steps + 1) + (frame - event) }
  }
  const frame = firstReached(track, event, event + steps, start + (2 * span - within))
  return { frame, ordinal: turns * 2 * steps + 2 * steps - (frame - event) }
}

export const hasEnded = (tracks: readonly Track[], way: Way, elapsedMs: number): boolean => way === 'once' && elapsedMs >= turnMs(tracks, way)

/** How many frames were due between two showings and never seen. */
export const missedBetween = (shown: Due, due: Due): number => Math.max(0, due.ordinal - shown.ordinal - 1)

export type Step = { readonly track: number; readonly frame: number }
/** Which run goes to which frame when the first run is stepped; at its end the next one goes on, so that the longer one can be seen to its end. Null where none can go on. */
export function stepOf(tracks: readonly Track[], frames: readonly number[], by: number): Step | null {
  const moved = tracks.flatMap((track, at): readonly Step[] => {
    const frame = frames[at]
    return frame === undefined ? [] : [{ track: at, frame: Math.min(track.times.length - 1, Math.max(0, frame + by)) }]
  })
  return moved.find(({ track, frame }) => frame !== frames[track]) ?? null
}

/** Frames a second as acquired; null without times. */
export function trueRate(frameTimesMs: readonly number[]): number | null {
  const last = frameTimesMs.at(-1)
  return last === undefined || last <= 0 ? null : ((frameTimesMs.length - 1) * 1000) / last
}
