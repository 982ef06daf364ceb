import { toDegrees } from '#shared/geometry/angles.ts'
import type { Point2 } from '#shared/geometry/frames.ts'

type Pixel = Point2<'imageIndex'>
/** What a column and a row are worth: mm, or 1 and 1 for pixels that are known to be square. */
export type PixelSize = { readonly perColumn: number; readonly perRow: number }
export type ImageDeviation = {
  /** Between needle and plan as the picture shows them, 0 to 180. */
  readonly angleDeg: number
  /** Of the tip: + beyond the target along the plan. */
  readonly along: number
  /** Of the tip, across the plan. */
  readonly across: number
}

/** Shorter than this a line has no direction that a hand could have marked. */
const SHORTEST_PX = 3

/**
 * How a needle lies against its planned line on one picture. It says nothing of the depth.
 *
 * @frame   imageIndex
 * @units   degrees; along and across in the unit of `size`
 * @source  plane geometry
 * @limits  null where a line is shorter than 3 px; angles are those of the picture, not of the patient
 */
export function imageDeviation(plan: { readonly entry: Pixel; readonly target: Pixel }, needle: { readonly hub: Pixel; readonly tip: Pixel }, size: PixelSize): ImageDeviation | null {
  const of = (from: Pixel, to: Pixel): readonly [number, number] => [(to[0] - from[0]) * size.perColumn, (to[1] - from[1]) * size.perRow]
  if (lengthPx(plan.entry, plan.target) < SHORTEST_PX || lengthPx(needle.hub, needle.tip) < SHORTEST_PX) return null
  const [px, py] = of(plan.entry, plan.target)
  const [nx, ny] = of(needle.hub, needle.tip)
  const [tx, ty] = of(plan.target, needle.tip)
  const length = Math.hypot(px, py)
  return { angleDeg: toDegrees(Math.atan2(Math.abs(px * ny - py * nx), px * nx + py * ny)), along: (tx * px + ty * py) / length, across: Math.abs(tx * py - ty * px) / length }
}

const lengthPx = (from: Pixel, to: Pixel): number => Math.hypot(to[0] - from[0], to[1] - from[1])

export type BarrelCheck =
  | { readonly kind: 'onTip' | 'offTip'; readonly apartPx: number; readonly widthPx: number }
  | { readonly kind: 'notJudged'; readonly apartPx: number; readonly why: string }

/**
 * Whether a view looks down the barrel: the hub lies on the tip within the width of the needle.
 *
 * @units   pixels
 * @source  `outerDiameterMm`: ISO 9626 (needleGauge.ts)
 * @limits  not judged without the needle's gauge or the size of a pixel. Such a view shows no depth
 */
export function barrelCheck(needle: { readonly hub: Pixel; readonly tip: Pixel }, outerDiameterMm: number | null, mmPerPixel: number | null): BarrelCheck {
  const apartPx = lengthPx(needle.hub, needle.tip)
  if (outerDiameterMm === null) return { kind: 'notJudged', apartPx, why: 'The gauge of the needle is not chosen.' }
  if (mmPerPixel === null) return { kind: 'notJudged', apartPx, why: 'The size of a pixel is not known. Calibrate to judge it.' }
  const widthPx = outerDiameterMm / mmPerPixel
  return { kind: apartPx <= widthPx ? 'onTip' : 'offTip', apartPx, widthPx }
}
