import { type ContrastPattern, forEachAmount } from '../contrast/pattern.ts'
import { gaussianKernel, ImageFilter } from '../filters/blur.ts'
import type { Grid } from '../sampling/grid.ts'

/** One HU of attenuation, /mm. */
const perHu = 2e-5
const blurMm = 0.55
const marginMm = 4

/** Contrast in HU in a box of the grid that holds all of it. */
export class CtContrast {
  private readonly low: readonly [number, number, number]
  private readonly size: readonly [number, number, number]
  private readonly hu: Float32Array

  constructor(pattern: ContrastPattern, seconds: number, dilution: number, grid: Grid) {
    const { low, size } = boxAround(pattern, seconds, grid)
    this.low = low
    this.size = size
    this.hu = new Float32Array(size[0] * size[1] * size[2])
    const scale = dilution / (perHu * grid.spacingMm ** 3)
    forEachAmount(pattern, seconds, (x, y, z, amount) => this.splat((x - grid.first[0]) / grid.spacingMm, (y - grid.first[1]) / grid.spacingMm, (z - grid.first[2]) / grid.spacingMm, amount * scale))
    this.blur(blurMm / grid.spacingMm)
  }

  private splat(x: number, y: number, z: number, hu: number): void {
    const { low, size } = this
    const i = Math.floor(x), j = Math.floor(y), k = Math.floor(z)
    for (let corner = 0; corner < 8; corner++) {
      const di = corner & 1, dj = (corner >> 1) & 1, dk = corner >> 2
      const weight = (di === 1 ? x - i : 1 - x + i) * (dj === 1 ? y - j : 1 - y + j) * (dk === 1 ? z - k : 1 - z + k)
      const index = ((k + dk - low[2]) * size[1] + j + dj - low[1]) * size[0] + i + di - low[0]
      this.hu[index] = (this.hu[index] ?? 0) + hu * weight
    }
  }

  private blur(sigmaVoxels: number): void {
    const plane = this.size[0] * this.size[1]
    const filter = new ImageFilter(this.size[0], this.size[1])
    for (let k = 0; k < this.size[2]; k++) filter.gaussian(this.hu.subarray(k * plane, (k + 1) * plane), sigmaVoxels)
    const kernel = gaussianKernel(sigmaVoxels)
    const reach = (kernel.length - 1) / 2
    const column = new Float32Array(this.size[2])
    for (let n = 0; n < plane; n++) {
      for (let k = 0; k < column.length; k++) column[k] = this.hu[k * plane + n] ?? 0
      for (let k = 0; k < column.length; k++) {
        let sum = 0
        for (let shift = -reach; shift <= reach; shift++) sum += (kernel[shift + reach] ?? 0) * (column[k + shift] ?? 0)
        this.hu[k * plane + n] = sum
      }
    }
  }

  /** Adds the contrast of slice k of the grid to its `columns` wide image. */
  addToSlice(k: number, columns: number, slice: Float32Array): void {
    const { low, size } = this
    const own = k - low[2]
    if (own < 0 || own >= size[2]) return
    for (let j = 0; j < size[1]; j++) {
      const from = (own * size[1] + j) * size[0]
      const to = (j + low[1]) * columns + low[0]
      for (let i = 0; i < size[0]; i++) slice[to + i] = (slice[to + i] ?? 0) + (this.hu[from + i] ?? 0)
    }
  }
}

function boxAround(pattern: ContrastPattern, seconds: number, grid: Grid) {
  const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity]
  forEachAmount(pattern, seconds, (...point) => {
    for (const axis of [0, 1, 2] as const) {
      low[axis] = Math.min(low[axis] ?? Infinity, point[axis])
      high[axis] = Math.max(high[axis] ?? -Infinity, point[axis])
    }
  })
  const voxel = (axis: 0 | 1 | 2, mm: number) => Math.max(0, Math.min(grid.size[axis] - 2, Math.floor((mm - grid.first[axis]) / grid.spacingMm)))
  const from = (axis: 0 | 1 | 2) => voxel(axis, (low[axis] ?? 0) - marginMm)
  const extent = (axis: 0 | 1 | 2) => voxel(axis, (high[axis] ?? 0) + marginMm) - from(axis) + 2
  return { low: [from(0), from(1), from(2)] as const, size: [extent(0), extent(1), extent(2)] as const }
}
