import { useMemo } from 'react'
import { useCaseDocument } from '#renderer/features/case/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { useContrastAnalysis, useContrastAnswer, type ContrastAnalysis, type MaskLie } from '#renderer/viewports/index.ts'
import type { ShiftPx } from '#shared/contrast/motionShift.ts'
import { answersOf, type RunAnswers } from './runEdits.ts'

export type RunAnalysis = {
  readonly analysis: ContrastAnalysis | null
  /** Why nothing can be told; empty while it is only not there yet. */
  readonly fault: string | null
  /** The mask as the case has it, or as proposed; null while nobody knows. */
  readonly lie: MaskLie | null
  readonly isProposed: boolean
  /** How far the patient lies from where he lay on the mask; frames of the series. */
  shiftOf(frame: number): ShiftPx
}

const still: ShiftPx = [0, 0]

/**
 * What the run is measured by: its worker, its mask, and how the mask lies. Unless somebody waits for it, nothing is asked
 * while a run plays, which needs the processors.
 */
export function useRunAnalysis({ series, run, firstFrame, lastFrame }: Run, isAwaited: boolean): RunAnalysis {
  const answers = answersOf(useCaseDocument(), { seriesUid: series.summary.seriesUid, run })
  const opened = useContrastAnalysis(series, run)
  const analysis = opened.ok ? opened.value : null
  const isProposed = answers.maskFrames.length === 0
  const { answer: proposal } = useContrastAnswer(isProposed ? analysis : null, 'proposal', null, !isAwaited)
  const count = lastFrame - firstFrame + 1
  const lie = useMemo((): MaskLie | null => {
    if (!isProposed) return lieOf(answers, firstFrame, count)
    return proposal === null ? null : { maskFrames: proposal.maskFrames, shiftsPx: null }
  }, [isProposed, answers, proposal, firstFrame, count])
  const alignment = useContrastAnswer(analysis, 'alignment', lie === null ? null : { ...lie, region: null }, !isAwaited)
  const found = lie?.shiftsPx ?? (alignment.answer?.ok === true ? alignment.answer.value.shiftsPx : null)
  return useMemo(() => ({
    analysis, lie, isProposed, fault: opened.ok || opened.error.code === 'LOADING' ? null : opened.error.message,
    shiftOf: frame => found?.[frame - firstFrame] ?? still,
  }), [analysis, lie, isProposed, opened, found, firstFrame])
}

/** Shifts that were found or set are kept with the case; where there are none yet, the mask is laid over every frame by itself. */
export function lieOf({ maskFrames, shiftPx }: RunAnswers, firstFrame: number, frames: number): MaskLie {
  const isShifted = shiftPx[0] !== 0 || shiftPx[1] !== 0
  return { maskFrames: maskFrames.map(frame => frame - firstFrame), shiftsPx: isShifted ? Array.from({ length: frames }, (): ShiftPx => [shiftPx[0], shiftPx[1]]) : null }
}
