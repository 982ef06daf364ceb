import type { Window } from './autoWindow.ts'
import { boxMean } from './planeFilters.ts'

/** What is stronger than this part of the strongest opacity belongs to it, and so does its halo. */
const STRONG_SHARE = 0.2
const HALO_PX = 8
/** Seen against noise: the window reaches from two deviations below nothing to at least eight above. */
const BELOW_IN_NOISE = 2
const ABOVE_IN_NOISE = 8
const FAINT_PERCENTILE = 0.999
/** Faint flow is a mean of so many pixels to each side, here and on the screen: what is narrower is lost in noise. */
export const FAINT_RADIUS_PX = 2

/**
 * A window for faint flow: an arterial flash is some 25 times weaker than an arthrogram, and a window that holds the
 * arthrogram hides it. The strongest opacity and its halo are left out; what remains is scaled by its percentiles.
 *
 * @units   the subtraction's: contrast positive
 * @source  none; a proposal to look at, which the operator changes
 * @returns null when nothing is open or all of it is equal
 */
export function faintWindow(subtracted: Float32Array, columns: number, rows: number, usable: Uint8Array): Window | null {
  const smooth = boxMean(subtracted, columns, rows, FAINT_RADIUS_PX, new Float32Array(subtracted.length), new Float32Array(subtracted.length))
  const open = smooth.filter((_, at) => usable[at] === 1).sort()
  const at = (sorted: Float32Array, share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? NaN
  const middle = at(open, 0.5)
  const spread = noiseOf(subtracted, usable, middle)
  const strongest = at(open, 1) - middle
  if (open.length === 0 || !(spread > 0)) return null
  const hasStrong = strongest > ABOVE_IN_NOISE * spread
  const strong = Float32Array.from(smooth, (value) => (hasStrong && value - middle > STRONG_SHARE * strongest ? 1 : 0))
  const near = boxMean(strong, columns, rows, HALO_PX, new Float32Array(strong.length), new Float32Array(strong.length))
  const faint = smooth.filter((_, index) => usable[index] === 1 && (near[index] ?? NaN) < 1e-6).sort()
  const top = Math.max(at(faint.length === 0 ? open : faint, FAINT_PERCENTILE) - middle, ABOVE_IN_NOISE * spread * SMOOTH_NOISE)
  const low = middle - BELOW_IN_NOISE * spread * SMOOTH_NOISE
  return { centre: (low + middle + top) / 2, width: middle + top - low }
}

/** What a mean of 25 pixels leaves of the noise, a little more than a fifth, since neighbours are not quite independent. */
const SMOOTH_NOISE = 0.35

/** Standard deviation of what lies below the middle: contrast is above it. */
function noiseOf(values: Float32Array, usable: Uint8Array, middle: number): number {
  const below = values.filter((value, at) => usable[at] === 1 && value < middle).map((value) => middle - value).sort()
  return (below[below.length >> 1] ?? 0) / 0.6745
}
