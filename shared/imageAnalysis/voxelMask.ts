import type { PatientPoint } from '#shared/geometry/frames.ts'
import { gridFrame, type GridFrame, indexToLps, lpsToIndex, type Triple, type VolumeGrid } from './huVolume.ts'

/** Voxels of a volume that belong to something, stored for their box only: 1 belongs, 0 does not. */
export type VoxelMask = {
  /** First voxel of the box [column, row, slice] and its size. */
  readonly low: Triple
  readonly size: Triple
  readonly bits: Uint8Array
  readonly count: number
}

/**
 * A mask cut to the smallest box that holds it.
 *
 * @frame   voxelIndex of the volume
 */
export function tightMask(low: Triple, size: Triple, bits: Uint8Array): VoxelMask {
  let [a, b, c] = size
  let d = -1, e = -1, f = -1
  let count = 0
  for (let k = 0, n = 0; k < size[2]; k += 1) for (let j = 0; j < size[1]; j += 1) for (let i = 0; i < size[0]; i += 1, n += 1) {
    if (bits[n] !== 1) continue
    count += 1
    if (i < a) a = i
    if (i > d) d = i
    if (j < b) b = j
    if (j > e) e = j
    if (k < c) c = k
    f = k
  }
  if (count === 0) return { low, size: [0, 0, 0], bits: new Uint8Array(0), count: 0 }
  const tight: Triple = [d - a + 1, e - b + 1, f - c + 1]
  const out = new Uint8Array(tight[0] * tight[1] * tight[2])
  for (let k = 0; k < tight[2]; k += 1) for (let j = 0; j < tight[1]; j += 1) {
    const from = ((k + c) * size[1] + j + b) * size[0] + a
    out.set(bits.subarray(from, from + tight[0]), (k * tight[1] + j) * tight[0])
  }
  return { low: [low[0] + a, low[1] + b, low[2] + c], size: tight, bits: out, count }
}

/**
 * Whether the voxel nearest to a point belongs to a mask.
 *
 * @frame   patientLps
 */
export function isInMask(mask: VoxelMask, frame: GridFrame, point: PatientPoint): boolean {
  const [column, row, slice] = lpsToIndex(frame, point)
  const i = Math.round(column) - mask.low[0], j = Math.round(row) - mask.low[1], k = Math.round(slice) - mask.low[2]
  return i >= 0 && j >= 0 && k >= 0 && i < mask.size[0] && j < mask.size[1] && k < mask.size[2] && mask.bits[(k * mask.size[1] + j) * mask.size[0] + i] === 1
}

/**
 * Index box, cut to the volume, around a ball or cube.
 *
 * @frame   patientLps in, voxelIndex out, both ends included
 * @units   mm
 */
export function boxAround(frame: GridFrame, centre: PatientPoint, halfMm: number): { readonly low: Triple; readonly high: Triple } {
  const at = lpsToIndex(frame, centre)
  const reach = [frame.toColumn, frame.toRow, frame.toSlice].map((row) => halfMm * (Math.abs(row[0]) + Math.abs(row[1]) + Math.abs(row[2])))
  const low = (axis: 0 | 1 | 2): number => Math.max(0, Math.floor(at[axis] - (reach[axis] ?? NaN)))
  const high = (axis: 0 | 1 | 2): number => Math.min(frame.size[axis] - 1, Math.ceil(at[axis] + (reach[axis] ?? NaN)))
  return { low: [low(0), low(1), low(2)], high: [high(0), high(1), high(2)] }
}

export type BrushStroke = {
  readonly centreLpsMm: PatientPoint
  readonly radiusMm: number
  readonly mode: 'add' | 'remove'
  /** Whether the brush takes this voxel of the volume; all where it is left out. */
  readonly takes?: (column: number, row: number, slice: number) => boolean
}

/**
 * A mask with a round brush stroke added to it or taken from it; the mask given stays as it is.
 *
 * @frame   patientLps for the stroke, voxelIndex for the mask
 * @units   mm
 */
export function brushMask(mask: VoxelMask, geometry: VolumeGrid, stroke: BrushStroke): VoxelMask {
  const frame = gridFrame(geometry)
  const ball = boxAround(frame, stroke.centreLpsMm, stroke.radiusMm)
  const isEmpty = mask.count === 0
  const low = ([0, 1, 2] as const).map((axis) => (isEmpty ? ball.low[axis] : stroke.mode === 'add' ? Math.min(mask.low[axis], ball.low[axis]) : mask.low[axis]))
  const high = ([0, 1, 2] as const).map((axis) => (isEmpty ? ball.high[axis] : stroke.mode === 'add' ? Math.max(mask.low[axis] + mask.size[axis] - 1, ball.high[axis]) : mask.low[axis] + mask.size[axis] - 1))
  const [l0 = 0, l1 = 0, l2 = 0] = low, [h0 = 0, h1 = 0, h2 = 0] = high
  const size: Triple = [Math.max(0, h0 - l0 + 1), Math.max(0, h1 - l1 + 1), Math.max(0, h2 - l2 + 1)]
  const bits = new Uint8Array(size[0] * size[1] * size[2])
  for (let k = 0; k < mask.size[2]; k += 1) for (let j = 0; j < mask.size[1]; j += 1) {
    const from = (k * mask.size[1] + j) * mask.size[0]
    bits.set(mask.bits.subarray(from, from + mask.size[0]), ((k + mask.low[2] - l2) * size[1] + j + mask.low[1] - l1) * size[0] + mask.low[0] - l0)
  }
  const value = stroke.mode === 'add' ? 1 : 0
  const { centreLpsMm: c, radiusMm, takes } = stroke
  for (let k = Math.max(l2, ball.low[2]); k <= Math.min(h2, ball.high[2]); k += 1) for (let j = Math.max(l1, ball.low[1]); j <= Math.min(h1, ball.high[1]); j += 1) for (let i = Math.max(l0, ball.low[0]); i <= Math.min(h0, ball.high[0]); i += 1) {
    const p = indexToLps(frame, i, j, k)
    if ((p[0] - c[0]) ** 2 + (p[1] - c[1]) ** 2 + (p[2] - c[2]) ** 2 <= radiusMm * radiusMm && (takes === undefined || takes(i, j, k))) bits[((k - l2) * size[1] + j - l1) * size[0] + i - l0] = value
  }
  return tightMask([l0, l1, l2], size, bits)
}

/**
 * What belongs to either of two masks.
 *
 * @frame   voxelIndex of the same volume
 */
export function uniteMasks(a: VoxelMask, b: VoxelMask): VoxelMask {
  if (a.count === 0) return b
  if (b.count === 0) return a
  const low = (axis: 0 | 1 | 2): number => Math.min(a.low[axis], b.low[axis])
  const end = (axis: 0 | 1 | 2): number => Math.max(a.low[axis] + a.size[axis], b.low[axis] + b.size[axis])
  const from: Triple = [low(0), low(1), low(2)]
  const size: Triple = [end(0) - from[0], end(1) - from[1], end(2) - from[2]]
  const bits = new Uint8Array(size[0] * size[1] * size[2])
  for (const mask of [a, b]) for (let k = 0, n = 0; k < mask.size[2]; k += 1) for (let j = 0; j < mask.size[1]; j += 1) for (let i = 0; i < mask.size[0]; i += 1, n += 1) {
    if (mask.bits[n] === 1) bits[((k + mask.low[2] - from[2]) * size[1] + j + mask.low[1] - from[1]) * size[0] + i + mask.low[0] - from[0]] = 1
  }
  return tightMask(from, size, bits)
}

/**
 * What belongs to a mask and not to what is taken from it.
 *
 * @frame   voxelIndex of the same volume
 */
export function withoutMask(mask: VoxelMask, taken: VoxelMask): VoxelMask {
  const bits = mask.bits.slice()
  for (let k = 0, n = 0; k < taken.size[2]; k += 1) for (let j = 0; j < taken.size[1]; j += 1) for (let i = 0; i < taken.size[0]; i += 1, n += 1) {
    const [x, y, z] = [i + taken.low[0] - mask.low[0], j + taken.low[1] - mask.low[1], k + taken.low[2] - mask.low[2]]
    if (taken.bits[n] === 1 && x >= 0 && y >= 0 && z >= 0 && x < mask.size[0] && y < mask.size[1] && z < mask.size[2]) bits[(z * mask.size[1] + y) * mask.size[0] + x] = 0
  }
  return tightMask(mask.low, mask.size, bits)
}
