import { cArmAxes, type CArm } from '#shared/projection/cArm.ts'
import type { Grid } from '../sampling/grid.ts'

/** Soft tissue attenuates 0.02 /mm; bone hardens the beam more at 70-80 kV than at the CT's 120 kV, hence the second slope. */
const waterPerMm = 0.02
const boneFromHu = 150
const boneSlope = 1.45

export function attenuationPerMm(hu: number): number {
  const seen = hu <= boneFromHu ? hu : boneFromHu + boneSlope * (hu - boneFromHu)
  return seen <= -1000 ? 0 : waterPerMm * (1 + seen / 1000)
}

/** A sampled volume and where it lies. */
export type SampledVolume = { readonly grid: Grid; readonly hu: Int16Array }

/**
 * Line integrals of the attenuation for some rows of a view: a ray a pixel, steps of one voxel, trilinear, nothing
 * outside the volume. The law of attenuation is the samples' own; the product's projection keeps its plain one.
 *
 * @frame the rows and columns of shared/projection/cArm.ts
 */
export function projectRows(volume: SampledVolume, carm: CArm, fromRow: number, toRow: number, lineIntegrals: Float32Array): void {
  const { columns, rows, spacingMm } = carm.detector
  const axes = cArmAxes(carm)
  const marcher = new RayMarcher(volume, axes.sourceLpsMm)
  for (let row = fromRow; row < toRow; row++) {
    const v = (row - (rows - 1) / 2) * spacingMm
    for (let column = 0; column < columns; column++) {
      const u = (column - (columns - 1) / 2) * spacingMm
      const target = (i: 0 | 1 | 2) => axes.detectorCentreLpsMm[i] + u * axes.columnAxis[i] + v * axes.rowAxis[i]
      lineIntegrals[row * columns + column] = marcher.integral(target(0), target(1), target(2))
    }
  }
}

class RayMarcher {
  private readonly hu: Int16Array
  private readonly nx: number
  private readonly ny: number
  private readonly nz: number
  private readonly stepMm: number
  private readonly ox: number
  private readonly oy: number
  private readonly oz: number

  constructor(volume: SampledVolume, source: readonly [number, number, number]) {
    const { size, spacingMm, first } = volume.grid
    this.hu = volume.hu
    this.nx = size[0]
    this.ny = size[1]
    this.nz = size[2]
    this.stepMm = spacingMm
    this.ox = (source[0] - first[0]) / spacingMm
    this.oy = (source[1] - first[1]) / spacingMm
    this.oz = (source[2] - first[2]) / spacingMm
    this.first = first
  }

  private readonly first: readonly [number, number, number]

  /** From the source to a point of the detector, mm. */
  integral(x: number, y: number, z: number): number {
    const gx = (x - this.first[0]) / this.stepMm - this.ox
    const gy = (y - this.first[1]) / this.stepMm - this.oy
    const gz = (z - this.first[2]) / this.stepMm - this.oz
    const length = Math.sqrt(gx * gx + gy * gy + gz * gz)
    const dx = gx / length, dy = gy / length, dz = gz / length
    let near = 0, far = length
    for (let axis = 0; axis < 3; axis++) {
      const o = axis === 0 ? this.ox : axis === 1 ? this.oy : this.oz
      const d = axis === 0 ? dx : axis === 1 ? dy : dz
      const last = (axis === 0 ? this.nx : axis === 1 ? this.ny : this.nz) - 1
      if (d === 0) { if (o < 0 || o > last) return 0; continue }
      const a = -o / d, b = (last - o) / d
      near = Math.max(near, Math.min(a, b))
      far = Math.min(far, Math.max(a, b))
    }
    return far <= near ? 0 : this.march(dx, dy, dz, near, far) * this.stepMm
  }

  private march(dx: number, dy: number, dz: number, near: number, far: number): number {
    const { hu, nx, ny, nz, ox, oy, oz } = this
    const slice = nx * ny
    const steps = Math.ceil(far - near)
    const step = (far - near) / steps
    let sum = 0
    for (let n = 0; n < steps; n++) {
      const t = near + (n + 0.5) * step
      const x = ox + t * dx, y = oy + t * dy, z = oz + t * dz
      let i = x | 0, j = y | 0, k = z | 0
      if (i > nx - 2) i = nx - 2
      if (j > ny - 2) j = ny - 2
      if (k > nz - 2) k = nz - 2
      const fx = x - i, fy = y - j, fz = z - k
      const p = k * slice + j * nx + i
      const a = (hu[p] ?? 0) * (1 - fx) + (hu[p + 1] ?? 0) * fx
      const b = (hu[p + nx] ?? 0) * (1 - fx) + (hu[p + nx + 1] ?? 0) * fx
      const c = (hu[p + slice] ?? 0) * (1 - fx) + (hu[p + slice + 1] ?? 0) * fx
      const e = (hu[p + slice + nx] ?? 0) * (1 - fx) + (hu[p + slice + nx + 1] ?? 0) * fx
      sum += attenuationPerMm((a * (1 - fy) + b * fy) * (1 - fz) + (c * (1 - fy) + e * fy) * fz)
    }
    return sum * step
  }
}
