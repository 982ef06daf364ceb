import { indexToLps, type GridFrame, type Triple } from './huVolume.ts'

/** The border between the cells of a mask: a vertex per place where both kinds meet, two triangles per pair of unlike neighbours. */
export type SurfaceNet = {
  /** x, y, z of each vertex. */
  readonly positions: Float32Array
  /** Unit vectors, x, y, z of each vertex, out of the mask. */
  readonly normals: Float32Array
  readonly triangles: Uint32Array
}

/**
 * The border of a mask as a closed net, open only where the mask reaches the end of the grid: a cut is no surface.
 *
 * @frame   patientLps; triangles run counter-clockwise seen from outside
 * @units   mm
 * @source  S. Gibson, Constrained elastic surface nets, 1998; vertices at the mean of the crossed edges
 */
export function surfaceNet(mask: Uint8Array, frame: GridFrame): SurfaceNet {
  const { size } = frame
  const smooth = smoothed(mask, size)
  const vertexOf = new Int32Array(mask.length).fill(-1)
  const positions: number[] = []
  const normals: number[] = []
  for (let k = 0; k < size[2] - 1; k += 1) {
    for (let j = 0; j < size[1] - 1; j += 1) {
      for (let i = 0, at = (k * size[1] + j) * size[0]; i < size[0] - 1; i += 1, at += 1) {
        const index = crossingOf(mask, size, at)
        if (index === null) continue
        vertexOf[at] = positions.length / 3
        positions.push(...indexToLps(frame, i + index[0], j + index[1], k + index[2]))
        normals.push(...outward(smooth, frame, i, j, k))
      }
    }
  }
  return { positions: Float32Array.from(positions), normals: Float32Array.from(normals), triangles: triangulate(mask, frame, vertexOf) }
}

/** Middle of the crossed edges of the cube of eight cells whose first one is `at`, within the cube; null when all are alike. */
function crossingOf(mask: Uint8Array, size: Triple, at: number): Triple | null {
  const plane = size[0] * size[1]
  let inside = 0
  for (let corner = 0; corner < 8; corner += 1) inside += mask[at + (corner & 1) + ((corner >> 1) & 1) * size[0] + (corner >> 2) * plane] ?? NaN
  if (inside === 0 || inside === 8) return null
  let x = 0, y = 0, z = 0, count = 0
  for (let corner = 0; corner < 8; corner += 1) {
    const i = corner & 1, j = (corner >> 1) & 1, k = corner >> 2
    const own = at + i + j * size[0] + k * plane
    if (i === 0 && mask[own] !== mask[own + 1]) { x += 0.5; y += j; z += k; count += 1 }
    if (j === 0 && mask[own] !== mask[own + size[0]]) { x += i; y += 0.5; z += k; count += 1 }
    if (k === 0 && mask[own] !== mask[own + plane]) { x += i; y += j; z += 0.5; count += 1 }
  }
  return [x / count, y / count, z / count]
}

/** The mask blurred over 5 cells along every axis, so that its slope gives normals. */
function smoothed(mask: Uint8Array, size: Triple): Float32Array {
  const field = Float32Array.from(mask)
  const strides: Triple = [1, size[0], size[0] * size[1]]
  for (const axis of [0, 1, 2] as const) {
    const count = size[axis], stride = strides[axis]
    const line = new Float32Array(count + 4)
    for (let n = 0; n < field.length / count; n += 1) {
      const start = Math.floor(n / stride) * stride * count + (n % stride)
      for (let i = 0; i < count + 4; i += 1) line[i] = field[start + Math.max(0, Math.min(count - 1, i - 2)) * stride] ?? NaN
      for (let i = 0; i < count; i += 1) {
        const a = line[i] ?? NaN, b = line[i + 1] ?? NaN, c = line[i + 2] ?? NaN, d = line[i + 3] ?? NaN, e = line[i + 4] ?? NaN
        field[start + i * stride] = (a + 4 * b + 6 * c + 4 * d + e) / 16
      }
    }
  }
  return field
}

function outward(smooth: Float32Array, frame: GridFrame, i: number, j: number, k: number): Triple {
  const { size } = frame
  const at = (di: number, dj: number, dk: number): number => {
    const x = Math.max(0, Math.min(size[0] - 1, i + di)), y = Math.max(0, Math.min(size[1] - 1, j + dj)), z = Math.max(0, Math.min(size[2] - 1, k + dk))
    return smooth[(z * size[1] + y) * size[0] + x] ?? NaN
  }
  let a = 0, b = 0, c = 0
  for (const p of [0, 1]) for (const q of [0, 1]) {
    a += at(-1, p, q) - at(2, p, q)
    b += at(p, -1, q) - at(p, 2, q)
    c += at(p, q, -1) - at(p, q, 2)
  }
  const { toColumn, toRow, toSlice } = frame
  const x = a * toColumn[0] + b * toRow[0] + c * toSlice[0], y = a * toColumn[1] + b * toRow[1] + c * toSlice[1], z = a * toColumn[2] + b * toRow[2] + c * toSlice[2]
  const length = Math.hypot(x, y, z)
  return length > 0 ? [x / length, y / length, z / length] : [0, 0, 0]
}

function triangulate(mask: Uint8Array, frame: GridFrame, vertexOf: Int32Array): Uint32Array {
  const { size, columnStep: c, rowStep: r, sliceStep: s } = frame
  const handed = Math.sign(c[0] * (r[1] * s[2] - r[2] * s[1]) + c[1] * (r[2] * s[0] - r[0] * s[2]) + c[2] * (r[0] * s[1] - r[1] * s[0]))
  const strides: Triple = [1, size[0], size[0] * size[1]]
  const triangles: number[] = []
  for (const axis of [0, 1, 2] as const) {
    const [p, q] = axis === 0 ? [1, 2] as const : axis === 1 ? [2, 0] as const : [0, 1] as const
    const step = strides[axis]
    for (let n = 0; n < mask.length; n += 1) {
      if (Math.floor(n / step) % size[axis] === size[axis] - 1 || mask[n] === mask[n + step]) continue
      if (Math.floor(n / strides[p]) % size[p] === 0 || Math.floor(n / strides[q]) % size[q] === 0) continue
      const around = [n, n - strides[p], n - strides[p] - strides[q], n - strides[q]].map((at) => vertexOf[at] ?? -1)
      const [a = -1, b = -1, d = -1, e = -1] = around
      if (Math.min(a, b, d, e) < 0) continue
      if ((mask[n] === 1) === handed > 0) triangles.push(a, b, d, a, d, e)
      else triangles.push(a, d, b, a, e, d)
    }
  }
  return Uint32Array.from(triangles)
}
