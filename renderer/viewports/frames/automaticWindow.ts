import type { DisplayWindow } from './displayLut.ts'

const SAMPLES = 20_000

/**
 * A window that holds all but the darkest and brightest values of a picture.
 * Null when the picture is one value, or there is none.
 */
export function automaticWindow(values: ArrayLike<number>, meaning: (value: number) => number | null, tails = 0.005): DisplayWindow | null {
  const sampled = sample(values, meaning)
  const low = sampled[Math.floor(sampled.length * tails)]
  const high = sampled[Math.min(sampled.length - 1, Math.ceil(sampled.length * (1 - tails)))]
  if (low === undefined || high === undefined || !(high > low)) return null
  return { centre: (low + high) / 2, width: high - low }
}

/**
 * A window for a subtracted picture: no change is the middle grey, whatever the picture holds. What a shutter closes does not count.
 */
export function subtractionWindow(values: ArrayLike<number>, isOpen: (at: number) => boolean = () => true): DisplayWindow | null {
  const sampled = sample(values, (value, at) => (isOpen(at) ? value : null))
  // The edge of a round detector flickers between almost nothing and nothing: its logarithms are no picture.
  const low = sampled[Math.floor(sampled.length * 0.01)]
  const high = sampled[Math.min(sampled.length - 1, Math.ceil(sampled.length * 0.99))]
  if (low === undefined || high === undefined) return null
  const reach = Math.max(Math.abs(low), Math.abs(high))
  return reach > 0 ? { centre: 0, width: 3 * reach } : null
}

function sample(values: ArrayLike<number>, meaning: (value: number, at: number) => number | null): Float64Array {
  const step = Math.max(1, Math.floor(values.length / SAMPLES))
  const found: number[] = []
  for (let index = 0; index < values.length; index += step) {
    const value = meaning(values[index] ?? NaN, index)
    if (value !== null && Number.isFinite(value)) found.push(value)
  }
  return Float64Array.from(found).sort()
}
