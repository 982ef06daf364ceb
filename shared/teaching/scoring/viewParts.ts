import { centralRay } from '#shared/projection/cArm.ts'
import type { ScorePart } from '../attempt.ts'
import type { AnswerKey } from '../questions.ts'
import { acceptedRange, least, nearTruth, spreadOf } from './acceptedRange.ts'
import { angleBetween } from './corridors.ts'
import { inOneList, tenth } from './words.ts'

type View = { readonly primaryDeg: number; readonly secondaryDeg: number }

/**
 * The great-circle angle between the central rays of two C-arm positions: what separates two views, which differences of the
 * two angles alone do not say near a pole.
 *
 * @frame   head-first supine patientLps
 * @units   degrees, 0 to 180
 * @source  centralRay, PS3.3 C.8.7.5.1.2
 */
export function viewsApart(a: View, b: View): number {
  const angle = angleBetween(centralRay(a.primaryDeg, a.secondaryDeg), centralRay(b.primaryDeg, b.secondaryDeg))
  // A view of which nothing is known must not count as the expert's own.
  if (angle === null || Number.isNaN(angle)) throw new Error('A C-arm position without two angles has no central ray.')
  return angle
}

/** Between two primary angles the short way round. */
const turn = (from: number, to: number): number => ((((to - from + 180) % 360) + 360) % 360) - 180

/**
 * A chosen view against the nearest expert's.
 *
 * @units   degrees
 * @source  great-circle angle; accepted is the educator's limit for directions, or as far as the experts lie apart
 */
export function viewParts(given: View, { experts, limits }: AnswerKey): readonly ScorePart[] {
  const theirs = experts.flatMap(({ expert, isTruth, answer }) => (answer.kind === 'chooseView' ? [{ expert, isTruth, primaryDeg: answer.primaryDeg, secondaryDeg: answer.secondaryDeg }] : []))
  const [nearest] = theirs.toSorted((a, b) => viewsApart(a, given) - viewsApart(b, given))
  const base = { group: 'answer', name: 'View', unit: 'deg' } as const
  if (nearest === undefined) return [{ ...base, value: null, towards: '', accepted: 'no expert', state: 'notAssessed' }]
  const range = acceptedRange({ limit: limits.directionDeg, spread: spreadOf(theirs, viewsApart), isTruth: nearest.isTruth, ofTruth: nearTruth.viewDeg, least: least.deg })
  const value = viewsApart(given, nearest)
  return [{ ...base, value, towards: wayTo(given, nearest), ...(range.limit === null ? { accepted: range.why, state: 'notAssessed' } : { accepted: `up to ${tenth(range.limit)}`, state: value <= range.limit ? 'accepted' : 'notYet' }) }]
}

/** Which way the C-arm would have to go; parts below a degree are left out. */
function wayTo(given: View, wanted: View): string {
  const primary = turn(given.primaryDeg, wanted.primaryDeg), secondary = wanted.secondaryDeg - given.secondaryDeg
  const ways = [
    ...(Math.abs(primary) < least.deg ? [] : [`${tenth(Math.abs(primary))}° toward ${primary > 0 ? 'LAO' : 'RAO'}`]),
    ...(Math.abs(secondary) < least.deg ? [] : [`${tenth(Math.abs(secondary))}° toward ${secondary > 0 ? 'CRAN' : 'CAUD'}`]),
  ]
  return ways.length === 0 ? '' : `move ${inOneList(ways)}`
}
