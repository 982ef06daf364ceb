import type { PatientPoint } from '#shared/geometry/frames.ts'
import { gridFrame, type GridFrame, type HuVolume, type VoxelValues } from './huVolume.ts'

/** A point on the outermost voxel centres is inside in spite of rounding. */
const EDGE_VOXELS = 1e-6

/**
 * Reads HU anywhere in a volume by trilinear interpolation between voxel centres, whatever the volume's spacing, tilt or turn.
 *
 * @frame   patientLps
 * @units   mm, HU
 * @limits  nothing is read beyond the outermost voxel centres: null there, or NaN from the functions meant for long loops
 */
export class VolumeSampler {
  readonly frame: GridFrame
  private readonly values: VoxelValues
  private readonly slope: number
  private readonly intercept: number
  private readonly rowStride: number
  private readonly sliceStride: number

  constructor(volume: HuVolume) {
    const [columns, rows, slices] = volume.geometry.dimensions
    if (volume.values.length < columns * rows * slices) throw new Error('The buffer is smaller than its volume')
    this.frame = gridFrame(volume.geometry)
    this.values = volume.values
    this.slope = volume.toHu.slope
    this.intercept = volume.toHu.intercept
    this.rowStride = columns
    this.sliceStride = columns * rows
  }

  huAt(point: PatientPoint): number | null {
    const hu = this.huAtXyz(point[0], point[1], point[2])
    return Number.isNaN(hu) ? null : hu
  }

  huAtXyz(px: number, py: number, pz: number): number {
    const { frame } = this
    const x = px - frame.origin[0], y = py - frame.origin[1], z = pz - frame.origin[2]
    const { toColumn: c, toRow: r, toSlice: s } = frame
    return this.huAtIndex(c[0] * x + c[1] * y + c[2] * z, r[0] * x + r[1] * y + r[2] * z, s[0] * x + s[1] * y + s[2] * z)
  }

  /** HU at a voxel index with fractions; NaN outside. */
  huAtIndex(column: number, row: number, slice: number): number {
    const { size } = this.frame
    if (!(column >= -EDGE_VOXELS && row >= -EDGE_VOXELS && slice >= -EDGE_VOXELS && column <= size[0] - 1 + EDGE_VOXELS && row <= size[1] - 1 + EDGE_VOXELS && slice <= size[2] - 1 + EDGE_VOXELS)) return NaN
    const i = cellStart(column, size[0]), j = cellStart(row, size[1]), k = cellStart(slice, size[2])
    const u = column - i, v = row - j, w = slice - k
    const { values, rowStride, sliceStride } = this
    const di = size[0] > 1 ? 1 : 0, dj = size[1] > 1 ? rowStride : 0, dk = size[2] > 1 ? sliceStride : 0
    const at = k * sliceStride + j * rowStride + i
    const a = values[at] ?? NaN, b = values[at + dj] ?? NaN, e = values[at + dk] ?? NaN, f = values[at + dk + dj] ?? NaN
    const ab = a + ((values[at + di] ?? NaN) - a) * u
    const bb = b + ((values[at + dj + di] ?? NaN) - b) * u
    const eb = e + ((values[at + dk + di] ?? NaN) - e) * u
    const fb = f + ((values[at + dk + dj + di] ?? NaN) - f) * u
    const near = ab + (bb - ab) * v
    return (near + (eb + (fb - eb) * v - near) * w) * this.slope + this.intercept
  }

  /** HU and its gradient in HU/mm into out[0] and out[1..3]; false, with out untouched, outside. */
  gradientAt(px: number, py: number, pz: number, out: Float64Array): boolean {
    const { frame } = this
    const x = px - frame.origin[0], y = py - frame.origin[1], z = pz - frame.origin[2]
    const { toColumn: c, toRow: r, toSlice: s, size } = frame
    const column = c[0] * x + c[1] * y + c[2] * z, row = r[0] * x + r[1] * y + r[2] * z, slice = s[0] * x + s[1] * y + s[2] * z
    if (!(column >= 0 && row >= 0 && slice >= 0 && column < size[0] - 1 && row < size[1] - 1 && slice < size[2] - 1)) return false
    const i = Math.floor(column), j = Math.floor(row), k = Math.floor(slice)
    const u = column - i, v = row - j, w = slice - k
    const { values, rowStride, sliceStride } = this
    const at = k * sliceStride + j * rowStride + i
    const v000 = values[at] ?? NaN, v100 = values[at + 1] ?? NaN, v010 = values[at + rowStride] ?? NaN, v110 = values[at + rowStride + 1] ?? NaN
    const up = at + sliceStride
    const v001 = values[up] ?? NaN, v101 = values[up + 1] ?? NaN, v011 = values[up + rowStride] ?? NaN, v111 = values[up + rowStride + 1] ?? NaN
    const near0 = v000 + (v100 - v000) * u, near1 = v010 + (v110 - v010) * u, far0 = v001 + (v101 - v001) * u, far1 = v011 + (v111 - v011) * u
    const near = near0 + (near1 - near0) * v, far = far0 + (far1 - far0) * v
    const du = ((v100 - v000) * (1 - v) + (v110 - v010) * v) * (1 - w) + ((v101 - v001) * (1 - v) + (v111 - v011) * v) * w
    const dv = (near1 - near0) * (1 - w) + (far1 - far0) * w
    const dw = far - near
    out[0] = (near + dw * w) * this.slope + this.intercept
    out[1] = (du * c[0] + dv * r[0] + dw * s[0]) * this.slope
    out[2] = (du * c[1] + dv * r[1] + dw * s[1]) * this.slope
    out[3] = (du * c[2] + dv * r[2] + dw * s[2]) * this.slope
    return true
  }
}

/** The lower corner of the cell that an index lies in; the last voxel centre belongs to the last cell. */
function cellStart(index: number, count: number): number {
  const start = Math.floor(index)
  return start < 0 ? 0 : start > count - 2 ? Math.max(0, count - 2) : start
}
