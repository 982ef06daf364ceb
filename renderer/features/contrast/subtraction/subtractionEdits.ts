import type { ShiftRegion, RunSubtraction } from '#shared/contrast/runSubtraction.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { RunChoice } from '../contrastView.ts'
import { answersOf, changeRun, type RunAnswers } from '../runEdits.ts'

type DocumentChange = (document: CaseDocument) => CaseDocument
type Px = readonly [row: number, column: number]

/** Steps of the mask by hand, in pixels. Shift is the finer one, as for points. */
export const COARSE_STEP_PX = 1
export const FINE_STEP_PX = 0.1

export const hasMask = ({ maskFrames, maskSource }: Pick<RunAnswers, 'maskFrames' | 'maskSource'>): boolean => maskSource === 'header' || maskFrames.length > 0

/** How the run is subtracted, from what the case keeps of it; null while it has no mask. */
export function subtractionOf(answers: RunAnswers, series: SeriesDescription, run: number): RunSubtraction | null {
  const part = series.runs[run]
  const image = part === undefined ? undefined : series.images[part.image]
  if (part === undefined || image === undefined || !hasMask(answers)) return null
  return { seriesUid: series.summary.seriesUid, firstFrame: part.firstFrame, frames: part.frames, maskFrames: answers.maskFrames, maskSource: answers.maskSource, shiftPx: answers.shiftPx, frameShiftsPx: answers.frameShiftsPx, shiftRegions: answers.shiftRegions, landmark: answers.landmark, image }
}

/** Where the mask lies on each frame of the run, as shown; boxes left out. */
export const shiftsOf = ({ frames, shiftPx, frameShiftsPx }: Pick<RunSubtraction, 'frames' | 'shiftPx' | 'frameShiftsPx'>): readonly Px[] =>
  Array.from({ length: frames }, (_, frame): Px => [shiftPx[0] + (frameShiftsPx[frame]?.[0] ?? 0), shiftPx[1] + (frameShiftsPx[frame]?.[1] ?? 0)])

const copyOf = (shifts: readonly Px[]): [number, number][] => shifts.map(([row, column]) => [hundredths(row), hundredths(column)])
const hundredths = (value: number): number => Math.round(100 * value) / 100 + 0
const moved = ([row, column]: Px, [down, across]: Px): [number, number] => [hundredths(row + down), hundredths(column + across)]

/** Moves the mask, or only that of a box. */
export const moveMask = (run: RunChoice, regionId: string | null, by: Px): DocumentChange => (document) => {
  const { shiftPx, shiftRegions } = answersOf(document, run)
  if (regionId === null) return changeRun(run, { shiftPx: moved(shiftPx, by) })(document)
  return changeRun(run, { shiftRegions: shiftRegions.map((region) => (region.regionId === regionId ? { ...region, shiftPx: moved(region.shiftPx, by) } : region)) })(document)
}

/** The mask lies over each frame as found; what was moved by hand before gives way to it. */
export const layOverFrames = (run: RunChoice, shiftsPx: readonly Px[]): DocumentChange => changeRun(run, { shiftPx: [0, 0], frameShiftsPx: copyOf(shiftsPx) })
export const layAsShot = (run: RunChoice): DocumentChange => changeRun(run, { shiftPx: [0, 0], frameShiftsPx: [] })

export const addBox = (run: RunChoice, { regionId, corners: [from, to], shiftPx, frameShiftsPx }: ShiftRegion): DocumentChange => (document) =>
  changeRun(run, { shiftRegions: [...answersOf(document, run).shiftRegions, { regionId, corners: [[from[0], from[1]], [to[0], to[1]]], shiftPx: moved(shiftPx, [0, 0]), frameShiftsPx: copyOf(frameShiftsPx) }] })(document)
export const layBoxOverFrames = (run: RunChoice, regionId: string, shiftsPx: readonly Px[]): DocumentChange => (document) =>
  changeRun(run, { shiftRegions: answersOf(document, run).shiftRegions.map((region) => (region.regionId === regionId ? { ...region, shiftPx: [0, 0], frameShiftsPx: copyOf(shiftsPx) } : region)) })(document)
export const removeBox = (run: RunChoice, regionId: string): DocumentChange => (document) =>
  changeRun(run, { shiftRegions: answersOf(document, run).shiftRegions.filter((region) => region.regionId !== regionId) })(document)
export const setLandmark = (run: RunChoice, landmark: number): DocumentChange => changeRun(run, { landmark })

/** "0.3 across, −0.1 down px". */
export const shiftWords = ([row, column]: Px): string => (row === 0 && column === 0 ? 'none' : `${signed(column)} across, ${signed(row)} down px`)
const signed = (px: number): string => `${px < 0 ? '−' : ''}${Math.abs(px).toFixed(Math.abs(px * 10 - Math.round(px * 10)) < 0.01 ? 1 : 2)}`
