import { writeSeries } from '#renderer/features/case/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'

/** "OT C1-2 NEEDLE, image 2": a series of one run goes by its own name. */
export function runName(series: SeriesDescription, run: number): string {
  const name = writeSeries(series.summary)
  const at = series.runs[run]
  return series.runs.length < 2 ? name : `${name}, ${at !== undefined && at.frames > 1 ? 'run' : 'image'} ${String(run + 1)}`
}

/** "Run 2", "Image 2"; "This run" where there is only one. */
export function runWord(series: SeriesDescription, run: number): string {
  const word = (series.runs[run]?.frames ?? 1) > 1 ? 'run' : 'image'
  return series.runs.length < 2 ? `This ${word}` : `${word === 'run' ? 'Run' : 'Image'} ${String(run + 1)}`
}

export const runAt = (series: SeriesDescription, frame: number): number => series.runs.findIndex(({ firstFrame, frames }) => frame >= firstFrame && frame < firstFrame + frames)
