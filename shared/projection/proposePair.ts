import type { RunPlace } from './viewPair.ts'
import { angleBetweenViews, LEAST_ANGLE_DEG } from './twoViews.ts'

/** A run as a proposal weighs it. */
export type PairCandidate = RunPlace & {
  /** Null where the header does not state both, or states what cannot be. */
  readonly angles: { readonly primaryDeg: number; readonly secondaryDeg: number } | null
  /** When it was taken, as the C-arm's clock wrote it. */
  readonly takenAt: string | null
}
export type ProposedPair = {
  readonly first: PairCandidate
  readonly second: PairCandidate
  /** Why these two, in words. */
  readonly reasons: readonly string[]
}

/** Ten degrees off the right angle weigh as much as ten minutes between the two. */
const MINUTES_PER_DEG = 1
/** As far apart as two exposures of one examination are, where one of them has no time. */
const UNKNOWN_MINUTES = 60

/**
 * Two runs that can be looked at as one pair: nearest to a right angle and to each other in time. The view nearer to the
 * antero-posterior line comes first.
 *
 * @units   degrees, minutes
 * @source  Positioner angles; Acquisition Date Time as written by the C-arm
 * @limits  null where no two runs state angles at least 30 degrees apart; nothing is read from names
 */
export function proposePair(runs: readonly PairCandidate[], including: RunPlace | null): ProposedPair | null {
  const known = runs.flatMap((run) => (run.angles === null ? [] : [{ ...run, angles: run.angles }]))
  const pairs = known.flatMap((first, at) => known.slice(at + 1).map((second) => ({ first, second, deg: angleBetweenViews(first.angles, second.angles), minutes: minutesBetween(first.takenAt, second.takenAt) })))
  const apart = pairs.filter(({ deg }) => deg >= LEAST_ANGLE_DEG)
  const isOf = ({ first, second }: (typeof apart)[number]): boolean => including !== null && [first, second].some((run) => run.seriesUid === including.seriesUid && run.run === including.run)
  const offered = apart.some(isOf) ? apart.filter(isOf) : apart
  const cost = ({ deg, minutes }: (typeof apart)[number]): number => (90 - deg) * MINUTES_PER_DEG + (minutes ?? UNKNOWN_MINUTES)
  const best = offered.toSorted((a, b) => cost(a) - cost(b))[0]
  if (best === undefined) return null
  const [first, second] = offLineDeg(best.first.angles) <= offLineDeg(best.second.angles) ? [best.first, best.second] : [best.second, best.first]
  return {
    first, second,
    reasons: [
      `${best.deg.toFixed(0)}° between the views`,
      best.minutes === null ? 'not both say when they were taken' : best.minutes < 1 ? 'taken within a minute' : `taken ${best.minutes.toFixed(0)} min apart`,
      ...(best.first.seriesUid === best.second.seriesUid ? ['of one series'] : []),
    ],
  }
}

/** From the antero-posterior line, 0 to 90. */
const offLineDeg = (angles: { readonly primaryDeg: number; readonly secondaryDeg: number }): number => angleBetweenViews(angles, { primaryDeg: 0, secondaryDeg: angles.secondaryDeg })

function minutesBetween(a: string | null, b: string | null): number | null {
  if (a === null || b === null) return null
  // Both as written by one clock: the zone falls out of the difference.
  const minutes = Math.abs(Date.parse(`${a}Z`) - Date.parse(`${b}Z`)) / 60_000
  return Number.isFinite(minutes) ? minutes : null
}
