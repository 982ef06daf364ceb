import { useMemo } from 'react'
import { useCaseDocument } from '#renderer/features/case/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { useContrastAnalysis, useContrastAnswer, type ContrastAnalysis, type MaskLie } from '#renderer/viewports/index.ts'
import type { ShiftPx } from '#shared/contrast/motionShift.ts'
import { recipesInRun, type RunSubtraction } from '#shared/contrast/runSubtraction.ts'
import { answersOf } from './runEdits.ts'
import { shiftsOf, subtractionOf } from './subtraction/subtractionEdits.ts'

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
export function useRunAnalysis({ series, run, firstFrame }: Run, isAwaited: boolean): RunAnalysis {
  const answers = answersOf(useCaseDocument(), { seriesUid: series.summary.seriesUid, run })
  const opened = useContrastAnalysis(series, run)
  const analysis = opened.ok ? opened.value : null
  const subtraction = useMemo(() => subtractionOf(answers, series, run), [answers, series, run])
  const isProposed = subtraction === null
  const { answer: proposal } = useContrastAnswer(isProposed ? analysis : null, 'proposal', null, !isAwaited)
  const lie = useMemo((): MaskLie | null => {
    if (subtraction !== null) return lieOf(subtraction)
    return proposal === null ? null : { maskFrames: proposal.maskFrames, shiftsPx: null }
  }, [subtraction, proposal])
  const alignment = useContrastAnswer(analysis, 'alignment', lie === null || lie.maskFrames.length === 0 ? null : { ...lie, region: null }, !isAwaited)
  const found = lie?.shiftsPx ?? (alignment.answer?.ok === true ? alignment.answer.value.shiftsPx : null)
  return useMemo(() => ({
    analysis, lie, isProposed, fault: opened.ok || opened.error.code === 'LOADING' ? null : opened.error.message,
    shiftOf: frame => found?.[frame - firstFrame] ?? still,
  }), [analysis, lie, isProposed, opened, found, firstFrame])
}

/**
 * Shifts that were found or set are kept with the case; where there are none yet, one mask is laid over every frame by itself.
 * Masks of their own, and boxes, lie as the screen shows them.
 */
export function lieOf(subtraction: RunSubtraction): MaskLie {
  const { maskFrames, firstFrame, shiftPx, frameShiftsPx } = subtraction
  const isShifted = shiftPx[0] !== 0 || shiftPx[1] !== 0 || frameShiftsPx.length > 0
  return {
    maskFrames: maskFrames.map(frame => frame - firstFrame),
    shiftsPx: maskFrames.length === 0 || isShifted ? [...shiftsOf(subtraction)] : null, recipes: recipesInRun(subtraction),
  }
}
