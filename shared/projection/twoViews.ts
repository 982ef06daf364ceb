import { toDegrees } from '#shared/geometry/angles.ts'
import type { PatientPoint, PatientVector, Point2 } from '#shared/geometry/frames.ts'
import { pointBetween, vectorAdd, vectorCross, vectorDistance, vectorDot, vectorLength, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { centralRay } from './cArm.ts'
import { clipToImage } from './clipToImage.ts'
import type { ViewGeometry } from './readView.ts'
import { pixelAtIsocentreMm, pixelOfPoint, rayThrough, type Ray } from './viewRays.ts'

/** Two views of one patient who lies still. Places are told from the isocentre of the first. */
export type TwoViews = {
  readonly first: ViewGeometry
  readonly second: ViewGeometry
  /** Where the isocentre of the second lies; all zero when neither table nor patient moved. */
  readonly secondIsocentreMm: PatientVector
}
export type PairSlot = 'first' | 'second'

const ORIGIN: PatientPoint = [0, 0, 0]
/** Below this a depth is guessed rather than measured: an error of marking is at least doubled. */
export const LEAST_ANGLE_DEG = 30
/** No part of a neck or head lies farther from an isocentre within it. */
export const DEEPEST_MM = 150
/** Less than half of the target band's 5 mm: two marks that miss each other by more are not marks of one place. */
const LARGEST_GAP_MM = 2
/** Three standard deviations of the gap between rays through two marks that are each 1 px off. */
const GAP_OF_MARKING = 3 * Math.SQRT2

/**
 * The angle between two views as lines: front and back are one direction.
 *
 * @units   degrees, 0 to 90
 * @source  central rays of cArm.ts
 */
export function angleBetweenViews(first: Pick<ViewGeometry, 'primaryDeg' | 'secondaryDeg'>, second: Pick<ViewGeometry, 'primaryDeg' | 'secondaryDeg'>): number {
  const [a, b] = [centralRay(first.primaryDeg, first.secondaryDeg), centralRay(second.primaryDeg, second.secondaryDeg)]
  return toDegrees(Math.atan2(vectorLength(vectorCross(a, b)), Math.abs(vectorDot(a, b))))
}

const isocentreOf = (views: TwoViews, slot: PairSlot): PatientPoint => (slot === 'first' ? ORIGIN : views.secondIsocentreMm)
const rayOf = (views: TwoViews, slot: PairSlot, pixel: Point2<'imageIndex'>): Ray => rayThrough(views[slot], pixel, isocentreOf(views, slot))
const otherOf = (slot: PairSlot): PairSlot => (slot === 'first' ? 'second' : 'first')

/**
 * Where in the other view a point may lie that was marked in one: the picture of its ray, as far as the ray runs through the
 * patient and the picture shows it.
 *
 * @frame   imageIndex of the one view in, of the other out
 * @units   pixels
 * @source  C-arm model of cArm.ts; `DEEPEST_MM` before and behind the isocentre
 * @limits  null where the picture shows nothing of it
 */
export function epipolarLine(views: TwoViews, marked: PairSlot, pixel: Point2<'imageIndex'>): readonly [Point2<'imageIndex'>, Point2<'imageIndex'>] | null {
  const { sourceMm, direction } = rayOf(views, marked, pixel)
  const { sodMm, sidMm } = views[marked]
  // Depth counts along the central ray, and so does SID: fractions of the way from source to detector.
  const ends = [(sodMm - DEEPEST_MM) / sidMm, (sodMm + DEEPEST_MM) / sidMm].map((fraction) => pointBetween(sourceMm, vectorAdd(sourceMm, direction), Math.max(0, fraction)))
  const other = otherOf(marked)
  const [from, to] = ends.map((end) => pixelOfPoint(views[other], end, isocentreOf(views, other)))
  if (from === null || to === null || from === undefined || to === undefined) return null
  return clipToImage(from, to, views[other])
}

export type PlacedPoint = {
  /** From the isocentre of the first view. */
  readonly pointMm: PatientPoint
  /** How far the two rays pass each other. */
  readonly gapMm: number
  /** Between each mark and the picture of the place. */
  readonly missPx: Readonly<Record<PairSlot, number>>
  /** By how much a mark that is 1 px off moves the place, at most. */
  readonly onePixelMm: number
}
export type PlaceFault = Fault<'VIEWS_TOO_CLOSE' | 'MARKS_APART' | 'OUTSIDE_THE_PATIENT'>

/**
 * The gap between two rays that is still one place.
 *
 * @units   mm
 * @source  the larger of 2 mm (less than half of a joint's lateral third, 5.1 mm) and three standard deviations of marks that
 *          are each 1 px off: 3 · sqrt(2) · the pixel at the isocentre
 */
export const largestGapMm = ({ first, second }: TwoViews): number => Math.max(LARGEST_GAP_MM, GAP_OF_MARKING * Math.max(pixelAtIsocentreMm(first), pixelAtIsocentreMm(second)))

/**
 * The place of a point that was marked in both views: the middle of where the two rays come closest.
 *
 * @frame   imageIndex in; patientLps from the isocentre of the first view out
 * @units   pixels in, mm out
 * @source  closest approach of two lines; limits: 30 degrees between the views, `largestGapMm`
 * @limits  refused with its reason where the rays do not tell one place in the patient
 */
export function placeInSpace(views: TwoViews, firstPx: Point2<'imageIndex'>, secondPx: Point2<'imageIndex'>): Result<PlacedPoint, PlaceFault> {
  const angleDeg = angleBetweenViews(views.first, views.second)
  if (angleDeg < LEAST_ANGLE_DEG) return tooClose(angleDeg)
  const met = nearest(rayOf(views, 'first', firstPx), rayOf(views, 'second', secondPx))
  if (met === null) return tooClose(angleDeg)
  const pointMm = pointBetween(met.onFirst, met.onSecond, 0.5)
  const gapMm = vectorDistance(met.onFirst, met.onSecond)
  const limitMm = largestGapMm(views)
  if (gapMm > limitMm) {
    return err('MARKS_APART', `The rays through the two marks pass each other by ${gapMm.toFixed(1)} mm; ${limitMm.toFixed(1)} mm is the limit. The marks are not the same place, or table or patient moved.`)
  }
  if (vectorLength(pointMm) > DEEPEST_MM || vectorDistance(pointMm, views.secondIsocentreMm) > DEEPEST_MM) {
    return err('OUTSIDE_THE_PATIENT', `The marks meet more than ${String(DEEPEST_MM)} mm from the isocentre, which is outside the patient. They are not the same place.`)
  }
  const missOf = (slot: PairSlot, mark: Point2<'imageIndex'>): number => {
    const seen = pixelOfPoint(views[slot], pointMm, isocentreOf(views, slot))
    return seen === null ? Number.POSITIVE_INFINITY : Math.hypot(seen[0] - mark[0], seen[1] - mark[1])
  }
  return ok({
    pointMm, gapMm, missPx: { first: missOf('first', firstPx), second: missOf('second', secondPx) },
    onePixelMm: Math.max(pixelAtIsocentreMm(views.first), pixelAtIsocentreMm(views.second)) / Math.sin((angleDeg * Math.PI) / 180),
  })
}

const tooClose = (angleDeg: number): Result<never, PlaceFault> =>
  err('VIEWS_TOO_CLOSE', `The two views are ${angleDeg.toFixed(0)}° apart. At least ${String(LEAST_ANGLE_DEG)}° are needed to tell a depth; 90° is best.`)

/**
 * Where the second isocentre lies when the table was shifted between the views and a reference point was marked in both: the
 * least shift that makes its two rays meet.
 *
 * @frame   patientLps
 * @units   mm
 * @source  the gap at the closest approach of the two rays is the part of the shift that one point shows
 * @limits  a shift along the rays is not seen: distances from the reference are then off by that shift over SOD (8 mm: 1 %), and
 *          places from the isocentre by the whole of it. Null when the views are closer than 30 degrees
 */
export function shiftFromReference(first: ViewGeometry, second: ViewGeometry, firstPx: Point2<'imageIndex'>, secondPx: Point2<'imageIndex'>): PatientVector | null {
  if (angleBetweenViews(first, second) < LEAST_ANGLE_DEG) return null
  const met = nearest(rayThrough(first, firstPx, ORIGIN), rayThrough(second, secondPx, ORIGIN))
  return met === null ? null : vectorSubtract(met.onFirst, met.onSecond)
}

/** Where two lines come closest; null for parallel ones. */
function nearest(a: Ray, b: Ray): { readonly onFirst: PatientPoint; readonly onSecond: PatientPoint } | null {
  const normal = vectorCross(a.direction, b.direction)
  const square = vectorDot(normal, normal)
  if (square <= 1e-12 * vectorDot(a.direction, a.direction) * vectorDot(b.direction, b.direction)) return null
  const between = vectorSubtract(b.sourceMm, a.sourceMm)
  const along = (ray: Ray, other: Ray): PatientPoint => vectorAdd(ray.sourceMm, vectorScale(ray.direction, vectorDot(vectorCross(between, other.direction), normal) / square))
  return { onFirst: along(a, b), onSecond: along(b, a) }
}
