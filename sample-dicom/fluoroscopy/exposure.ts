import type { CArm } from '#shared/projection/cArm.ts'
import { ImageFilter } from '../filters/blur.ts'
import { whiteNoise } from '../filters/noise.ts'
import { fieldRadiusPx } from './views.ts'

/** Effective attenuation of the polychromatic beam in the patient. */
const beamFactor = 0.78
const scatterFraction = 0.55
const scatterRadiusPx = 28
const detectorBlurPx = 0.7
const noiseBlurPx = 0.55
/** Restores the variance that the noise blur takes. */
const noiseGain = 1.55
const electronicPhotons = 3
const storedAtReference = 820
export const storedMaximum = 4095

/** Photons in a pixel at the reference brightness: pulsed fluoroscopy, or the stronger pulses of a subtraction run. */
export const referencePhotons = { fluoroscopy: 1500, subtraction: 6000 } as const
export type DoseLevel = keyof typeof referencePhotons

/** One view's images: line integrals in, stored values of a linear detector out. */
export class Exposure {
  private readonly columns: number
  private readonly rows: number
  private readonly filter: ImageFilter
  private readonly primary: Float32Array
  private readonly scatter: Float32Array
  private readonly photons: Float32Array

  constructor(carm: CArm) {
    this.columns = carm.detector.columns
    this.rows = carm.detector.rows
    this.filter = new ImageFilter(this.columns, this.rows)
    const pixels = this.columns * this.rows
    this.primary = new Float32Array(pixels)
    this.scatter = new Float32Array(pixels)
    this.photons = new Float32Array(pixels)
  }

  /** Photons for each part of the beam that gets through, so that the middle of the image has the reference brightness. */
  gain(lineIntegrals: Float32Array, dose: DoseLevel): number {
    let sum = 0, count = 0
    const margin = 0.35
    for (let row = Math.round(this.rows * margin); row < this.rows * (1 - margin); row++) {
      for (let column = Math.round(this.columns * margin); column < this.columns * (1 - margin); column++) {
        sum += Math.exp(-beamFactor * (lineIntegrals[row * this.columns + column] ?? 0))
        count++
      }
    }
    return referencePhotons[dose] / ((sum / count) * 1.55)
  }

  /** Stored values, 0-4095, more photons brighter; 0 outside the round field. */
  expose(lineIntegrals: Float32Array, gain: number, dose: DoseLevel, noise: { readonly seed: number; readonly frame: number }, stored: Uint16Array): void {
    this.record(this.transmit(lineIntegrals), gain, dose, noise, stored)
  }

  /** What the detector makes of a transmitted image: the same one may be recorded with other noise. */
  record(transmitted: Float32Array, gain: number, dose: DoseLevel, noise: { readonly seed: number; readonly frame: number }, stored: Uint16Array): void {
    this.addNoise(transmitted, gain, noise.seed, noise.frame)
    const scale = storedAtReference / referencePhotons[dose]
    const middleRow = (this.rows - 1) / 2, middleColumn = (this.columns - 1) / 2
    for (let row = 0, index = 0; row < this.rows; row++) {
      for (let column = 0; column < this.columns; column++, index++) {
        const isInField = (row - middleRow) ** 2 + (column - middleColumn) ** 2 <= fieldRadiusPx ** 2
        const value = Math.round((this.photons[index] ?? 0) * scale)
        stored[index] = isInField ? Math.max(0, Math.min(storedMaximum, value)) : 0
      }
    }
  }

  /** What reaches the detector: primary and scatter, blurred by the detector. The buffer is used again by the next call. */
  transmit(lineIntegrals: Float32Array): Float32Array {
    const { primary, scatter } = this
    for (let i = 0; i < primary.length; i++) scatter[i] = primary[i] = Math.exp(-beamFactor * (lineIntegrals[i] ?? 0))
    this.filter.box3(scatter, scatterRadiusPx)
    for (let i = 0; i < primary.length; i++) primary[i] = (primary[i] ?? 0) + scatterFraction * (scatter[i] ?? 0)
    this.filter.gaussian(primary, detectorBlurPx)
    return primary
  }

  private addNoise(transmitted: Float32Array, gain: number, seed: number, frame: number): void {
    const { photons, scatter: grain } = this
    for (let i = 0; i < photons.length; i++) {
      const mean = gain * (transmitted[i] ?? 0)
      photons[i] = mean
      grain[i] = whiteNoise(i, 2 * frame, seed) * Math.sqrt(mean)
    }
    this.filter.gaussian(grain, noiseBlurPx)
    for (let i = 0; i < photons.length; i++) {
      photons[i] = (photons[i] ?? 0) + noiseGain * (grain[i] ?? 0) + electronicPhotons * whiteNoise(i, 2 * frame + 1, seed)
    }
  }
}
