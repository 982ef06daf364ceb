import { judgedFrom, runPace, type RunPace } from '#shared/contrast/runPace.ts'
import { readFrameTimes } from '#shared/dicom/frameTimes.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'

/** How fast a run was taken, judged from its mask on; null where the header has no frame times, and of a single picture. `maskFrames`: of the series. */
export function paceOfRun(series: Pick<SeriesDescription, 'images' | 'runs'>, run: number, maskFrames: readonly number[]): RunPace | null {
  const part = series.runs[run]
  const image = part === undefined ? undefined : series.images[part.image]
  if (part === undefined || image === undefined || part.frames < 2) return null
  return runPace(readFrameTimes(image.timing, part.frames).frameTimesMs, judgedFrom(null, maskFrames.map((frame) => frame - part.firstFrame)))
}
