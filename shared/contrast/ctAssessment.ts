import type { PatientPoint } from '#shared/geometry/frames.ts'
import { gridFrame, indexToLps, lpsToIndex, type HuVolume, type VolumeGrid } from '#shared/imageAnalysis/huVolume.ts'
import { tightMask } from '#shared/imageAnalysis/voxelMask.ts'
import { paintedShapeOf } from '#shared/planning/painted.ts'
import type { PaintedShape } from '#shared/planning/structure.ts'
import { ok, type Fault, type Result } from '#shared/result.ts'
import { distanceTo, type AskedStructure } from './ctDistances.ts'
import { balanceVolumes, decreaseBetween, measureCtSpread, REACH_MM, type CtSpread, type CtSpreadInput, type LaterPhase } from './ctSpread.ts'
import type { CtSpreadFigures } from './ctSpreadFigures.ts'

export type CtAssessmentInput = Omit<CtSpreadInput, 'ceilingHu'> & {
  readonly structures: readonly AskedStructure[]
  readonly later: LaterPhase | null
  readonly injectedMl: number | null
}

export type CtAssessment = {
  readonly figures: Pick<CtSpreadFigures, 'reachMm' | 'needleLeftOut' | 'thresholdHu' | 'noiseHu' | 'saturatedVoxels' | 'longestMm' | 'coverage' | 'volumeMl' | 'injectedMl' | 'missingMl' | 'discordance' | 'distances' | 'decrease'>
  readonly opaque: PaintedShape
  /** Slices of the later scan that show something opaque; the one through the focus where none does. */
  readonly slices: readonly number[]
  /** Later minus earlier, HU; at most the threshold where it is not opaque, so that specks of noise are not coloured. */
  readonly difference: HuVolume
}

/** Nothing below it is a scanner's ceiling: bone and dilute contrast lie there. */
const LOWEST_CEILING_HU = 2000

/**
 * All that two or three scans say of the contrast: what is opaque, how near it lies to what was drawn, what a later scan
 * has lost, and whether as much is seen as was injected.
 *
 * @frame   patientLps of the later scan; slices are voxelIndex of it
 * @units   mm, HU, mL
 * @source  ctSpread.ts. The ceiling is the highest value near the joint, where five voxels or more share it: scanners differ
 *          in where their scale ends (PS3.3 C.11.1)
 * @limits  as there, and in ctDistances.ts
 */
export function assessCtSpread(input: CtAssessmentInput): Result<CtAssessment, Fault<'NO_OVERLAP' | 'TOO_LARGE'>> {
  const measured = measureCtSpread({ ...input, ceilingHu: ceilingNear(input) })
  if (!measured.ok) return measured
  const spread = measured.value
  const { geometry } = input.after
  const grid = gridFrame(geometry)
  const { share, lowLpsMm, highLpsMm } = spread.coverage
  const mask = tightMask(spread.box.low, spread.box.size, spread.opaque)
  const opaque = paintedShapeOf(mask, geometry)
  if (!opaque.ok) return opaque
  const balance = balanceVolumes(input.injectedMl, spread.volumeMl, spread.coverage)
  return ok({
    figures: {
      reachMm: input.reachMm ?? REACH_MM, needleLeftOut: (input.needles ?? []).length > 0, thresholdHu: spread.thresholdHu, noiseHu: spread.noiseHu, saturatedVoxels: spread.saturatedVoxels, longestMm: spread.longestMm,
      coverage: { share, lowLpsMm, highLpsMm }, volumeMl: spread.volumeMl, injectedMl: input.injectedMl, missingMl: balance.missingMl, discordance: balance.message,
      distances: input.structures.map((structure) => ({ kind: structure.kind, name: structure.name, distanceMm: distanceTo(spread, grid, structure), ...('shape' in structure && { uncertaintyMm: structure.uncertaintyMm, repeatsWithinMm: structure.repeatsWithinMm }) })),
      decrease: input.later === null ? null : decreaseBetween(spread, input, input.later),
    },
    opaque: opaque.value,
    slices: mask.count === 0 ? [sliceThrough(geometry, input.focusLpsMm)] : Array.from({ length: mask.size[2] }, (_, k) => mask.low[2] + k),
    difference: differenceOf(spread, geometry),
  })
}

function ceilingNear({ after, focusLpsMm, reachMm = REACH_MM }: CtAssessmentInput): number {
  const frame = gridFrame(after.geometry)
  const { slope, intercept } = after.toHu
  const [columns, rows, slices] = after.geometry.dimensions
  const reach = after.geometry.spacingMm.map((mm) => Math.ceil(reachMm / mm))
  const centre = lpsToIndex(frame, focusLpsMm).map(Math.round)
  const range = (axis: 0 | 1 | 2, size: number): readonly [number, number] => [Math.max(0, (centre[axis] ?? NaN) - (reach[axis] ?? NaN)), Math.min(size - 1, (centre[axis] ?? NaN) + (reach[axis] ?? NaN))]
  const [i, j, k] = [range(0, columns), range(1, rows), range(2, slices)]
  let highest = -Infinity
  for (let slice = k[0]; slice <= k[1]; slice += 1) for (let row = j[0]; row <= j[1]; row += 1) for (let column = i[0]; column <= i[1]; column += 1) {
    highest = Math.max(highest, (after.values[(slice * rows + row) * columns + column] ?? NaN) * slope + intercept)
  }
  return highest >= LOWEST_CEILING_HU ? highest : Infinity
}

const sliceThrough = (geometry: VolumeGrid, focus: PatientPoint): number =>
  Math.max(0, Math.min(geometry.dimensions[2] - 1, Math.round(lpsToIndex(gridFrame(geometry), focus)[2])))

function differenceOf({ box: { low, size }, riseHu, opaque, thresholdHu }: CtSpread, geometry: VolumeGrid): HuVolume {
  const [x, y, z] = indexToLps(gridFrame(geometry), low[0], low[1], low[2])
  const values = Int16Array.from(riseHu, (rise, at) => {
    const shown = Number.isNaN(rise) ? 0 : opaque[at] === 1 ? rise : Math.min(rise, thresholdHu)
    return Math.max(-32_768, Math.min(32_767, Math.round(shown)))
  })
  return { geometry: { ...geometry, dimensions: [size[0], size[1], size[2]], originLpsMm: [x, y, z] }, values, toHu: { slope: 1, intercept: 0 } }
}
