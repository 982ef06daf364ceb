import { smoothNoiseAt, type NoiseMap } from './runNoise.ts'

/** Of so many pixels at least the level of noise is asked. */
const EVERY = 7

/**
 * A peak-opacity picture with the level that noise alone reaches taken off: the highest of many frames of noise is well above
 * nothing, and more so behind bone, where it is noisier.
 *
 * @frame   imageIndex
 * @units   attenuation
 * @source  the median over the open picture of the peak in units of the noise of one frame; most of a picture has no contrast
 */
export function levelPeak(peak: Float32Array, usable: Uint8Array, noise: NoiseMap): Float32Array {
  const { columns } = noise
  const inNoise: number[] = []
  for (let at = 0; at < peak.length; at += EVERY) if (usable[at] === 1) inNoise.push((peak[at] ?? NaN) / smoothNoiseAt(noise, at % columns, Math.floor(at / columns)))
  const level = Float64Array.from(inNoise).sort()[inNoise.length >> 1] ?? 0
  return peak.map((value, at) => value - level * smoothNoiseAt(noise, at % columns, Math.floor(at / columns)))
}
