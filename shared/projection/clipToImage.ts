import type { Point2 } from '#shared/geometry/frames.ts'

type Pixel = Point2<'imageIndex'>

/**
 * The part of a line that a picture shows.
 *
 * @frame   imageIndex; the picture reaches half a pixel beyond the centres of its outermost pixels
 * @units   pixels
 * @source  Liang and Barsky, line clipping
 * @limits  null when the line passes the picture by
 */
export function clipToImage(from: Pixel, to: Pixel, { columns, rows }: { readonly columns: number; readonly rows: number }): readonly [Pixel, Pixel] | null {
  const step = [to[0] - from[0], to[1] - from[1]] as const
  let [start, end] = [0, 1]
  for (const [axis, size] of [[0, columns], [1, rows]] as const) {
    for (const [edge, sign] of [[-0.5, -1], [size - 0.5, 1]] as const) {
      const speed = sign * step[axis]
      const room = sign * (edge - from[axis])
      if (speed === 0 && room < 0) return null
      if (speed < 0) start = Math.max(start, room / speed)
      if (speed > 0) end = Math.min(end, room / speed)
    }
  }
  const at = (share: number): Pixel => [from[0] + share * step[0], from[1] + share * step[1]]
  return start <= end ? [at(start), at(end)] : null
}
