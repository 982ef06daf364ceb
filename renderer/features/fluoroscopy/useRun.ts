import { useEffect, useMemo, useRef } from 'react'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { useCine, type Cine } from '#renderer/viewports/index.ts'
import { keepFrame, keepRun, useLooking } from './looking.ts'

export type Run = {
  readonly cine: Cine
  readonly run: number
  readonly runs: number
  readonly firstFrame: number
  readonly lastFrame: number
  /** Frame of the series; the run it lies in becomes the chosen one. */
  showFrame(frame: number): void
  showRun(run: number): void
}

/**
 * One run of a series with its clock. A series may hold several; where it was looked at last is kept under `place`, the
 * series itself unless two views may show it at once.
 */
export function useRun(series: SeriesDescription, place = series.summary.seriesUid): Run {
  const kept = useLooking(state => state.runs[place] ?? 0)
  const run = Math.min(kept, Math.max(0, series.runs.length - 1))
  const cine = useCine(series, run)
  const wanted = useRef<number | null>(useLooking.getState().frames[place] ?? null)
  const { seek, frame, playing } = cine
  useEffect(() => {
    // A frame of another run can be sought only once that run is the chosen one.
    if (wanted.current === null) return
    seek(wanted.current)
    wanted.current = null
  }, [run, seek])
  useEffect(() => {
    if (!playing) keepFrame(place, frame)
  }, [place, frame, playing])
  return useMemo(() => {
    const at = series.runs[run]
    const firstFrame = at?.firstFrame ?? 0
    return {
      cine, run, runs: series.runs.length, firstFrame, lastFrame: firstFrame + (at?.frames ?? series.frames.length) - 1,
      showFrame: to => {
        const inRun = series.runs.findIndex(each => to >= each.firstFrame && to < each.firstFrame + each.frames)
        if (inRun === -1 || inRun === run) return cine.seek(to)
        wanted.current = to
        keepRun(place, inRun)
      },
      showRun: to => { keepRun(place, to) },
    }
  }, [series, run, cine, place])
}
