import { gaussianKernel, ImageFilter } from '../filters/blur.ts'
import { whiteNoise } from '../filters/noise.ts'

/** Noise of a reconstruction kernel: strength, the band in the plane, and what a slice shares with the one before. */
type NoiseKernel = { readonly sigmaHu: number; readonly fineMm: number; readonly coarseMm: number; readonly coarseShare: number; readonly betweenSlices: number }

export const noiseKernels = {
  soft: { sigmaHu: 13, fineMm: 0.45, coarseMm: 1.1, coarseShare: 0.55, betweenSlices: 0.35 },
  bone: { sigmaHu: 34, fineMm: 0.28, coarseMm: 0.8, coarseShare: 0.7, betweenSlices: 0.2 },
} as const satisfies Record<string, NoiseKernel>
export type KernelName = keyof typeof noiseKernels

/** Below this the voxel counts as air, which is quieter, HU. */
const airHu = -800

/** Adds noise to slice after slice; the slices must come in their order, each is correlated with the one before. */
export class CtNoise {
  private readonly kernel: NoiseKernel
  private readonly seed: number
  private readonly spacingMm: number
  private readonly columns: number
  private readonly rows: number
  private readonly filter: ImageFilter
  private readonly fine: Float32Array
  private readonly coarse: Float32Array
  private readonly last: Float32Array
  private readonly unit: number
  private slice = 0

  constructor(kernel: KernelName, seed: number, columns: number, rows: number, spacingMm: number) {
    this.kernel = noiseKernels[kernel]
    this.seed = seed
    this.spacingMm = spacingMm
    this.columns = columns
    this.rows = rows
    this.filter = new ImageFilter(columns, rows)
    this.fine = new Float32Array(columns * rows)
    this.coarse = new Float32Array(columns * rows)
    this.last = new Float32Array(columns * rows)
    this.unit = 1 / Math.sqrt(bandVariance(this.kernel, spacingMm))
  }

  addToSlice(hu: Float32Array): void {
    this.drawField()
    const width = this.columns * this.spacingMm
    const sigma = this.kernel.sigmaHu * Math.exp(0.0045 * (meanAttenuation(hu) * width - 75))
    const reachSquared = (width / 2) ** 2
    for (let row = 0, index = 0; row < this.rows; row++) {
      const y = (row - (this.rows - 1) / 2) * this.spacingMm
      for (let column = 0; column < this.columns; column++, index++) {
        const x = (column - (this.columns - 1) / 2) * this.spacingMm
        const value = hu[index] ?? 0
        const local = value < airHu ? 0.55 : 1.12 - 0.5 * Math.min(1, (x * x + y * y) / reachSquared)
        hu[index] = value + sigma * local * (this.last[index] ?? 0)
      }
    }
  }

  private drawField(): void {
    const { fine, coarse, last, kernel } = this
    for (let i = 0; i < fine.length; i++) coarse[i] = fine[i] = whiteNoise(i, this.slice, this.seed)
    this.filter.gaussian(fine, kernel.fineMm / this.spacingMm)
    this.filter.gaussian(coarse, kernel.coarseMm / this.spacingMm)
    const kept = this.slice === 0 ? 0 : kernel.betweenSlices
    const fresh = Math.sqrt(1 - kept * kept) * this.unit
    for (let i = 0; i < last.length; i++) last[i] = kept * (last[i] ?? 0) + fresh * ((fine[i] ?? 0) - kernel.coarseShare * (coarse[i] ?? 0))
    this.slice++
  }
}

/** Variance that white noise keeps behind the difference of the two filters. */
function bandVariance(kernel: NoiseKernel, spacingMm: number): number {
  const fine = gaussianKernel(kernel.fineMm / spacingMm), coarse = gaussianKernel(kernel.coarseMm / spacingMm)
  const overlap = (a: Float64Array, b: Float64Array) => {
    const shift = (b.length - a.length) / 2
    return a.reduce((sum, value, i) => sum + value * (b[i + shift] ?? 0), 0) ** 2
  }
  return overlap(fine, fine) - 2 * kernel.coarseShare * overlap(fine, coarse) + kernel.coarseShare ** 2 * overlap(coarse, coarse)
}

function meanAttenuation(hu: Float32Array): number {
  let sum = 0
  for (let i = 0; i < hu.length; i++) sum += Math.max(0, (hu[i] ?? 0) + 1000)
  return sum / hu.length / 1000
}
