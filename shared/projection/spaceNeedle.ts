import { toDegrees } from '#shared/geometry/angles.ts'
import type { PatientPoint, PatientVector, Point2 } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorCross, vectorDistance, vectorDot, vectorLength, vectorNormalise, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { placeInSpace, type PairSlot, type PlacedPoint, type PlaceFault, type TwoViews } from './twoViews.ts'
import { pixelAtIsocentreMm, pixelOfPoint, rayThrough, type Ray } from './viewRays.ts'

type Pixel = Point2<'imageIndex'>
/** Marked in one view: the tip, and the hub or any other point of the shaft. */
export type MarkedNeedle = { readonly tip: Pixel; readonly hub: Pixel }
export type SpaceNeedle = {
  readonly tip: PlacedPoint
  /** From the tip towards the hub, unit length. */
  readonly towardsHub: PatientVector
  /** By how much marks that are 1 px off, and a shaft that is taken to lie along a ray, turn the needle, at most. */
  readonly onePixelDeg: number
  /** The hub, where both marks of it are one place; null where they are two points of the shaft. */
  readonly hub: PlacedPoint | null
  /** From tip to hub; null without one. */
  readonly lengthMm: number | null
}
export type SpaceNeedleFault = PlaceFault | Fault<'NEEDLE_IN_ONE_PLANE'>

/** A shaft that one view shows shorter than this is seen end on: its plane in that view is not known, its ray is, as well as a hand marks. */
const END_ON_PX = 1.5
/** Shorter than this, its ray is still the better guess where its plane happens to be that of the other view. */
const NEARLY_END_ON_PX = 10
/** Of the angle between the planes of the two views: below it they cut each other in no certain line. */
const LEAST_PLANES_DEG = 10

/**
 * The needle in space from its marks in two views. Each view gives the plane that its source and the shaft span; the shaft is
 * where the two planes cut. So the two points of the shaft need not be the same in both views; only the tip must be.
 *
 * @frame   imageIndex in; patientLps from the isocentre of the first view out
 * @units   pixels in, mm and degrees out
 * @source  intersection of two planes; placeInSpace of twoViews.ts for the ends
 * @limits  the needle is taken as straight. Refused where the tip has no place, and where both views see the shaft in one plane
 *          while its hub has no place either
 */
export function needleInSpace(views: TwoViews, first: MarkedNeedle, second: MarkedNeedle): Result<SpaceNeedle, SpaceNeedleFault> {
  const tip = placeInSpace(views, first.tip, second.tip)
  if (!tip.ok) return tip
  const hub = placeInSpace(views, first.hub, second.hub)
  const shaft = shaftLine(views, { first, second }) ?? (hub.ok ? throughEnds(tip.value.pointMm, hub.value.pointMm) : null)
  if (shaft === null) return err('NEEDLE_IN_ONE_PLANE', 'Both views see the needle in one plane, so its direction between them is not known. Mark the same hub in both, or take a view from another angle.')
  const towardsHub = pointedAtHub(views, { first, second }, tip.value.pointMm, shaft.line)
  const onePixelMm = Math.max(pixelAtIsocentreMm(views.first), pixelAtIsocentreMm(views.second))
  const seenMm = Math.max(shaftPx(first) * pixelAtIsocentreMm(views.first), shaftPx(second) * pixelAtIsocentreMm(views.second))
  const isOnLine = hub.ok && offLineMm(tip.value.pointMm, towardsHub, hub.value.pointMm) <= hub.value.onePixelMm * 3
  return ok({
    tip: tip.value, towardsHub, onePixelDeg: toDegrees(Math.atan2(onePixelMm * (2 + shaft.endOnPx), seenMm)),
    hub: isOnLine ? hub.value : null, lengthMm: isOnLine ? vectorDistance(hub.value.pointMm, tip.value.pointMm) : null,
  })
}

type Both = Readonly<Record<PairSlot, MarkedNeedle>>
const shaftPx = ({ tip, hub }: MarkedNeedle): number => Math.hypot(hub[0] - tip[0], hub[1] - tip[1])
const isocentreOf = (views: TwoViews, slot: PairSlot): PatientPoint => (slot === 'first' ? [0, 0, 0] : views.secondIsocentreMm)
const rayOf = (views: TwoViews, slot: PairSlot, pixel: Pixel): Ray => rayThrough(views[slot], pixel, isocentreOf(views, slot))

/** `endOnPx` is what a view that is taken to look along the shaft shows of it; 0 where none is. */
type ShaftLine = { readonly line: PatientVector; readonly endOnPx: number }

function throughEnds(tipMm: PatientPoint, hubMm: PatientPoint): ShaftLine | null {
  const line = vectorNormalise(vectorSubtract(hubMm, tipMm))
  return line === null ? null : { line, endOnPx: 0 }
}

function shaftLine(views: TwoViews, marked: Both): ShaftLine | null {
  const [a, b] = [planeOf(views, 'first', marked.first), planeOf(views, 'second', marked.second)]
  if (a === null && b === null) return null
  if (a === null || b === null) return endOn(views, a === null ? 'first' : 'second', marked, a ?? b)
  const line = vectorCross(a, b)
  const isCertain = vectorLength(line) >= Math.sin((LEAST_PLANES_DEG * Math.PI) / 180)
  const along = isCertain ? vectorNormalise(line) : null
  if (along !== null) return { line: along, endOnPx: 0 }
  const shorter: PairSlot = shaftPx(marked.first) <= shaftPx(marked.second) ? 'first' : 'second'
  return shaftPx(marked[shorter]) < NEARLY_END_ON_PX ? endOn(views, shorter, marked, shorter === 'first' ? b : a) : null
}

/** Normal of the plane that the source and the shaft span; null where the shaft is seen end on. */
function planeOf(views: TwoViews, slot: PairSlot, needle: MarkedNeedle): PatientVector | null {
  if (shaftPx(needle) < END_ON_PX) return null
  return vectorNormalise(vectorCross(rayOf(views, slot, needle.tip).direction, rayOf(views, slot, needle.hub).direction))
}

/** Seen end on, a shaft lies along that view's ray; the other view's plane says the rest. */
function endOn(views: TwoViews, slot: PairSlot, marked: Both, plane: PatientVector | null): ShaftLine | null {
  const ray = vectorNormalise(rayOf(views, slot, marked[slot].tip).direction)
  const line = ray === null || plane === null ? null : vectorNormalise(vectorSubtract(ray, vectorScale(plane, vectorDot(ray, plane))))
  return line === null ? null : { line, endOnPx: shaftPx(marked[slot]) }
}

/** A line has two directions: the hub's is the one in which the view that shows most of the shaft has it. */
function pointedAtHub(views: TwoViews, marked: Both, tipMm: PatientPoint, line: PatientVector): PatientVector {
  const slot: PairSlot = shaftPx(marked.first) >= shaftPx(marked.second) ? 'first' : 'second'
  const { tip, hub } = marked[slot]
  const [at, further] = [tipMm, vectorAdd(tipMm, vectorScale(line, 10))].map((point) => pixelOfPoint(views[slot], point, isocentreOf(views, slot)))
  const isTowards = at !== null && further !== null && at !== undefined && further !== undefined && (further[0] - at[0]) * (hub[0] - tip[0]) + (further[1] - at[1]) * (hub[1] - tip[1]) >= 0
  return isTowards ? line : vectorScale(line, -1)
}

function offLineMm(from: PatientPoint, direction: PatientVector, point: PatientPoint): number {
  return vectorLength(vectorCross(vectorSubtract(point, from), direction))
}
