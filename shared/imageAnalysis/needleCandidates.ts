import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorDistance, vectorNormalise, vectorSubtract } from '#shared/geometry/vectors.ts'
import { type HuVolume, indexToLps, lpsToIndex, type Triple } from './huVolume.ts'
import type { VolumeSampler } from './volumeSampler.ts'

/** Where a needle is looked for: along a planned path, or in a cube around a place. */
export type NeedleSearch =
  | { readonly kind: 'path'; readonly entryLpsMm: PatientPoint; readonly targetLpsMm: PatientPoint; readonly radiusMm?: number }
  | { readonly kind: 'box'; readonly centreLpsMm: PatientPoint; readonly halfMm?: number }

/** Free-hand tips were found up to 7 mm from the plan; a shaft seen 60 mm behind may stand farther off. */
const TUBE_RADIUS_MM = 20
/** A needle stands out of the skin by most of its length. */
const BEHIND_ENTRY_MM = 60
const BEYOND_TARGET_MM = 20
const BOX_HALF_MM = 40
/** A needle, blurred, is over within this distance of its axis; bone, teeth and fillings are not. */
const RING_MM = 3
const TISSUE_HU = 50
/** Of the 26 directions round a point on a straight shaft few meet the shaft again. */
const MOST_BRIGHT_NEIGHBOURS = 6

const directions: readonly Triple[] = [-1, 0, 1].flatMap((x) => [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((z): Triple => [x, y, z])))
  .filter(([x, y, z]) => x !== 0 || y !== 0 || z !== 0)
  .map(([x, y, z]): Triple => { const length = Math.hypot(x, y, z); return [x / length, y / length, z / length] })

export type Candidates = { readonly thin: readonly PatientPoint[]; readonly bright: number }

/**
 * The bright voxels of the region that belong to something thin, and how many bright ones there are in all.
 *
 * @frame   patientLps
 * @units   HU, mm
 */
export function needleCandidates(volume: HuVolume, sampler: VolumeSampler, search: NeedleSearch, aboveHu: number): Candidates {
  const [low, high] = regionBox(sampler, search)
  const isIn = insideRegion(search)
  const [columns, rows] = volume.geometry.dimensions
  const stored = (aboveHu - volume.toHu.intercept) / volume.toHu.slope
  const ringMm = Math.max(RING_MM, 1.3 * volume.geometry.spacingMm[2])
  const thin: PatientPoint[] = []
  let bright = 0
  for (let k = low[2]; k <= high[2]; k += 1) for (let j = low[1]; j <= high[1]; j += 1) {
    for (let i = low[0], at = (k * rows + j) * columns + low[0]; i <= high[0]; i += 1, at += 1) {
      const value = volume.values[at] ?? NaN
      if (!(value > stored)) continue
      const point = indexToLps(sampler.frame, i, j, k)
      if (!isIn(point)) continue
      bright += 1
      if (isThin(sampler, point, ringMm, value * volume.toHu.slope + volume.toHu.intercept)) thin.push(point)
    }
  }
  return { thin, bright }
}

function isThin(sampler: VolumeSampler, point: PatientPoint, ringMm: number, hu: number): boolean {
  const half = TISSUE_HU + 0.5 * (hu - TISSUE_HU)
  let bright = 0
  for (const d of directions) if (sampler.huAtXyz(point[0] + ringMm * d[0], point[1] + ringMm * d[1], point[2] + ringMm * d[2]) > half) bright += 1
  return bright <= MOST_BRIGHT_NEIGHBOURS
}

/** Index box around the region, cut to the volume. */
function regionBox(sampler: VolumeSampler, search: NeedleSearch): readonly [Triple, Triple] {
  const { frame } = sampler
  const low = [...frame.size], high = [0, 0, 0]
  for (const [centre, half] of regionCubes(search)) {
    for (let corner = 0; corner < 8; corner += 1) {
      const index = lpsToIndex(frame, [centre[0] + (corner & 1 ? half : -half), centre[1] + (corner & 2 ? half : -half), centre[2] + (corner & 4 ? half : -half)])
      for (const axis of [0, 1, 2] as const) {
        low[axis] = Math.min(low[axis] ?? NaN, Math.max(0, Math.floor(index[axis])))
        high[axis] = Math.max(high[axis] ?? NaN, Math.min(frame.size[axis] - 1, Math.ceil(index[axis])))
      }
    }
  }
  const [a = 0, b = 0, c = 0] = low, [d = 0, e = 0, f = 0] = high
  return [[a, b, c], [d, e, f]]
}

function regionCubes(search: NeedleSearch): readonly (readonly [PatientPoint, number])[] {
  if (search.kind === 'box') return [[search.centreLpsMm, search.halfMm ?? BOX_HALF_MM]]
  const { start, end } = tubeEnds(search)
  return [[start, search.radiusMm ?? TUBE_RADIUS_MM], [end, search.radiusMm ?? TUBE_RADIUS_MM]]
}

function tubeEnds(search: Extract<NeedleSearch, { kind: 'path' }>): { readonly start: PatientPoint; readonly end: PatientPoint } {
  const unit = vectorNormalise(vectorSubtract(search.targetLpsMm, search.entryLpsMm))
  if (unit === null) throw new Error('A path needs two different points')
  const { entryLpsMm: e, targetLpsMm: t } = search
  return {
    start: [e[0] - unit[0] * BEHIND_ENTRY_MM, e[1] - unit[1] * BEHIND_ENTRY_MM, e[2] - unit[2] * BEHIND_ENTRY_MM],
    end: [t[0] + unit[0] * BEYOND_TARGET_MM, t[1] + unit[1] * BEYOND_TARGET_MM, t[2] + unit[2] * BEYOND_TARGET_MM],
  }
}

function insideRegion(search: NeedleSearch): (point: PatientPoint) => boolean {
  if (search.kind === 'box') {
    const half = search.halfMm ?? BOX_HALF_MM
    const c = search.centreLpsMm
    return (p) => Math.abs(p[0] - c[0]) <= half && Math.abs(p[1] - c[1]) <= half && Math.abs(p[2] - c[2]) <= half
  }
  const { start, end } = tubeEnds(search)
  const radius = search.radiusMm ?? TUBE_RADIUS_MM
  const length = vectorDistance(start, end)
  const d: Triple = [(end[0] - start[0]) / length, (end[1] - start[1]) / length, (end[2] - start[2]) / length]
  return (p) => {
    const x = p[0] - start[0], y = p[1] - start[1], z = p[2] - start[2]
    const along = x * d[0] + y * d[1] + z * d[2]
    return along >= 0 && along <= length && x * x + y * y + z * z - along * along <= radius * radius
  }
}
