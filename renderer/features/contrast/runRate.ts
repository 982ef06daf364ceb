import { readFrameTimes } from '#shared/dicom/frameTimes.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'

/** Below this rate an arterial flash of 0.13 to 0.17 s can fall between two frames. */
const SLOW_RUN_FRAMES_PER_S = 7.5

/** True rate of a run; null where the header has no frame times, and of a single picture. */
export function runRate(series: Pick<SeriesDescription, 'images' | 'runs'>, run: number): number | null {
  const part = series.runs[run]
  const image = part === undefined ? undefined : series.images[part.image]
  if (part === undefined || image === undefined || part.frames < 2) return null
  const { frameTimesMs } = readFrameTimes(image.timing, part.frames)
  const lastMs = frameTimesMs.at(-1)
  return lastMs === undefined || lastMs <= 0 ? null : ((frameTimesMs.length - 1) / lastMs) * 1000
}

/** What stands beside every statement about vessels; null where the run is fast enough. */
export function slowWords(framesPerSecond: number | null): string | null {
  if (framesPerSecond === null) return 'This run has no frame times. Fast arterial flow can be missed.'
  return framesPerSecond < SLOW_RUN_FRAMES_PER_S ? `This run has ${framesPerSecond.toFixed(1)} frames per second. Fast arterial flow can be missed. 7.5 or more is advised.` : null
}
