import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorDistance, vectorSubtract } from '#shared/geometry/vectors.ts'
import type { ScorePart } from '../attempt.ts'
import type { AnswerKey } from '../questions.ts'
import { acceptedRange, least, nearTruth, spreadOf, type AcceptedRange } from './acceptedRange.ts'
import { alongPath, angleBetween, type Corridor, type PathEnds } from './corridors.ts'
import { inOneList, tenth } from './words.ts'

const judged = (value: number, range: AcceptedRange): ScorePart['state'] => (range.limit === null ? 'notAssessed' : value <= range.limit ? 'accepted' : 'notYet')
const words = (range: AcceptedRange): string => (range.limit === null ? range.why : `up to ${tenth(range.limit)}`)

/**
 * Entry, direction and length of a path against the experts who went the same way.
 *
 * @frame   patientLps
 * @units   mm, degrees
 * @source  the nearest expert; accepted is the educator's limit, or as far as the experts of that way lie apart
 */
export function pathParts(path: PathEnds, { nearest, members }: Corridor, { limits }: AnswerKey): readonly ScorePart[] {
  const of = (value: Pick<Parameters<typeof acceptedRange>[0], 'limit' | 'spread' | 'ofTruth' | 'least'>): AcceptedRange => acceptedRange({ ...value, isTruth: nearest.isTruth })
  const entryMm = vectorDistance(path.entryLpsMm, nearest.entryLpsMm)
  const entry = of({ limit: limits.entryMm, spread: spreadOf(members, (a, b) => vectorDistance(a.entryLpsMm, b.entryLpsMm)), ofTruth: nearTruth.entryMm, least: least.mm })
  const directionDeg = angleBetween(alongPath(path), alongPath(nearest))
  const direction = of({ limit: limits.directionDeg, spread: spreadOf(members, (a, b) => angleBetween(alongPath(a), alongPath(b))), ofTruth: nearTruth.directionDeg, least: least.deg })
  return [
    { group: 'path', name: 'Entry', unit: 'mm', value: entryMm, towards: entryWay(path.entryLpsMm, nearest.entryLpsMm), accepted: words(entry), state: judged(entryMm, entry) },
    { group: 'path', name: 'Direction', unit: 'deg', value: directionDeg, towards: '', accepted: words(direction), state: directionDeg === null ? 'notYet' : judged(directionDeg, direction) },
    lengthPart(path, members, of({ limit: limits.entryMm, spread: spreadOf(members, (a, b) => Math.abs(lengthOf(a) - lengthOf(b))), ofTruth: nearTruth.entryMm, least: least.mm }), lengthOf(nearest)),
  ]
}

const lengthOf = (path: PathEnds): number => vectorDistance(path.entryLpsMm, path.targetLpsMm)

function lengthPart(path: PathEnds, members: readonly PathEnds[], range: AcceptedRange, nearestMm: number): ScorePart {
  const lengthMm = lengthOf(path)
  const base = { group: 'path', name: 'Skin to target', unit: 'mm', value: lengthMm, towards: '' } as const
  if (range.limit === null) return { ...base, accepted: range.why, state: 'notAssessed' }
  const [from, to] = range.from === 'experts' ? [Math.min(...members.map(lengthOf), nearestMm - range.limit), Math.max(...members.map(lengthOf), nearestMm + range.limit)] : [nearestMm - range.limit, nearestMm + range.limit]
  return { ...base, accepted: `${tenth(Math.max(0, from))} to ${tenth(to)}`, state: lengthMm >= from && lengthMm <= to ? 'accepted' : 'notYet' }
}

/** Which way an entry is off, in the patient's own words; parts below half a millimetre are left out. */
function entryWay(entry: PatientPoint, expert: PatientPoint): string {
  const [x, , z] = vectorSubtract(entry, expert)
  return inOneList([
    ...(Math.abs(x) < least.mm ? [] : [x > 0 ? 'to the LEFT' : 'to the RIGHT']),
    ...(Math.abs(z) < least.mm ? [] : [z > 0 ? 'toward the head' : 'toward the feet']),
  ])
}
