import type { MultiFrameTiming } from './imageDescription.ts'
import { missingFramesOf } from './missingFrames.ts'

export type Playback = {
  /** First and last frame to show, counted from 0; null = the header asks for no part. */
  readonly part: readonly [first: number, last: number] | null
  /** What follows the last frame; null = the header does not say. */
  readonly sequencing: 'looping' | 'sweeping' | 'stop' | null
  /** The frame that stands for the run, counted from 0. */
  readonly representativeFrame: number | null
  /** How fast to show, never how fast it was: nothing may be measured with it. */
  readonly displayRate: { readonly framesPerS: number; readonly source: 'recommendedDisplayFrameRate' | 'cineRate' } | null
  /** Pause between the request and the first frame; null = the header does not say. */
  readonly delayMs: number | null
  /** What the header asks for and cannot have, in sentences for the screen. */
  readonly notes: readonly string[]
}

type Asked<T> = { readonly value: T | null; readonly note: string | null }
const nothing = { value: null, note: null }

/**
 * How the header prefers its frames to be played. What it asks for and cannot have is left out and said; times are those of
 * `readFrameTimes`, never the rates given here.
 *
 * @frame   frames of the object, counted from 0; the header counts from 1
 * @units   frames a second, ms
 * @source  PS3.3 C.7.6.5 Cine: Start Trim (0008,2142), Stop Trim (0008,2143), Preferred Playback Sequencing (0018,1244),
 *          Recommended Display Frame Rate (0008,2144), Cine Rate (0018,0040), Frame Delay (0018,1066); C.7.6.6 Representative
 *          Frame Number (0028,6010)
 */
export function playbackOf(timing: MultiFrameTiming, frames: number, framesThere = frames): Playback {
  const missing = missingFramesOf({ frames, framesThere })
  const part = onlyThere(partOf(timing, frames), frames, framesThere)
  const representative = representativeOf(timing, framesThere)
  const rate = rateOf(timing)
  return {
    part: part.value,
    sequencing: timing.preferredPlayback,
    representativeFrame: representative.value,
    displayRate: rate.value,
    delayMs: timing.frameDelayMs !== null && timing.frameDelayMs >= 0 ? timing.frameDelayMs : null,
    notes: [missing === null ? null : `${missing.words} Nothing is known of them. Copy the file again from its source, then import it.`, part.note, representative.note, rate.note].filter((note) => note !== null),
  }
}

/** One of the two alone leaves the other end of the run as it is. A trim of 0 is what writers put for "none". */
function partOf({ startTrim, stopTrim }: MultiFrameTiming, frames: number): Asked<readonly [number, number]> {
  if ((startTrim === null || startTrim === 0) && (stopTrim === null || stopTrim === 0)) return nothing
  const first = startTrim === null || startTrim === 0 ? 1 : startTrim
  const last = stopTrim === null || stopTrim === 0 ? frames : stopTrim
  const asked = `The header asks for frames ${String(first)} to ${String(last)} of ${String(frames)}`
  if (first < 1 || first > frames || last < 1 || last > frames) return { value: null, note: `${asked}, which are not there. The whole run plays.` }
  if (last < first) return { value: null, note: `${asked}, which goes backwards. The whole run plays.` }
  return first === 1 && last === frames ? nothing : { value: [first - 1, last - 1], note: null }
}

/** What is missing is not played; it stands on the time line where it would be. */
function onlyThere(asked: Asked<readonly [number, number]>, frames: number, framesThere: number): Asked<readonly [number, number]> {
  if (framesThere >= frames) return asked
  const [first, last] = asked.value ?? [0, frames - 1]
  return first < framesThere ? { value: [first, Math.min(last, framesThere - 1)], note: asked.note } : { value: [0, framesThere - 1], note: 'The header asks for a part that is missing. What is there plays.' }
}

function representativeOf({ representativeFrame: number }: MultiFrameTiming, frames: number): Asked<number> {
  if (number === null) return nothing
  if (number < 1 || number > frames) return { value: null, note: `The header names frame ${String(number)} of ${String(frames)} as the one that stands for the run. There is no such frame.` }
  return { value: number - 1, note: null }
}

function rateOf({ recommendedDisplayFrameRate, cineRate }: MultiFrameTiming): Asked<NonNullable<Playback['displayRate']>> {
  const isRate = (rate: number | null): rate is number => rate !== null && Number.isFinite(rate) && rate > 0
  if (isRate(recommendedDisplayFrameRate)) return { value: { framesPerS: recommendedDisplayFrameRate, source: 'recommendedDisplayFrameRate' }, note: null }
  if (isRate(cineRate)) return { value: { framesPerS: cineRate, source: 'cineRate' }, note: null }
  const stated = recommendedDisplayFrameRate ?? cineRate
  return stated === null ? nothing : { value: null, note: `The header asks for ${String(stated)} frames a second, which is no rate to show at.` }
}
