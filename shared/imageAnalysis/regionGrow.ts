import type { PatientPoint } from '#shared/geometry/frames.ts'
import { err, type Fault, ok, type Result } from '#shared/result.ts'
import { gridFrame, type HuVolume, indexToLps, lpsToIndex, type Triple } from './huVolume.ts'
import { boxAround, tightMask, type VoxelMask } from './voxelMask.ts'

export type RegionFault = Fault<'SEED_OUTSIDE' | 'SEED_NOT_IN_RANGE' | 'TOO_LARGE'>

export type RegionSearch = {
  readonly seedsLpsMm: readonly PatientPoint[]
  readonly lowHu: number
  readonly highHu: number
  /** A cube along the patient's axes that the region may not leave. */
  readonly box: { readonly centreLpsMm: PatientPoint; readonly halfMm: number }
  /** Through faces only (6), or through edges and corners as well (26), for vessels thinner than two voxels. */
  readonly neighbours?: 6 | 26
  readonly mostVoxels?: number
}

export type GrownRegion = {
  readonly mask: VoxelMask
  /** The region goes on beyond the box or the volume: the structure is longer than what was grown. */
  readonly reachesBox: boolean
}

const MOST_VOXELS = 400_000

/**
 * All voxels within a range of HU that hang together with the seeds, inside a box.
 *
 * @frame   patientLps in, voxelIndex out
 * @units   HU, mm
 * @returns a fault when a seed lies outside or out of range, or when the region leaks into something far larger
 */
export function growRegion(volume: HuVolume, search: RegionSearch): Result<GrownRegion, RegionFault> {
  const frame = gridFrame(volume.geometry)
  const { low, high } = boxAround(frame, search.box.centreLpsMm, search.box.halfMm)
  const size: Triple = [high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1]
  if (Math.min(...size) < 1) return err('SEED_OUTSIDE', 'The box lies outside the scan. Place it on the structure.')
  const [columns, rows] = frame.size
  const { slope, intercept } = volume.toHu
  const inRange = (i: number, j: number, k: number): boolean => {
    const hu = (volume.values[(k * rows + j) * columns + i] ?? NaN) * slope + intercept
    return hu >= search.lowHu && hu <= search.highHu
  }
  const { centreLpsMm: c, halfMm } = search.box
  const inBox = (i: number, j: number, k: number): boolean => {
    const p = indexToLps(frame, i, j, k)
    return Math.abs(p[0] - c[0]) <= halfMm && Math.abs(p[1] - c[1]) <= halfMm && Math.abs(p[2] - c[2]) <= halfMm
  }
  const stack: number[] = []
  const bits = new Uint8Array(size[0] * size[1] * size[2])
  for (const seed of search.seedsLpsMm) {
    const [i, j, k] = lpsToIndex(frame, seed).map(Math.round)
    if (i === undefined || j === undefined || k === undefined || i < low[0] || j < low[1] || k < low[2] || i > high[0] || j > high[1] || k > high[2] || !inBox(i, j, k)) return err('SEED_OUTSIDE', 'The place clicked lies outside the box. Move the box, or click inside it.')
    if (!inRange(i, j, k)) return err('SEED_NOT_IN_RANGE', 'The place clicked is darker or brighter than the range of values. Click on the structure, or change the range.')
    stack.push(((k - low[2]) * size[1] + j - low[1]) * size[0] + i - low[0])
  }
  const grown = flood(bits, size, stack, search, (i, j, k) => (inBox(i + low[0], j + low[1], k + low[2]) ? (inRange(i + low[0], j + low[1], k + low[2]) ? 'in' : 'out') : 'beyond'))
  if (grown === 'tooLarge') return err('TOO_LARGE', 'The region runs into something much larger. Raise the lower value, make the box smaller, or paint a gap.')
  return ok({ mask: tightMask(low, size, bits), reachesBox: grown === 'reachesBox' })
}

function flood(bits: Uint8Array, size: Triple, stack: number[], search: RegionSearch, kindOf: (i: number, j: number, k: number) => 'in' | 'out' | 'beyond'): 'whole' | 'reachesBox' | 'tooLarge' {
  const most = search.mostVoxels ?? MOST_VOXELS
  const offsets = neighbourOffsets(search.neighbours ?? 26)
  let count = 0
  let reaches = false
  for (const start of stack) { if (bits[start] === 0) { bits[start] = 1; count += 1 } }
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const k = Math.floor(at / (size[0] * size[1])), j = Math.floor(at / size[0]) % size[1], i = at % size[0]
    for (const [di, dj, dk] of offsets) {
      const x = i + di, y = j + dj, z = k + dk
      if (x < 0 || y < 0 || z < 0 || x >= size[0] || y >= size[1] || z >= size[2]) { reaches = true; continue }
      const next = (z * size[1] + y) * size[0] + x
      if (bits[next] === 1) continue
      const kind = kindOf(x, y, z)
      if (kind === 'beyond') reaches = true
      if (kind !== 'in') continue
      bits[next] = 1
      count += 1
      if (count > most) return 'tooLarge'
      stack.push(next)
    }
  }
  return reaches ? 'reachesBox' : 'whole'
}

function neighbourOffsets(neighbours: 6 | 26): readonly Triple[] {
  return [-1, 0, 1].flatMap((x) => [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((z): Triple => [x, y, z])))
    .filter(([x, y, z]) => { const steps = Math.abs(x) + Math.abs(y) + Math.abs(z); return steps > 0 && (neighbours === 26 || steps === 1) })
}
