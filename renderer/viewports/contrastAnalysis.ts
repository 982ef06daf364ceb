import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { readFrameTimes } from '#shared/dicom/frameTimes.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { openContrastAnalysis, type ContrastAnalysis } from '#renderer/workers/contrastClient.ts'
import type { ContrastRun } from '#renderer/workers/contrastMessages.ts'
import { takePixels, type HeldPixels } from './seriesPixels.ts'

export type ContrastAnalysisFault = Fault<'LOADING' | 'NOT_A_RUN' | 'UNREADABLE' | 'NO_PIXELS'>
type Opened = { readonly analysis: ContrastAnalysis; release(): void }
/** Of the runs asked about last: each holds the pixels of its series. */
const opened = new Map<string, Opened>()
const MOST_OPEN = 3

function runOf(series: SeriesDescription, run: number, { values, slots, frameState }: HeldPixels): Result<ContrastRun, ContrastAnalysisFault> {
  const part = series.runs[run]
  const image = part === undefined ? undefined : series.images[part.image]
  if (part === undefined || image === undefined) return err('NOT_A_RUN', 'This run is not in the series any more. Choose another run.')
  const frames = Array.from({ length: image.framesThere ?? part.frames }, (_, frame) => part.firstFrame + frame)
  const states = frames.map(frameState)
  if (states.includes('coming')) return err('LOADING', 'The frames of this run are still being read.')
  const unreadable = states.filter(state => state !== 'here').length
  if (unreadable > 0) return err('UNREADABLE', `${String(unreadable)} of ${String(frames.length)} frames of this run cannot be read. It cannot be measured over time. Watch the frames that are there.`)
  return ok({ values, offsets: frames.map(frame => slots[frame]?.offset ?? NaN), image, timesMs: readFrameTimes(image.timing, part.frames).frameTimesMs.slice(0, frames.length) })
}

/**
 * Asks about one run of a series, in a worker over the pixels that its views hold. LOADING until every frame is there: ask
 * again then (`useContrastAnalysis` does).
 */
export function contrastAnalysis(series: SeriesDescription, run: number): Result<ContrastAnalysis, ContrastAnalysisFault> {
  const key = `${series.summary.seriesUid}/${String(run)}`
  const there = opened.get(key)
  if (there !== undefined) {
    opened.delete(key)
    opened.set(key, there)
    return ok(there.analysis)
  }
  const taken = takePixels(series, 'stored', series.runs[run]?.firstFrame)
  if (!taken.ok) return err('NO_PIXELS', taken.error.message)
  const input = runOf(series, run, taken.value.pixels)
  if (!input.ok) {
    taken.value.release()
    return input
  }
  const analysis = openContrastAnalysis(input.value)
  opened.set(key, { analysis, release: () => { taken.value.release() } })
  const [oldest] = opened.keys()
  if (opened.size > MOST_OPEN && oldest !== undefined) close(oldest)
  return ok(analysis)
}

function close(key: string): void {
  const one = opened.get(key)
  opened.delete(key)
  one?.analysis.close()
  one?.release()
}

/** Ends every analysis and gives its pixels back: the patient was changed. */
export const closeContrastAnalyses = (): void => { for (const key of [...opened.keys()]) close(key) }
