import { useEffect, useMemo, useState } from 'react'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { err, type Result } from '#shared/result.ts'
import type { ContrastAnalysis } from '#renderer/workers/contrastClient.ts'
import type { ContrastQuestionName, ContrastQuestions } from '#renderer/workers/contrastMessages.ts'
import { useBackgroundRests } from './backgroundWork.ts'
import { contrastAnalysis, type ContrastAnalysisFault } from './contrastAnalysis.ts'
import { useFramesSettled } from './seriesPixels.ts'

const loading: Result<ContrastAnalysis, ContrastAnalysisFault> = err('LOADING', 'The frames of this run are still being read.')

/** The analysis of a run that is shown; a fault LOADING until its frames are there. */
export function useContrastAnalysis(series: SeriesDescription, run: number): Result<ContrastAnalysis, ContrastAnalysisFault> {
  const part = series.runs[run]
  const settled = useFramesSettled(series.summary.seriesUid, part?.firstFrame ?? 0, part?.frames ?? 0)
  const isSettled = part === undefined || settled >= part.frames
  // A worker is opened once and found again from then on; the loading itself is the views' business.
  return useMemo(() => (isSettled ? contrastAnalysis(series, run) : loading), [series, run, isSettled])
}

export type Asked<Name extends ContrastQuestionName> = {
  /** The newest answer; that of the question before while a new one is awaited. Null at first and where nothing is asked. */
  readonly answer: ContrastQuestions[Name]['answer'] | null
  /** Part that is done, 0 to 1, while an answer is awaited; null when none is. */
  readonly part: number | null
}

/**
 * Asks a question about a run, anew when what is asked changes; `input` null asks nothing. The question before is called off.
 * `restful`: asked only while no run plays, since nobody waits for it.
 */
export function useContrastAnswer<Name extends ContrastQuestionName>(analysis: ContrastAnalysis | null, name: Name, input: ContrastQuestions[Name]['input'] | null, restful = false): Asked<Name> {
  const key = input === null && name !== 'proposal' ? null : JSON.stringify(input)
  const [state, setState] = useState<{ readonly analysis: ContrastAnalysis | null; readonly key: string | null; readonly answer: Asked<Name>['answer']; readonly part: number }>({ analysis: null, key: null, answer: null, part: 0 })
  const waits = useBackgroundRests() && restful && !(state.key === key && state.analysis === analysis)
  // The input is a new object with every drawing of the page; what it says is in the key.
  const asked = useMemo((): ContrastQuestions[Name]['input'] | null => (key === null ? null : JSON.parse(key)), [key])
  useEffect(() => {
    if (analysis === null || key === null || waits) return
    const call = new AbortController()
    void analysis.ask(name, asked as ContrastQuestions[Name]['input'], part => { setState(before => ({ ...before, part })) }, call.signal).then(answer => {
      if (answer !== null || !call.signal.aborted) setState({ analysis, key, answer, part: 1 })
    })
    return () => { call.abort() }
  }, [analysis, name, key, asked, waits])
  if (analysis === null || key === null) return { answer: null, part: null }
  const isOfRun = state.analysis === analysis
  return { answer: isOfRun ? state.answer : null, part: isOfRun && state.key === key ? null : state.part }
}
