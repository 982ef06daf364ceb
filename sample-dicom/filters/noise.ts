/** Standard deviation of the sum of four bytes. */
const fourByteSigma = Math.sqrt((4 * (256 * 256 - 1)) / 12)

/**
 * White noise of variance 1, nearly Gaussian: the sum of four uniforms taken from a hash of index, plane and seed.
 * It depends on nothing else, so pixels may be filled in any order by any worker.
 */
export function whiteNoise(index: number, plane: number, seed: number): number {
  let h = Math.imul(index, 0x9e3779b1) ^ Math.imul(plane + 1, 0x85ebca6b) ^ Math.imul(seed + 1, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  h ^= h >>> 16
  return ((h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24) - 510) / fourByteSigma
}
