import { readFrameTimes } from '#shared/dicom/frameTimes.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'

export type FrameRun = { readonly at: number; readonly firstFrame: number; readonly frames: number }

/** The run that a frame of a series lies in. */
export function runOf(series: SeriesDescription, frame: number): FrameRun | null {
  const at = series.runs.findIndex(run => frame >= run.firstFrame && frame < run.firstFrame + run.frames)
  const run = series.runs[at]
  return run === undefined ? null : { at, firstFrame: run.firstFrame, frames: run.frames }
}

/** "frame 41"; an image of one frame is counted among the images of its series. */
export function frameName(series: SeriesDescription, frame: number): string {
  const run = runOf(series, frame)
  return run === null || run.frames < 2 ? `image ${String((run?.at ?? frame) + 1)}` : `frame ${String(frame - run.firstFrame + 1)}`
}

/** "frame 41 of 96, 2.7 s": the seconds only where the run has true times. */
export function frameOfSeriesWords(series: SeriesDescription, frame: number): string {
  const run = runOf(series, frame)
  if (run === null || run.frames < 2) return `${frameName(series, frame)} of ${String(series.runs.length)}`
  const image = series.images[series.runs[run.at]?.image ?? -1]
  const timeMs = image === undefined ? undefined : readFrameTimes(image.timing, run.frames).frameTimesMs[frame - run.firstFrame]
  const which = series.runs.length > 1 ? `run ${String(run.at + 1)}, ` : ''
  return `${which}${frameName(series, frame)} of ${String(run.frames)}${timeMs === undefined ? '' : `, ${(timeMs / 1000).toFixed(1)} s`}`
}
