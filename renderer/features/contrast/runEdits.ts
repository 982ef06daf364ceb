import { runKey, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { RunChoice } from './contrastView.ts'

type DocumentChange = (document: CaseDocument) => CaseDocument

export type RunAnswers = CaseDocument['contrast']['runs'][string]
export const noAnswers: RunAnswers = { maskFrames: [], shiftPx: [0, 0], seenFrames: [], maskSource: 'operator', frameShiftsPx: [], shiftRegions: [], landmark: 0 }

export const answersOf = (document: CaseDocument, { seriesUid, run }: RunChoice): RunAnswers => document.contrast.runs[runKey(seriesUid, run)] ?? noAnswers

/** A new look at a run reopens the decision: it was made on other pictures. */
export const changeRun = (run: RunChoice, change: Partial<RunAnswers>): DocumentChange => (document) => ({
  ...document,
  contrast: { ...document.contrast, decision: null, runs: { ...document.contrast.runs, [runKey(run.seriesUid, run.run)]: { ...answersOf(document, run), ...change } } },
})

/** What was moved lay over the old mask. */
export const setMask = (run: RunChoice, maskFrames: readonly number[], maskSource: RunAnswers['maskSource'] = 'operator'): DocumentChange =>
  changeRun(run, { maskFrames: [...maskFrames], maskSource, shiftPx: [0, 0], frameShiftsPx: [], shiftRegions: [] })
export const setShift = (run: RunChoice, shiftPx: readonly [number, number]): DocumentChange => changeRun(run, { shiftPx: [shiftPx[0], shiftPx[1]] })

export function toggleSeen(run: RunChoice, frame: number): DocumentChange {
  return (document) => {
    const { seenFrames } = answersOf(document, run)
    const next = seenFrames.includes(frame) ? seenFrames.filter((other) => other !== frame) : [...seenFrames, frame].sort((a, b) => a - b)
    return changeRun(run, { seenFrames: next })(document)
  }
}

/** "5", "1 to 8", "1, 4 and 7": frames in words, counted from 1 as on the screen. */
export function framesInWords(frames: readonly number[], firstFrame: number): string {
  const shown = frames.map((frame) => frame - firstFrame + 1)
  const [first] = shown
  const last = shown.at(-1)
  if (first === undefined || last === undefined) return 'none'
  if (shown.length > 2 && last - first === shown.length - 1) return `${String(first)} to ${String(last)}`
  return shown.length === 1 ? String(first) : `${shown.slice(0, -1).join(', ')} and ${String(last)}`
}
