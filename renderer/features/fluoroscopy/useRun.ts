import { useEffect, useMemo } from 'react'
import { useCaseDocument, useSession } from '#renderer/features/case/index.ts'
import { prefersStillness, useCine, useViewing, type Cine, type ToolName } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { RunTimes } from '#shared/fluoroscopy/fluoroscopyMarks.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import { keepRun, lookAtFrame, keepFrame, runOfFrame, useLooking } from './looking.ts'
import { timesOf } from './runTimes.ts'

/** Whether a tool puts something down on the frame that is shown: whoever takes it wants that frame to stay. */
const marks = (tool: ToolName): boolean => !['crosshair', 'window', 'move', 'zoom'].includes(tool)

export type Run = {
  readonly cine: Cine
  readonly series: SeriesDescription
  readonly run: number
  readonly runs: number
  /** By which the case keeps what was set on it. */
  readonly key: string
  readonly times: RunTimes
  readonly firstFrame: number
  readonly lastFrame: number
  /** Frame of the series; the run it lies in becomes the chosen one. */
  showFrame(frame: number): void
  showRun(run: number): void
}

/**
 * One run of a series with its clock. A series may hold several; where it was looked at last is kept under `place`, the
 * series itself unless two views may show it at once. A run that was never looked at there plays by itself, but not in Plan:
 * what moves cannot be marked.
 */
export function useRun(series: SeriesDescription, place = series.summary.seriesUid): Run {
  const { seriesUid } = series.summary
  const keptFrame = useLooking(state => state.frames[place]) ?? null
  const keptRun = useLooking(state => state.runs[place])
  const run = Math.min(keptRun ?? (keptFrame === null ? 0 : runOfFrame(series, keptFrame) ?? 0), Math.max(0, series.runs.length - 1))
  const key = runKey(seriesUid, run)
  const document = useCaseDocument()
  const times = timesOf(document, key)
  const startFrame = keptFrame !== null && runOfFrame(series, keptFrame) === run ? keptFrame : null
  const isMarked = useSession(state => state.stage === 'plan')
  const playsByItself = startFrame === null && !isMarked && !prefersStillness()
  const cine = useCine(series, run, { part: times.trim, eventFrame: times.eventFrame, shownRate: times.shownRate, startFrame, playsByItself })
  const { state, stillFrame, pause } = cine
  useEffect(() => useViewing.subscribe(({ activeTool }, before) => { if (activeTool !== before.activeTool && marks(activeTool)) pause() }), [pause])
  useEffect(() => {
    if (state === 'resting' && stillFrame !== null) keepFrame(place, stillFrame)
  }, [place, state, stillFrame])
  return useMemo(() => {
    const at = series.runs[run]
    const firstFrame = at?.firstFrame ?? 0
    return {
      cine, series, run, runs: series.runs.length, key, times, firstFrame, lastFrame: firstFrame + (at?.frames ?? series.frames.length) - 1,
      showFrame: to => { if (runOfFrame(series, to) === run) cine.seek(to); else lookAtFrame(place, series, to) },
      showRun: to => { keepRun(place, to) },
    }
  }, [series, run, cine, place, key, times])
}
