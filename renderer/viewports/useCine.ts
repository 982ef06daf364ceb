import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { readFrameTimes, type FrameTimes } from '#shared/dicom/frameTimes.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { dueFrame, missedBetween, offsetOf, playingTimes, trueRate, UNTIMED_RATE, type DueFrame } from './cine/cineClock.ts'

export type CineTiming = FrameTimes
export type Cine = {
  readonly playing: boolean
  play(): void
  pause(): void
  step(frames: number): void
  seek(frame: number): void
  /** Frame of the series, from 0. */
  readonly frame: number
  /** First and last frame that play, frames of the series; null = the whole run. */
  readonly loop: readonly [number, number] | null
  setLoop(loop: readonly [number, number] | null): void
  /** Frames per second as acquired; null when the header does not say. */
  readonly trueRate: number | null
  /** Frames per second of the last second of play; null before. */
  readonly achievedRate: number | null
  readonly dropped: number
  /** When each frame of the run was taken; the note says so when it plays at a rate of our own. */
  readonly timing: CineTiming
}

type Progress = { readonly frame: number; readonly playing: boolean; readonly loop: readonly [number, number] | null; readonly achievedRate: number | null; readonly dropped: number; readonly run: string }

/** Plays one run at its true times: what is late is dropped and counted, never shown slower. */
export function useCine(series: SeriesDescription, run: number): Cine {
  const { firstFrame, frames, timing, times } = useMemo(() => runOf(series, run), [series, run])
  const runId = `${series.summary.seriesUid}/${String(run)}`
  const fresh: Progress = { frame: firstFrame, playing: false, loop: null, achievedRate: null, dropped: 0, run: runId }
  const [stored, setProgress] = useState<Progress>(fresh)
  // Another run begins at its own first frame, stopped.
  const progress = stored.run === runId ? stored : fresh
  if (stored.run !== runId) setProgress(fresh)
  const { frame, playing, loop } = progress
  const lastFrame = firstFrame + frames - 1
  const [partFirst, partLast] = [Math.max(0, (loop?.[0] ?? firstFrame) - firstFrame), Math.min(frames - 1, (loop?.[1] ?? lastFrame) - firstFrame)]
  const latestFrame = useRef(frame)
  useEffect(() => { latestFrame.current = frame }, [frame])

  useEffect(() => {
    if (!playing || frames < 2) return
    const part: readonly [number, number] = [partFirst, Math.max(partFirst, partLast)]
    const at = latestFrame.current - firstFrame
    const begin = at >= part[0] && at < part[1] ? at : part[0]
    const keepsTurning = !window.matchMedia('(prefers-reduced-motion: reduce)').matches
    const startedAt = performance.now() - offsetOf(times, part, begin)
    const shownTimes: number[] = []
    let shown: DueFrame = { frame: begin, turn: 0 }
    let request = 0
    const tick = (now: number): void => {
      const due = dueFrame(times, part, Math.max(0, now - startedAt))
      if (due.turn > 0 && !keepsTurning) {
        setProgress(before => ({ ...before, frame: firstFrame + part[1], playing: false }))
        return
      }
      if (due.frame !== shown.frame || due.turn !== shown.turn) {
        const missed = missedBetween(shown, due, part)
        shown = due
        shownTimes.push(now)
        while ((shownTimes[0] ?? now) < now - 1000) shownTimes.shift()
        const span = now - (shownTimes[0] ?? now)
        const rate = shownTimes.length > 2 && span > 0 ? ((shownTimes.length - 1) * 1000) / span : null
        setProgress(before => ({ ...before, frame: firstFrame + due.frame, dropped: before.dropped + missed, achievedRate: rate }))
      }
      request = requestAnimationFrame(tick)
    }
    request = requestAnimationFrame(tick)
    return () => { cancelAnimationFrame(request) }
  }, [playing, frames, firstFrame, partFirst, partLast, times])

  const change = useCallback((part: Partial<Progress>) => { setProgress(before => ({ ...before, ...part })) }, [])
  const seek = useCallback((to: number) => { change({ frame: Math.min(lastFrame, Math.max(firstFrame, Math.round(to))), playing: false }) }, [change, firstFrame, lastFrame])
  const step = useCallback((by: number) => { setProgress(before => ({ ...before, playing: false, frame: Math.min(lastFrame, Math.max(firstFrame, before.frame + by)) })) }, [firstFrame, lastFrame])
  const play = useCallback(() => { change({ playing: true, dropped: 0, achievedRate: null }) }, [change])
  const pause = useCallback(() => { change({ playing: false }) }, [change])
  const setLoop = useCallback((to: readonly [number, number] | null) => {
    change({ loop: to === null ? null : [Math.max(firstFrame, Math.min(to[0], to[1])), Math.min(lastFrame, Math.max(to[0], to[1]))] })
  }, [change, firstFrame, lastFrame])
  return { playing, play, pause, step, seek, frame, loop, setLoop, trueRate: trueRate(timing.frameTimesMs), achievedRate: progress.achievedRate, dropped: progress.dropped, timing }
}

/** A series of documents, or one that has just gone, has no run. */
const NOTHING_TO_PLAY: FrameTimes = { frameTimesMs: [], source: 'none', note: 'There is no run to play.' }

function runOf(series: SeriesDescription, run: number): { firstFrame: number; frames: number; timing: FrameTimes; times: readonly number[] } {
  const described = series.runs[run]
  const image = described === undefined ? undefined : series.images[described.image]
  if (described === undefined || image === undefined) return { firstFrame: 0, frames: 1, timing: NOTHING_TO_PLAY, times: [0] }
  const { firstFrame, frames } = described
  const read = readFrameTimes(image.timing, frames)
  const timing = read.source === 'none' && frames > 1 ? { ...read, note: `${read.note} It plays at ${String(UNTIMED_RATE)} frames per second.` } : read
  return { firstFrame, frames, timing, times: playingTimes(timing.frameTimesMs, frames) }
}
