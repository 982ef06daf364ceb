import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { readFrameTimes, type FrameTimes } from '#shared/dicom/frameTimes.ts'
import { playbackOf, type Playback } from '#shared/dicom/playback.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { backgroundWork } from './backgroundWork.ts'
import { playingTimes, trueRate, UNTIMED_RATE, type Slowness, type Way } from './cine/cineClock.ts'
import { createCinePlayer, type CinePlayer, type CineSetting, type CineState } from './cine/cinePlayer.ts'
import { screenTicker } from './cine/screenTicker.ts'
import { needPixels, useFramesSettled, useOthersWait, useSeriesPixels } from './seriesPixels.ts'

export type CineTiming = FrameTimes
export type Cine = {
  readonly state: CineState
  readonly playing: boolean
  play(from?: 'here' | 'start'): void
  pause(): void
  step(frames: number): void
  seek(frame: number): void
  /** Frame of the series, from 0, at this very moment. What is drawn with it follows `onFrame`: only what is gone to by hand draws the page anew. */
  readonly frame: number
  /** The same where it stands still; null while it plays. Words that name a frame for good name this one. */
  readonly stillFrame: number | null
  onFrame(listener: () => void): () => void
  /** First and last frame that play, frames of the series. */
  readonly part: readonly [number, number]
  readonly way: Way
  setWay(way: Way): void
  readonly slowness: Slowness
  setSlowness(slowness: Slowness): void
  /** Frames per second as acquired; null when the header does not say. */
  readonly trueRate: number | null
  /** Frames per second at which a run without times is shown; null where it has times. */
  readonly shownRate: number | null
  /** Frames per second of the last second of play, at this moment; null before. */
  achievedRate(): number | null
  /** Frames that were due since play began and never shown, at this moment. */
  dropped(): number
  /** When each frame of the run was taken. */
  readonly timing: CineTiming
  /** What the header prefers. */
  readonly playback: Playback
  /** How many frames of the run are here; play waits for all, and for those of another run that is shown. */
  readonly settled: number
  readonly othersWait: boolean
  readonly player: CinePlayer
}

/** What the operator has set for this run, in frames of the series. */
export type CineWishes = {
  readonly part: readonly [number, number] | null
  readonly eventFrame: number | null
  readonly shownRate: number | null
  /** The frame that is seen first; null = that which stands for the run. */
  readonly startFrame: number | null
  /** Plays by itself as soon as every frame is here. */
  readonly playsByItself: boolean
}

const nothing: CineWishes = { part: null, eventFrame: null, shownRate: null, startFrame: null, playsByItself: false }
/** Whether the person has asked the system for less motion. */
export const prefersStillness = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches
const wayWords: Readonly<Record<NonNullable<Playback['sequencing']>, Way>> = { looping: 'loop', sweeping: 'sweep', stop: 'once' }

/** Plays one run at its true times: what is late is dropped and counted, never shown slower. */
export function useCine(series: SeriesDescription, run: number, wishes: CineWishes = nothing): Cine {
  const { seriesUid } = series.summary
  const runId = `${seriesUid}/${String(run)}`
  const { firstFrame, frames, timing, playback } = useMemo(() => runOf(series, run), [series, run])
  const untimedRate = wishes.shownRate ?? playback.displayRate?.framesPerS ?? UNTIMED_RATE
  const times = useMemo(() => playingTimes(timing.frameTimesMs, frames, untimedRate), [timing, frames, untimedRate])
  const settled = useFramesSettled(seriesUid, firstFrame, frames)
  const { fault } = useSeriesPixels(seriesUid)
  const isHere = settled >= frames || fault !== null
  const othersWait = useOthersWait(runId)
  const part = partOf(wishes.part, firstFrame, frames) ?? playback.part ?? [0, frames - 1]
  const event = Math.min(frames - 1, Math.max(0, (wishes.eventFrame ?? firstFrame) - firstFrame))
  const wayOfHeader = prefersStillness() ? 'once' : wayWords[playback.sequencing ?? 'looping']
  const base = { times, part, event, isReady: isHere && !othersWait }
  const open = (): Held => {
    const first = wishes.startFrame === null ? playback.representativeFrame ?? part[0] : wishes.startFrame - firstFrame
    const player = createCinePlayer(screenTicker(), { ...base, way: wayOfHeader, slowness: 1, isReady: false }, Math.min(frames - 1, Math.max(0, first)))
    if (wishes.playsByItself && frames > 1) player.play('start')
    return { runId, player, way: wayOfHeader, slowness: 1 }
  }
  const [held, setHeld] = useState(open)
  // Another run begins anew, with a clock of its own.
  const now = held.runId === runId ? held : open()
  if (now !== held) setHeld(now)
  const { player, way, slowness } = now
  const state = useSyncExternalStore(player.onRest, player.state)
  const still = useSyncExternalStore(player.onRest, () => (player.state() === 'playing' ? null : player.frame()))

  useApplied(player, { ...base, way, slowness })
  useEffect(() => () => { player.pause() }, [player])
  useEffect(() => (isHere ? undefined : needPixels(seriesUid, runId)), [isHere, seriesUid, runId])
  useEffect(() => (state === 'playing' ? backgroundWork.hold() : undefined), [state])

  const setWay = useCallback((next: Way) => { setHeld(before => ({ ...before, way: next })) }, [])
  const setSlowness = useCallback((next: Slowness) => { setHeld(before => ({ ...before, slowness: next })) }, [])
  const [partFirst, partLast] = part
  return useMemo(() => ({
    state, playing: state === 'playing', play: player.play, pause: player.pause, step: player.step,
    seek: frame => { player.seek(frame - firstFrame) },
    get frame() { return firstFrame + player.frame() },
    stillFrame: still === null ? null : firstFrame + still,
    onFrame: player.onFrame, part: [firstFrame + partFirst, firstFrame + partLast], way, setWay, slowness, setSlowness,
    trueRate: trueRate(timing.frameTimesMs), shownRate: timing.source === 'none' ? untimedRate : null,
    achievedRate: player.achievedRate, dropped: player.dropped, timing, playback, settled, othersWait, player,
  }), [state, still, player, firstFrame, partFirst, partLast, way, setWay, slowness, setSlowness, timing, playback, untimedRate, settled, othersWait])
}

type Held = { readonly runId: string; readonly player: CinePlayer; readonly way: Way; readonly slowness: Slowness }

function useApplied(player: CinePlayer, { times, part: [first, last], event, way, slowness, isReady }: CineSetting): void {
  useEffect(() => { player.set({ times, part: [first, last], event, way, slowness, isReady }) }, [player, times, first, last, event, way, slowness, isReady])
}

function partOf(wanted: readonly [number, number] | null, firstFrame: number, frames: number): readonly [number, number] | null {
  if (wanted === null) return null
  const inRun = (frame: number): number => Math.min(frames - 1, Math.max(0, frame - firstFrame))
  return [inRun(Math.min(...wanted)), inRun(Math.max(...wanted))]
}

/** A series of documents, or one that has just gone, has no run. */
const NOTHING_TO_PLAY: FrameTimes = { frameTimesMs: [], source: 'none', note: 'There is no run to play.' }
const NOTHING_PREFERRED: Playback = { part: null, sequencing: null, representativeFrame: null, displayRate: null, delayMs: null, notes: [] }

function runOf(series: SeriesDescription, run: number): { firstFrame: number; frames: number; timing: FrameTimes; playback: Playback } {
  const described = series.runs[run]
  const image = described === undefined ? undefined : series.images[described.image]
  if (described === undefined || image === undefined) return { firstFrame: 0, frames: 1, timing: NOTHING_TO_PLAY, playback: NOTHING_PREFERRED }
  const { firstFrame, frames } = described
  return { firstFrame, frames, timing: readFrameTimes(image.timing, frames), playback: playbackOf(image.timing, frames, image.framesThere) }
}
