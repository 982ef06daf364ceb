/** Index coordinates of a grid: [column, row, slice], fractional, 0 = centre of the first voxel. */
export type GridVector = readonly [number, number, number]

export type GridVoxels = {
  readonly values: Int16Array | Uint16Array | Uint8Array | Float32Array
  readonly dimensions: readonly [number, number, number]
  /** Per slice 1 where its voxels have come; null when all have. */
  readonly present: Uint8Array | null
}

/** A plane, or a slab of parallel planes whose brightest voxels show, laid over a picture of columns × rows. */
export type PlaneCut = {
  readonly columns: number
  readonly rows: number
  /** Where the centre of the first pixel lies, and the steps to the next column, the next row, the next plane of the slab. */
  readonly first: GridVector
  readonly across: GridVector
  readonly down: GridVector
  readonly through: GridVector
  /** Planes of the slab, spread evenly on both sides of the cut; 1 = the plane itself. */
  readonly planes: number
}

const OUTSIDE = Number.NEGATIVE_INFINITY

/**
 * Cuts a plane out of a grid by trilinear interpolation; a slab shows its maximum (MIP).
 *
 * @frame   voxelIndex
 * @units   those of the voxels; outside the grid, and in slices that have not come, negative infinity
 */
export function reslicePlane(grid: GridVoxels, cut: PlaneCut): Float32Array {
  const { columns, rows, planes } = cut
  const out = new Float32Array(columns * rows).fill(OUTSIDE)
  for (let plane = 0; plane < planes; plane += 1) {
    const offset = plane - (planes - 1) / 2
    for (let row = 0; row < rows; row += 1) {
      cutRow(grid, cut, [
        cut.first[0] + row * cut.down[0] + offset * cut.through[0],
        cut.first[1] + row * cut.down[1] + offset * cut.through[1],
        cut.first[2] + row * cut.down[2] + offset * cut.through[2],
      ], out.subarray(row * columns, (row + 1) * columns))
    }
  }
  return out
}

function cutRow({ values, dimensions, present }: GridVoxels, { across }: PlaneCut, start: GridVector, out: Float32Array): void {
  const [nx, ny, nz] = dimensions
  const [from, to] = columnsInside(dimensions, start, across, out.length)
  const [dx, dy, dz] = across
  const sliceLength = nx * ny
  for (let column = from; column <= to; column += 1) {
    const x = Math.min(nx - 1, Math.max(0, start[0] + column * dx))
    const y = Math.min(ny - 1, Math.max(0, start[1] + column * dy))
    const z = Math.min(nz - 1, Math.max(0, start[2] + column * dz))
    const i = x | 0
    const j = y | 0
    const k = z | 0
    const fx = x - i
    const fy = y - j
    const fz = z - k
    const nextSlice = fz > 1e-6 ? sliceLength : 0
    if (present !== null && (present[k] === 0 || (nextSlice > 0 && present[k + 1] === 0))) continue
    const nextColumn = fx > 0 ? 1 : 0
    const nextRow = fy > 0 ? nx : 0
    const at = k * sliceLength + j * nx + i
    let value = bilinear(values, at, nextColumn, nextRow, fx, fy)
    if (nextSlice > 0) value += (bilinear(values, at + nextSlice, nextColumn, nextRow, fx, fy) - value) * fz
    if (value > (out[column] ?? OUTSIDE)) out[column] = value
  }
}

// A typed array read beyond its end would give undefined, and every sum with it NaN, which is never drawn.
function bilinear(values: GridVoxels['values'], at: number, nextColumn: number, nextRow: number, fx: number, fy: number): number {
  const a = values[at] ?? Number.NaN
  const b = values[at + nextColumn] ?? Number.NaN
  const c = values[at + nextRow] ?? Number.NaN
  const d = values[at + nextRow + nextColumn] ?? Number.NaN
  const upper = a + (b - a) * fx
  return upper + (c + (d - c) * fx - upper) * fy
}

/** First and last column whose voxel, half a voxel's width around its centre included, lies in the grid. */
function columnsInside(dimensions: GridVector, start: GridVector, step: GridVector, columns: number): readonly [number, number] {
  let from = 0
  let to = columns - 1
  for (const axis of [0, 1, 2] as const) {
    const low = -0.5 - start[axis]
    const high = dimensions[axis] - 0.5 - start[axis]
    if (Math.abs(step[axis]) < 1e-12) {
      if (low > 0 || high < 0) return [0, -1]
      continue
    }
    const [first, last] = step[axis] > 0 ? [low / step[axis], high / step[axis]] : [high / step[axis], low / step[axis]]
    from = Math.max(from, Math.ceil(first))
    to = Math.min(to, Math.floor(last))
  }
  return [from, to]
}

/** Grey as it is drawn: linear between two values, black outside the grid. Opaque pixels, 8 bits a channel. */
export function paintGrey(values: Float32Array, { lower, upper, inverted }: { readonly lower: number; readonly upper: number; readonly inverted: boolean }): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(values.length * 4)
  const words = new Uint32Array(rgba.buffer)
  const scale = 255 / Math.max(upper - lower, 1e-9)
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? OUTSIDE
    if (value === OUTSIDE) {
      words[at] = 0xff000000
      continue
    }
    const bright = Math.min(255, Math.max(0, (value - lower) * scale))
    const grey = (inverted ? 255 - bright : bright) + 0.5 | 0
    words[at] = 0xff000000 | (grey << 16) | (grey << 8) | grey
  }
  return rgba
}
