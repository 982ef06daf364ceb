import { runKey, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { PresentedMask } from '#shared/presentation/presentOn.ts'
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

export function toggleSeen(run: RunChoice, frame: number): DocumentChange {
  return (document) => {
    const { seenFrames } = answersOf(document, run)
    const next = seenFrames.includes(frame) ? seenFrames.filter((other) => other !== frame) : [...seenFrames, frame].sort((a, b) => a - b)
    return changeRun(run, { seenFrames: next })(document)
  }
}

/** The mask of a stored presentation state; a region that lies with the whole picture is none. `firstFrame`: frame of the series that its object counts as 1. */
export function takeMask(run: RunChoice, firstFrame: number, { maskFrameNumbers, shiftPx, regions, landmark }: PresentedMask): DocumentChange {
  const moved = regions.filter((region) => region.vertices.length > 2 && (region.shiftPx[0] !== shiftPx[0] || region.shiftPx[1] !== shiftPx[1]))
  const boxOf = (vertices: PresentedMask['regions'][number]['vertices']): [[number, number], [number, number]] => {
    const [columns, rows] = [vertices.map(([column]) => column), vertices.map(([, row]) => row)]
    return [[Math.min(...columns), Math.min(...rows)], [Math.max(...columns), Math.max(...rows)]]
  }
  return changeRun(run, {
    maskFrames: maskFrameNumbers.map((number) => firstFrame + number - 1), maskSource: 'operator', shiftPx: [shiftPx[0], shiftPx[1]], frameShiftsPx: [], landmark,
    shiftRegions: moved.slice(0, 16).map((region) => ({ regionId: crypto.randomUUID(), corners: boxOf(region.vertices), shiftPx: [region.shiftPx[0], region.shiftPx[1]], frameShiftsPx: [] })),
  })
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
