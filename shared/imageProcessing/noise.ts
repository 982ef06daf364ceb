import type { GreyPlane } from './greyPlane.ts'

/** Of a normal distribution: the median of what lies away from the middle, in standard deviations. */
const MEDIAN_OF_SIGMA = 0.6745
/** Eight bits know no smaller noise: what is rounded varies by this much. */
const LEAST_NOISE = 0.3

/**
 * How much the grey of neighbours differs by chance alone: from second differences along the rows, in which neither a slope
 * nor a level is left.
 *
 * @units   grey values, one standard deviation
 * @source  median absolute deviation, Hampel 1974; a second difference of independent values has six times their variance
 * @limits  0.3 where the picture is smoother than its rounding
 */
export function noiseOf({ grey, columns, rows }: GreyPlane): number {
  const counts = new Uint32Array(1024)
  let found = 0
  // Every third row tells as much: neighbouring rows repeat each other.
  for (let row = 0; row < rows; row += 3) {
    for (let at = row * columns + 1, last = (row + 1) * columns - 1; at < last; at++) {
      const before = grey[at - 1] ?? 0
      const here = grey[at] ?? 0
      const after = grey[at + 1] ?? 0
      // Black without any noise is no picture: shutter, padding, the ground of a screen shot.
      if (here === 0 && before === 0 && after === 0) continue
      const bend = Math.abs(2 * here - before - after)
      counts[bend] = (counts[bend] ?? 0) + 1
      found += 1
    }
  }
  let below = 0
  for (let bend = 0; bend < counts.length; bend++) {
    const here = counts[bend] ?? 0
    // Whole numbers are spread over the step that was rounded to them, so that the median is not a whole number itself.
    if (here > 0 && below + here >= found / 2) return Math.max(LEAST_NOISE, (bend - 0.5 + (found / 2 - below) / here) / (MEDIAN_OF_SIGMA * Math.sqrt(6)))
    below += here
  }
  return LEAST_NOISE
}
