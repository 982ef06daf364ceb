import type { SpreadName } from '#sample-dicom/contrast/patterns.ts'
import { contrastPattern } from '#sample-dicom/contrast/patterns.ts'
import { views } from '#sample-dicom/fluoroscopy/views.ts'
import { arteryCentreLine } from '#sample-dicom/phantom/arteries.ts'
import { defaultParameters } from '#sample-dicom/phantom/parameters.ts'
import type { StoredPixels } from '#shared/contrast/attenuation.ts'
import { lookHereSteps, type LookHere } from '#shared/contrast/lookHere.ts'
import { proposeMask, type MaskProposal } from '#shared/contrast/maskProposal.ts'
import { alignRunSteps, finishSteps, type RunAlignment, type RunPixels } from '#shared/contrast/runAlignment.ts'
import { projectPoint } from '#shared/projection/cArm.ts'
import type { ContrastRuns } from './contrastRun.ts'

/** Two pixels, along neither axis. */
export const plantedMotion = { columnsPx: 1.6, rowsPx: -1.2 } as const
export const patternOf = (spread: SpreadName): ReturnType<typeof contrastPattern> => contrastPattern(spread, 'R', defaultParameters)

export type AnalysedRun = { readonly run: RunPixels; readonly proposal: MaskProposal; readonly alignment: RunAlignment }

/** As the app goes about it: the proposed mask, laid over every frame. */
export function analyseRun(runs: ContrastRuns, frames: readonly StoredPixels[]): AnalysedRun {
  const { columns, rows, scale, shutter } = runs
  const run = { frames, columns, rows, scale, shutter }
  const proposal = proposeMask(frames, columns, rows, scale, shutter)
  const alignment = finishSteps(alignRunSteps(run, proposal.maskFrames))
  if (!alignment.ok) throw new Error(alignment.error.message)
  return { run, proposal, alignment: alignment.value }
}

export function placesToLook({ run, alignment }: AnalysedRun): readonly LookHere[] {
  const found = finishSteps(lookHereSteps(run, alignment, { frameIntervalMs: 125 }))
  if (!found.ok) throw new Error('No search')
  return found.value
}

type Line = readonly (readonly [number, number])[]
const isNear = (point: readonly [number, number], line: Line, reachPx: number): boolean => line.some(([column, row]) => Math.hypot(column - point[0], row - point[1]) <= reachPx)
const share = (points: Line, line: Line, reachPx: number): number => points.filter((point) => isNear(point, line, reachPx)).length / points.length

/** The artery on the picture, and the part of it that the flash fills to at least half of its greatest density. */
export function flashTruth(runs: ContrastRuns): { readonly artery: Line; readonly flash: Line } {
  const free = runs.noiseFree(patternOf('arteryFlash'))
  const [first, second] = [free.attenuation(12), free.attenuation(13)]
  const filled = first.map((value, at) => Math.max(value, second[at] ?? 0))
  const most = filled.reduce((highest, value) => Math.max(highest, value), 0)
  const line = arteryCentreLine('R', defaultParameters)
  const dense = line.slice(0, -1).flatMap((from, n) => {
    const to = line[n + 1] ?? from
    return [0, 0.25, 0.5, 0.75].map((f) => projectPoint(views.PA, [from[0] + f * (to[0] - from[0]), from[1] + f * (to[1] - from[1]), from[2] + f * (to[2] - from[2])]))
  })
  const artery = dense.filter((point) => point !== null).map(([column, row]) => [column, row] as const)
  return { artery, flash: artery.filter(([column, row]) => (filled[Math.round(row) * runs.columns + Math.round(column)] ?? 0) > most / 2) }
}

/** Whether the flash is pointed out: four fifths of its centre line within a vessel's radius of the lines found, and what is found lies on the artery. */
export function pointsOutFlash(places: readonly LookHere[], { artery, flash }: ReturnType<typeof flashTruth>): boolean {
  const found = places.filter(({ firstFrame, lastFrame }) => firstFrame >= 11 && lastFrame <= 14).flatMap(({ line }) => [...line])
  return found.length > 0 && share(flash, found, RADIUS_PX) >= 0.8 && share(found, artery, RADIUS_PX) >= 0.9
}

/** 2 mm in the patient: the radius of the artery. */
const RADIUS_PX = 9
