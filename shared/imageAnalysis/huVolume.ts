import type { VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'

/** What the analysis needs of a volume's geometry; a VolumeGeometry is one. */
export type VolumeGrid = Pick<VolumeGeometry, 'dimensions' | 'spacingMm' | 'originLpsMm' | 'directionLps' | 'sliceStepLpsMm'>

export type VoxelValues = Int16Array | Uint16Array | Float32Array

/** A CT volume in the buffer that its viewer holds; HU = stored value · slope + intercept. Nothing here copies or writes it. */
export type HuVolume = {
  readonly geometry: VolumeGrid
  readonly values: VoxelValues
  readonly toHu: { readonly slope: number; readonly intercept: number }
}

export type Triple = readonly [number, number, number]

/** The steps of a grid in mm (a column of the matrix each) and the way back; slices may be sheared. */
export type GridFrame = {
  readonly size: Triple
  readonly origin: PatientPoint
  readonly columnStep: PatientVector
  readonly rowStep: PatientVector
  readonly sliceStep: PatientVector
  /** Rows of the inverse of [columnStep rowStep sliceStep], 1/mm. */
  readonly toColumn: Triple
  readonly toRow: Triple
  readonly toSlice: Triple
}

const cross = (a: Triple, b: Triple): Triple => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]

/**
 * The affine map between voxel indexes and the patient, both ways.
 *
 * @frame   voxelIndex [column, row, slice] and patientLps
 * @units   mm a step
 * @source  PS3.3 C.7.6.2.1.1; the slice step is taken as it is, so a tilted stack stays sheared
 */
export function gridFrame(geometry: VolumeGrid): GridFrame {
  const d = geometry.directionLps
  const [columnMm, rowMm] = geometry.spacingMm
  const columnStep: Triple = [d[0] * columnMm, d[1] * columnMm, d[2] * columnMm]
  const rowStep: Triple = [d[3] * rowMm, d[4] * rowMm, d[5] * rowMm]
  const sliceStep: Triple = [geometry.sliceStepLpsMm[0], geometry.sliceStepLpsMm[1], geometry.sliceStepLpsMm[2]]
  const normal = cross(rowStep, sliceStep)
  const determinant = columnStep[0] * normal[0] + columnStep[1] * normal[1] + columnStep[2] * normal[2]
  if (!(Math.abs(determinant) > 1e-9)) throw new Error('The axes of a volume span no space')
  const over = (v: Triple): Triple => [v[0] / determinant, v[1] / determinant, v[2] / determinant]
  return {
    size: geometry.dimensions, origin: geometry.originLpsMm, columnStep, rowStep, sliceStep,
    toColumn: over(normal), toRow: over(cross(sliceStep, columnStep)), toSlice: over(cross(columnStep, rowStep)),
  }
}

/**
 * Where a voxel index (fractions allowed) lies in the patient.
 *
 * @frame   in: voxelIndex; out: patientLps
 * @units   mm
 */
export function indexToLps(frame: GridFrame, column: number, row: number, slice: number): PatientPoint {
  const { origin, columnStep: c, rowStep: r, sliceStep: s } = frame
  return [origin[0] + column * c[0] + row * r[0] + slice * s[0], origin[1] + column * c[1] + row * r[1] + slice * s[1], origin[2] + column * c[2] + row * r[2] + slice * s[2]]
}

/**
 * The voxel index, with fractions, of a point of the patient; it may lie outside the grid.
 *
 * @frame   in: patientLps; out: voxelIndex
 * @units   mm in, voxels out
 */
export function lpsToIndex(frame: GridFrame, point: PatientPoint): Triple {
  const x = point[0] - frame.origin[0], y = point[1] - frame.origin[1], z = point[2] - frame.origin[2]
  const { toColumn: c, toRow: r, toSlice: s } = frame
  return [c[0] * x + c[1] * y + c[2] * z, r[0] * x + r[1] * y + r[2] * z, s[0] * x + s[1] * y + s[2] * z]
}

/**
 * Lengths of the three index steps.
 *
 * @units   mm
 */
export const stepLengthsMm = (frame: GridFrame): Triple => [Math.hypot(...frame.columnStep), Math.hypot(...frame.rowStep), Math.hypot(...frame.sliceStep)]

/**
 * A coarser volume whose cells are the means of whole blocks of voxels; the last, incomplete blocks are left out.
 *
 * @frame   patientLps kept: a cell lies at the middle of its block; a sheared stack stays sheared
 * @units   HU as float32 (slope 1, intercept 0); cells of about cellMm, larger when there would be more than maxCells
 */
export function shrinkVolume(volume: HuVolume, cellMm: number, maxCells = 3_000_000): HuVolume {
  const frame = gridFrame(volume.geometry)
  const lengths = stepLengthsMm(frame)
  const edge = (axis: 0 | 1 | 2, mm: number): number => Math.max(1, Math.min(frame.size[axis], Math.round(mm / lengths[axis])))
  const blockFor = (mm: number): Triple => [edge(0, mm), edge(1, mm), edge(2, mm)]
  let mm = cellMm
  let block = blockFor(mm)
  const cells = (by: Triple): [number, number, number] => [Math.floor(frame.size[0] / by[0]), Math.floor(frame.size[1] / by[1]), Math.floor(frame.size[2] / by[2])]
  while (cells(block).reduce((product, count) => product * count, 1) > maxCells) {
    mm *= 1.15
    block = blockFor(mm)
  }
  const size = cells(block)
  const hu = meanOfBlocks(volume, size, block)
  const { geometry } = volume
  const first = indexToLps(frame, (block[0] - 1) / 2, (block[1] - 1) / 2, (block[2] - 1) / 2)
  const [sx, sy, sz] = geometry.sliceStepLpsMm
  return {
    values: hu, toHu: { slope: 1, intercept: 0 },
    geometry: {
      dimensions: size, originLpsMm: [first[0], first[1], first[2]], directionLps: geometry.directionLps,
      spacingMm: [geometry.spacingMm[0] * block[0], geometry.spacingMm[1] * block[1], geometry.spacingMm[2] * block[2]],
      sliceStepLpsMm: [sx * block[2], sy * block[2], sz * block[2]],
    },
  }
}

function meanOfBlocks(volume: HuVolume, size: Triple, block: Triple): Float32Array {
  const { values, toHu } = volume
  const [columns, rows] = volume.geometry.dimensions
  const mean = new Float32Array(size[0] * size[1] * size[2])
  const scale = toHu.slope / (block[0] * block[1] * block[2])
  for (let k = 0; k < size[2]; k += 1) {
    for (let j = 0; j < size[1]; j += 1) {
      const target = (k * size[1] + j) * size[0]
      for (let dk = 0; dk < block[2]; dk += 1) {
        for (let dj = 0; dj < block[1]; dj += 1) {
          let from = ((k * block[2] + dk) * rows + j * block[1] + dj) * columns
          for (let i = 0; i < size[0]; i += 1) {
            let sum = 0
            for (let di = 0; di < block[0]; di += 1, from += 1) sum += values[from] ?? NaN
            mean[target + i] = (mean[target + i] ?? NaN) + sum
          }
        }
      }
      for (let i = 0; i < size[0]; i += 1) mean[target + i] = (mean[target + i] ?? NaN) * scale + toHu.intercept
    }
  }
  return mean
}
