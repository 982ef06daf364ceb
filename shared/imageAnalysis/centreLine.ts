import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorCross, vectorDistance, vectorNormalise, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import { err, type Fault, ok, type Result } from '#shared/result.ts'
import { cappedDistanceSquared } from './distanceMap.ts'
import { gridFrame, type GridFrame, indexToLps, type Triple, type VolumeGrid } from './huVolume.ts'
import { longestWay } from './longestWay.ts'
import { perpendicularTo } from './perpendicular.ts'
import { isInMask, type VoxelMask } from './voxelMask.ts'

export type CentreLineFault = Fault<'TOO_SMALL'>

/** Points from one end to the other, each with the radius of a circle as large as the structure's cross-section there. */
export type CentreLine = { readonly points: readonly { readonly pointLpsMm: PatientPoint; readonly radiusMm: number }[]; readonly lengthMm: number }

const FEWEST_VOXELS = 12
const THICKEST_MM = 12
const FINEST_MM = 0.3
const COARSEST_MM = 1
const MOST_CELLS = 3_000_000
const POINT_EVERY_MM = 1.5
const SMOOTHING_TRIPS = 3

/**
 * The middle line of something long that was grown or painted, so that it can become a tube.
 *
 * @frame   voxelIndex in, patientLps out
 * @units   mm
 * @source  the way between the two ends that lie farthest apart, kept on the ridge of the distance to the rim, then moved to
 *          the middles of the cross-sections
 * @limits  one line: of a fork the longer branch; structures thicker than 24 mm are no tubes
 */
export function centreLine(mask: VoxelMask, geometry: VolumeGrid): Result<CentreLine, CentreLineFault> {
  if (mask.count < FEWEST_VOXELS) return err('TOO_SMALL', 'Too few voxels for a line. Grow or paint more of the structure.')
  const frame = gridFrame(geometry)
  const patch = evenPatch(mask, frame)
  const distance = cappedDistanceSquared(patch.bits, 0, patch.size, [patch.stepMm, patch.stepMm, patch.stepMm], THICKEST_MM)
  const way = longestWay(patch.bits, distance, patch.size)
  if (way === null) return err('TOO_SMALL', 'Too few voxels for a line. Grow or paint more of the structure.')
  const cellPoint = (cell: number): PatientPoint => {
    const k = Math.floor(cell / (patch.size[0] * patch.size[1])), j = Math.floor(cell / patch.size[0]) % patch.size[1], i = cell % patch.size[0]
    return [patch.origin[0] + i * patch.stepMm, patch.origin[1] + j * patch.stepMm, patch.origin[2] + k * patch.stepMm]
  }
  const ridge = way.map((cell) => ({ point: cellPoint(cell), radiusMm: Math.max(0.5 * patch.stepMm, Math.sqrt(distance[cell] ?? NaN) - 0.5 * patch.stepMm) }))
  let line = evenly(ridge)
  for (let trip = 0; trip < SMOOTHING_TRIPS; trip += 1) line = evenly(smoothed(centred(line, mask, frame)))
  line = centred(line, mask, frame)
  const lengthMm = line.slice(1).reduce((sum, { point }, n) => sum + vectorDistance(point, line[n]?.point ?? point), 0)
  return ok({ points: line.map(({ point, radiusMm }) => ({ pointLpsMm: point, radiusMm })), lengthMm })
}

type LinePoint = { readonly point: PatientPoint; readonly radiusMm: number }
type Patch = { readonly origin: PatientPoint; readonly stepMm: number; readonly size: Triple; readonly bits: Uint8Array }

/** The mask on a grid of equal steps along the patient's axes, whatever the volume's spacing and tilt. */
function evenPatch(mask: VoxelMask, frame: GridFrame): Patch {
  const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity]
  for (let corner = 0; corner < 8; corner += 1) {
    const end = (axis: 0 | 1 | 2): number => mask.low[axis] + ((corner >> axis) & 1) * mask.size[axis] - 0.5
    for (const [axis, mm] of indexToLps(frame, end(0), end(1), end(2)).entries()) {
      low[axis] = Math.min(low[axis] ?? NaN, mm)
      high[axis] = Math.max(high[axis] ?? NaN, mm)
    }
  }
  const finest = Math.min(...[frame.columnStep, frame.rowStep, frame.sliceStep].map((step) => Math.hypot(...step)))
  let stepMm = Math.max(FINEST_MM, Math.min(COARSEST_MM, 0.8 * finest))
  const cells = (): Triple => { const count = (axis: number): number => Math.ceil(((high[axis] ?? NaN) - (low[axis] ?? NaN)) / stepMm) + 3; return [count(0), count(1), count(2)] }
  while (cells()[0] * cells()[1] * cells()[2] > MOST_CELLS) stepMm *= 1.2
  const size = cells()
  const origin: PatientPoint = [(low[0] ?? NaN) - stepMm, (low[1] ?? NaN) - stepMm, (low[2] ?? NaN) - stepMm]
  const bits = new Uint8Array(size[0] * size[1] * size[2])
  for (let k = 0, n = 0; k < size[2]; k += 1) for (let j = 0; j < size[1]; j += 1) for (let i = 0; i < size[0]; i += 1, n += 1) {
    if (isInMask(mask, frame, [origin[0] + i * stepMm, origin[1] + j * stepMm, origin[2] + k * stepMm])) bits[n] = 1
  }
  return { origin, stepMm, size, bits }
}

/** The same line with points at even distances. */
function evenly(line: readonly LinePoint[]): readonly LinePoint[] {
  const [first] = line
  if (first === undefined) return line
  const out: LinePoint[] = [first]
  let since = 0
  let before = first
  for (const here of line.slice(1)) {
    since += vectorDistance(here.point, before.point)
    before = here
    if (since >= POINT_EVERY_MM) { out.push(here); since = 0 }
  }
  if (since > 0.3 * POINT_EVERY_MM) out.push(before)
  return out
}

function smoothed(line: readonly LinePoint[]): readonly LinePoint[] {
  return line.map((here, n) => {
    const before = line[n - 1], after = line[n + 1]
    if (before === undefined || after === undefined) return here
    return { point: vectorAdd(vectorScale(here.point, 0.5), vectorScale(vectorAdd(before.point, after.point), 0.25)), radiusMm: 0.5 * here.radiusMm + 0.25 * (before.radiusMm + after.radiusMm) }
  })
}

/** Every point moved to the middle of the mask's cross-section through it; the radius from the section's area. */
function centred(line: readonly LinePoint[], mask: VoxelMask, frame: GridFrame): readonly LinePoint[] {
  return line.map((here, n) => {
    const tangent = vectorNormalise(vectorSubtract((line[n + 2] ?? line[n + 1] ?? here).point, (line[n - 2] ?? line[n - 1] ?? here).point))
    return tangent === null ? here : section(here, tangent, mask, frame)
  })
}

function section(here: LinePoint, tangent: PatientVector, mask: VoxelMask, frame: GridFrame): LinePoint {
  const u = perpendicularTo(tangent), v = vectorCross<'patientLps'>(tangent, u)
  const reach = Math.min(THICKEST_MM, 2 * here.radiusMm + 1)
  const step = Math.max(0.15, reach / 14)
  let count = 0, a = 0, b = 0
  for (let p = -reach; p <= reach; p += step) for (let q = -reach; q <= reach; q += step) {
    if (p * p + q * q > reach * reach) continue
    if (!isInMask(mask, frame, vectorAdd(here.point, vectorAdd(vectorScale(u, p), vectorScale(v, q))))) continue
    count += 1
    a += p
    b += q
  }
  if (count === 0) return here
  return { point: vectorAdd(here.point, vectorAdd(vectorScale(u, a / count), vectorScale(v, b / count))), radiusMm: Math.sqrt((count * step * step) / Math.PI) }
}
