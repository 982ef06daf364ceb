import type { PatientPoint } from './frames.ts'
import { pointBetween, vectorDistance, vectorDot, vectorSubtract } from './vectors.ts'

export type Segment = readonly [PatientPoint, PatientPoint]
export type SegmentApproach = { readonly distanceMm: number; readonly fractionOnFirst: number; readonly fractionOnSecond: number }

const clamp01 = (value: number): number => Math.min(1, Math.max(0, value))

/**
 * Where two line segments come closest.
 *
 * @frame   patientLps; fractions run from the first (0) to the second (1) point of each segment
 * @units   mm
 * @source  C. Ericson, Real-Time Collision Detection, 5.1.9, with the clamped solution checked against all four ends
 * @limits  a segment may be a point; of equally near places of parallel segments the one nearest the start of `first`
 */
export function segmentApproach(first: Segment, second: Segment): SegmentApproach {
  // The minimum lies inside both segments or at one of the four ends; trying all five needs no case for parallels.
  const candidates = [
    fractionsFromFirst(first, second, 0),
    fractionsFromFirst(first, second, 1),
    fractionsFromSecond(first, second, 0),
    fractionsFromSecond(first, second, 1),
    ...innerFractions(first, second),
  ].map(([fractionOnFirst, fractionOnSecond]) => ({
    distanceMm: vectorDistance(pointBetween(first[0], first[1], fractionOnFirst), pointBetween(second[0], second[1], fractionOnSecond)),
    fractionOnFirst,
    fractionOnSecond,
  }))
  return candidates.reduce((best, next) => (isNearer(next, best) ? next : best))
}

const TIE_MM = 1e-9
const isNearer = (next: SegmentApproach, best: SegmentApproach): boolean =>
  next.distanceMm < best.distanceMm - TIE_MM || (next.distanceMm <= best.distanceMm + TIE_MM && next.fractionOnFirst < best.fractionOnFirst)

type Fractions = readonly [number, number]

function fractionOfNearest([start, end]: Segment, point: PatientPoint): number {
  const along = vectorSubtract(end, start)
  const squared = vectorDot(along, along)
  return squared === 0 ? 0 : clamp01(vectorDot(vectorSubtract(point, start), along) / squared)
}

const fractionsFromFirst = (first: Segment, second: Segment, fraction: 0 | 1): Fractions => [fraction, fractionOfNearest(second, first[fraction])]
const fractionsFromSecond = (first: Segment, second: Segment, fraction: 0 | 1): Fractions => [fractionOfNearest(first, second[fraction]), fraction]

/** The nearest points of the two carrying lines, when both lie within their segments; nothing for parallel lines. */
function innerFractions(first: Segment, second: Segment): readonly Fractions[] {
  const u = vectorSubtract(first[1], first[0])
  const v = vectorSubtract(second[1], second[0])
  const w = vectorSubtract(first[0], second[0])
  const uu = vectorDot(u, u)
  const uv = vectorDot(u, v)
  const vv = vectorDot(v, v)
  const uw = vectorDot(u, w)
  const vw = vectorDot(v, w)
  const determinant = uu * vv - uv * uv
  if (determinant <= 0) return []
  const onFirst = (uv * vw - vv * uw) / determinant
  const onSecond = (uu * vw - uv * uw) / determinant
  return onFirst >= 0 && onFirst <= 1 && onSecond >= 0 && onSecond <= 1 ? [[onFirst, onSecond]] : []
}
