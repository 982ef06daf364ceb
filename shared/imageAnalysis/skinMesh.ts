import type { SurfaceNet } from './surfaceNet.ts'

/**
 * A net without some of its vertices and without the triangles that used them.
 *
 * @frame   as the net's
 */
export function dropVertices(net: SurfaceNet, isKept: Uint8Array): SurfaceNet {
  const placeOf = new Int32Array(isKept.length).fill(-1)
  let kept = 0
  for (let n = 0; n < isKept.length; n += 1) if (isKept[n] === 1) { placeOf[n] = kept; kept += 1 }
  const positions = new Float32Array(3 * kept), normals = new Float32Array(3 * kept)
  for (let n = 0; n < isKept.length; n += 1) {
    const place = placeOf[n] ?? -1
    if (place < 0) continue
    positions.set(net.positions.subarray(3 * n, 3 * n + 3), 3 * place)
    normals.set(net.normals.subarray(3 * n, 3 * n + 3), 3 * place)
  }
  const triangles: number[] = []
  for (let t = 0; t < net.triangles.length; t += 3) {
    const corners = [0, 1, 2].map((corner) => placeOf[net.triangles[t + corner] ?? NaN] ?? -1)
    if (Math.min(...corners) >= 0) triangles.push(...corners)
  }
  return { positions, normals, triangles: Uint32Array.from(triangles) }
}

/**
 * The net with the normals of its own faces, weighted by their areas; a vertex without faces keeps the normal it had.
 *
 * @frame   as the net's; unit vectors, outward
 */
export function withFaceNormals(net: SurfaceNet): SurfaceNet {
  const { positions: p, triangles } = net
  const sums = new Float64Array(p.length)
  for (let t = 0; t < triangles.length; t += 3) {
    const a = 3 * (triangles[t] ?? NaN), b = 3 * (triangles[t + 1] ?? NaN), c = 3 * (triangles[t + 2] ?? NaN)
    const ux = (p[b] ?? NaN) - (p[a] ?? NaN), uy = (p[b + 1] ?? NaN) - (p[a + 1] ?? NaN), uz = (p[b + 2] ?? NaN) - (p[a + 2] ?? NaN)
    const vx = (p[c] ?? NaN) - (p[a] ?? NaN), vy = (p[c + 1] ?? NaN) - (p[a + 1] ?? NaN), vz = (p[c + 2] ?? NaN) - (p[a + 2] ?? NaN)
    const area = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]
    for (const corner of [a, b, c]) for (const axis of [0, 1, 2]) sums[corner + axis] = (sums[corner + axis] ?? NaN) + (area[axis] ?? NaN)
  }
  const normals = Float32Array.from(net.normals)
  for (let n = 0; n < p.length; n += 3) {
    const length = Math.hypot(sums[n] ?? NaN, sums[n + 1] ?? NaN, sums[n + 2] ?? NaN)
    if (length > 1e-9) for (const axis of [0, 1, 2]) normals[n + axis] = (sums[n + axis] ?? NaN) / length
  }
  return { positions: p, normals, triangles }
}
