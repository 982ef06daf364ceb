import { useState } from 'react'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'

export type CineTiming = { readonly frameTimesMs: readonly number[]; readonly source: 'frameTime' | 'frameTimeVector' | 'frameTimestamps' | 'none'; readonly note: string }
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
  readonly timing: CineTiming
}

export function useCine(series: SeriesDescription, run: number): Cine {
  const firstFrame = series.runs[run]?.firstFrame ?? 0
  const [frame, setFrame] = useState(firstFrame)
  const [loop, setLoop] = useState<readonly [number, number] | null>(null)
  return {
    playing: false, play: () => undefined, pause: () => undefined, step: by => { setFrame(frame + by) }, seek: setFrame, frame, loop, setLoop,
    trueRate: null, achievedRate: null, dropped: 0, timing: { frameTimesMs: [], source: 'none', note: '' },
  }
}
