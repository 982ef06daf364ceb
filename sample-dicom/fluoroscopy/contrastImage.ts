import type { CArm } from '#shared/projection/cArm.ts'
import { type ContrastPattern, forEachAmount } from '../contrast/pattern.ts'
import { ImageFilter } from '../filters/blur.ts'
import { Splatter } from './splat.ts'

/** Melts the points into a fluid, pixels. */
const contrastBlurPx = 1.1

/** Line integrals of the contrast alone, so many seconds after the injection began. */
export function contrastLineIntegrals(pattern: ContrastPattern, seconds: number, carm: CArm): Float32Array {
  const image = new Float32Array(carm.detector.rows * carm.detector.columns)
  if (seconds <= 0) return image
  const splatter = new Splatter(carm, image)
  forEachAmount(pattern, seconds, (x, y, z, amount) => splatter.add(x, y, z, amount))
  new ImageFilter(carm.detector.columns, carm.detector.rows).gaussian(image, contrastBlurPx)
  return image
}
