import type { PatientPoint } from '#shared/geometry/frames.ts'
import { gridFrame, type HuVolume, indexToLps, lpsToIndex } from './huVolume.ts'
import { type RigidTransform, turnFurther } from './rigidTransform.ts'
import type { VolumeSampler } from './volumeSampler.ts'

/** Soft tissue, which moves over bone, and metal, which is not the patient, are levelled out. */
const LOWEST_HU = 150
const HIGHEST_HU = 1400
const SPREAD_HU = 300

const levelled = (hu: number): number => Math.max(LOWEST_HU, Math.min(HIGHEST_HU, hu))

/** Places, x y z after each other, and the levelled HU there. */
export type Samples = { readonly points: Float64Array; readonly hu: Float32Array; readonly count: number }

/** Places on and just beside bone near a focus, with their HU; `part` 0 and 1 give two sets that share no place. */
export class BoneSamples implements Samples {
  readonly points: Float64Array
  readonly hu: Float32Array
  readonly count: number

  constructor(volume: HuVolume, focus: PatientPoint, reachMm: number, most: number, part: 0 | 1) {
    const frame = gridFrame(volume.geometry)
    const [columns, rows] = frame.size
    const { values, toHu } = volume
    const chosen: number[] = []
    const [ci, cj, ck] = lpsToIndex(frame, focus)
    const range = (axis: 0 | 1 | 2, centre: number): readonly [number, number] => {
      const perMm = Math.hypot(...[frame.toColumn, frame.toRow, frame.toSlice][axis] ?? [])
      return [Math.max(1, Math.floor(centre - reachMm * perMm)), Math.min(frame.size[axis] - 2, Math.ceil(centre + reachMm * perMm))]
    }
    const [i0, i1] = range(0, ci), [j0, j1] = range(1, cj), [k0, k1] = range(2, ck)
    const at = (n: number): number => (values[n] ?? NaN) * toHu.slope + toHu.intercept
    const plane = columns * rows
    for (let k = k0; k <= k1; k += 1) for (let j = j0; j <= j1; j += 1) for (let i = i0; i <= i1; i += 1) {
      const n = k * plane + j * columns + i
      const bone = Math.max(at(n), at(n - 1), at(n + 1), at(n - columns), at(n + columns), at(n - plane), at(n + plane))
      if (bone < LOWEST_HU + 60) continue
      const p = indexToLps(frame, i, j, k)
      if ((p[0] - focus[0]) ** 2 + (p[1] - focus[1]) ** 2 + (p[2] - focus[2]) ** 2 <= reachMm * reachMm) chosen.push(n)
    }
    const stride = Math.max(2, chosen.length / most)
    this.count = Math.max(0, Math.floor((chosen.length - part * stride * 0.5) / stride))
    this.points = new Float64Array(3 * this.count)
    this.hu = new Float32Array(this.count)
    for (let m = 0; m < this.count; m += 1) {
      const n = chosen[Math.floor((m + part * 0.5) * stride)] ?? NaN
      const k = Math.floor(n / plane), j = Math.floor((n - k * plane) / columns)
      this.points.set(indexToLps(frame, n - k * plane - j * columns, j, k), 3 * m)
      this.hu[m] = levelled(at(n))
    }
  }

  /** Every so-manieth sample. */
  every(stride: number): Samples {
    const count = Math.floor(this.count / stride)
    return { count, points: Float64Array.from({ length: 3 * count }, (_, n) => this.points[3 * stride * Math.floor(n / 3) + (n % 3)] ?? NaN), hu: Float32Array.from({ length: count }, (_, n) => this.hu[n * stride] ?? NaN) }
  }
}

const COST_OUTSIDE = 0.35

export type Aligned = { readonly transform: RigidTransform; readonly cost: number; readonly overlap: number }

/**
 * How badly bone lies on bone under a transform: 0 perfect, 1 nowhere.
 *
 * @frame   from the samples' scan to the other
 */
export function boneCost(samples: Samples, moving: VolumeSampler, transform: RigidTransform): number {
  const { rotation: r, centreLpsMm: c, shiftMm: s } = transform
  const spread = SPREAD_HU * SPREAD_HU
  let cost = 0
  for (let n = 0; n < samples.count; n += 1) {
    const x = (samples.points[3 * n] ?? NaN) - c[0], y = (samples.points[3 * n + 1] ?? NaN) - c[1], z = (samples.points[3 * n + 2] ?? NaN) - c[2]
    const hu = moving.huAtXyz(r[0] * x + r[1] * y + r[2] * z + c[0] + s[0], r[3] * x + r[4] * y + r[5] * z + c[1] + s[1], r[6] * x + r[7] * y + r[8] * z + c[2] + s[2])
    if (Number.isNaN(hu)) { cost += COST_OUTSIDE; continue }
    const squared = (levelled(hu) - (samples.hu[n] ?? NaN)) ** 2
    cost += squared / (spread + squared)
  }
  return cost / Math.max(1, samples.count)
}

type Equations = { readonly matrix: Float64Array; readonly right: Float64Array; cost: number; inside: number }

/**
 * Moves a transform downhill until bone lies on bone: Gauss-Newton with damping on the difference in levelled HU.
 *
 * @frame   from the samples' scan to the other
 * @units   HU², mm
 * @source  Levenberg-Marquardt; Geman-McClure weights, so that what lies on one scan only (needle, contrast, jaw) pulls little
 */
export function alignBone(samples: Samples, moving: VolumeSampler, start: RigidTransform, mostSteps: number): Aligned {
  let transform = start
  let equations = build(samples, moving, transform)
  let damping = 1e-3
  for (let step = 0; step < mostSteps; step += 1) {
    const move = solve6(equations.matrix, equations.right, damping)
    if (move === null) break
    const [tx = 0, ty = 0, tz = 0, rx = 0, ry = 0, rz = 0] = move
    const next = turnFurther(transform, [rx, ry, rz], [tx, ty, tz])
    const tried = build(samples, moving, next)
    if (tried.cost < equations.cost) {
      const gain = equations.cost - tried.cost
      transform = next
      equations = tried
      damping = Math.max(1e-6, damping / 4)
      if (gain < 1e-6 * equations.cost || Math.hypot(tx, ty, tz) + 50 * Math.hypot(rx, ry, rz) < 0.004) break
    } else {
      damping *= 8
      if (damping > 1e4) break
    }
  }
  return { transform, cost: equations.cost, overlap: equations.inside / Math.max(1, samples.count) }
}

function build(samples: Samples, moving: VolumeSampler, transform: RigidTransform): Equations {
  const matrix = new Float64Array(36), right = new Float64Array(6)
  const { rotation: r, centreLpsMm: c, shiftMm: s } = transform
  const out = new Float64Array(4), slope = new Float64Array(6)
  const spread = SPREAD_HU * SPREAD_HU
  let cost = 0, inside = 0
  for (let n = 0; n < samples.count; n += 1) {
    const x = (samples.points[3 * n] ?? NaN) - c[0], y = (samples.points[3 * n + 1] ?? NaN) - c[1], z = (samples.points[3 * n + 2] ?? NaN) - c[2]
    const qx = r[0] * x + r[1] * y + r[2] * z, qy = r[3] * x + r[4] * y + r[5] * z, qz = r[6] * x + r[7] * y + r[8] * z
    if (!moving.gradientAt(qx + c[0] + s[0], qy + c[1] + s[1], qz + c[2] + s[2], out)) { cost += COST_OUTSIDE; continue }
    inside += 1
    const hu = out[0] ?? NaN
    const residual = levelled(hu) - (samples.hu[n] ?? NaN)
    const squared = residual * residual
    cost += squared / (spread + squared)
    if (hu <= LOWEST_HU || hu >= HIGHEST_HU) continue
    const weight = spread / (spread + squared) ** 2
    const gx = out[1] ?? NaN, gy = out[2] ?? NaN, gz = out[3] ?? NaN
    slope[0] = gx; slope[1] = gy; slope[2] = gz
    slope[3] = qy * gz - qz * gy; slope[4] = qz * gx - qx * gz; slope[5] = qx * gy - qy * gx
    for (let a = 0; a < 6; a += 1) {
      const wa = weight * (slope[a] ?? NaN)
      right[a] = (right[a] ?? NaN) - wa * residual
      for (let b = a; b < 6; b += 1) matrix[6 * a + b] = (matrix[6 * a + b] ?? NaN) + wa * (slope[b] ?? NaN)
    }
  }
  for (let a = 0; a < 6; a += 1) for (let b = 0; b < a; b += 1) matrix[6 * a + b] = matrix[6 * b + a] ?? NaN
  return { matrix, right, cost: cost / Math.max(1, samples.count), inside }
}

/** Cholesky on the damped normal equations; null when they have no solution. */
function solve6(matrix: Float64Array, right: Float64Array, damping: number): Float64Array | null {
  const l = new Float64Array(36), x = new Float64Array(6)
  const m = (a: number, b: number): number => (matrix[6 * a + b] ?? NaN) * (a === b ? 1 + damping : 1)
  for (let a = 0; a < 6; a += 1) for (let b = 0; b <= a; b += 1) {
    let sum = m(a, b)
    for (let k = 0; k < b; k += 1) sum -= (l[6 * a + k] ?? NaN) * (l[6 * b + k] ?? NaN)
    if (a === b) {
      if (!(sum > 0)) return null
      l[6 * a + a] = Math.sqrt(sum)
    } else l[6 * a + b] = sum / (l[6 * b + b] ?? NaN)
  }
  for (let a = 0; a < 6; a += 1) {
    let sum = right[a] ?? NaN
    for (let k = 0; k < a; k += 1) sum -= (l[6 * a + k] ?? NaN) * (x[k] ?? NaN)
    x[a] = sum / (l[6 * a + a] ?? NaN)
  }
  for (let a = 5; a >= 0; a -= 1) {
    let sum = x[a] ?? NaN
    for (let k = a + 1; k < 6; k += 1) sum -= (l[6 * k + a] ?? NaN) * (x[k] ?? NaN)
    x[a] = sum / (l[6 * a + a] ?? NaN)
  }
  return x
}

/**
 * Correlation of bone on both scans under a transform, and the part of the samples that both hold.
 *
 * @frame   from the samples' scan to the other
 */
export function similarity(samples: Samples, moving: VolumeSampler, transform: RigidTransform): { readonly correlation: number; readonly overlap: number } {
  const { rotation: r, centreLpsMm: c, shiftMm: s } = transform
  let n = 0, sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0
  for (let m = 0; m < samples.count; m += 1) {
    const x = (samples.points[3 * m] ?? NaN) - c[0], y = (samples.points[3 * m + 1] ?? NaN) - c[1], z = (samples.points[3 * m + 2] ?? NaN) - c[2]
    const hu = moving.huAtXyz(r[0] * x + r[1] * y + r[2] * z + c[0] + s[0], r[3] * x + r[4] * y + r[5] * z + c[1] + s[1], r[6] * x + r[7] * y + r[8] * z + c[2] + s[2])
    if (Number.isNaN(hu)) continue
    const a = samples.hu[m] ?? NaN, b = levelled(hu)
    n += 1; sa += a; sb += b; saa += a * a; sbb += b * b; sab += a * b
  }
  const va = saa - (sa * sa) / n, vb = sbb - (sb * sb) / n
  return { correlation: n < 10 || va <= 0 || vb <= 0 ? 0 : (sab - (sa * sb) / n) / Math.sqrt(va * vb), overlap: n / Math.max(1, samples.count) }
}
