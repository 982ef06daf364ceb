import type { Triple } from './huVolume.ts'

/**
 * For every cell the squared distance to the nearest cell whose mask is `to`, cut off at capMm.
 *
 * @frame   cells column by column, row by row, slice by slice; cells beyond the grid are of neither kind
 * @units   mm between cells in, mm² out; along an axis of spacing Infinity nothing is looked for
 * @limits  axes are taken as perpendicular: a stack tilted by 15 degrees is off by up to an eighth
 */
export function cappedDistanceSquared(mask: Uint8Array, to: 0 | 1, size: Triple, spacingMm: Triple, capMm: number): Float32Array {
  const cap = capMm * capMm
  const distance = new Float32Array(mask.length)
  for (let n = 0; n < mask.length; n += 1) distance[n] = mask[n] === to ? 0 : cap
  const strides: Triple = [1, size[0], size[0] * size[1]]
  for (const axis of [0, 1, 2] as const) {
    const reach = Math.min(size[axis] - 1, Math.floor(capMm / spacingMm[axis]))
    if (reach > 0) passAlong(distance, size, axis, strides[axis], spacingMm[axis], reach)
  }
  return distance
}

function passAlong(distance: Float32Array, size: Triple, axis: 0 | 1 | 2, stride: number, spacingMm: number, reach: number): void {
  const count = size[axis]
  const line = new Float32Array(count)
  const lines = distance.length / count
  for (let n = 0; n < lines; n += 1) {
    const start = Math.floor(n / stride) * stride * count + (n % stride)
    let lowest = Infinity, highest = -Infinity
    for (let i = 0, at = start; i < count; i += 1, at += stride) {
      const value = distance[at] ?? NaN
      line[i] = value
      if (value < lowest) lowest = value
      if (value > highest) highest = value
    }
    if (lowest === highest) continue
    for (let i = 0, at = start; i < count; i += 1, at += stride) {
      let best = line[i] ?? NaN
      if (best === 0) continue
      for (let d = 1; d <= reach; d += 1) {
        const own = d * d * spacingMm * spacingMm
        if (own >= best) break
        if (i >= d) best = Math.min(best, (line[i - d] ?? NaN) + own)
        if (i + d < count) best = Math.min(best, (line[i + d] ?? NaN) + own)
      }
      distance[at] = best
    }
  }
}
