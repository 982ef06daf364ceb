import { toDegrees } from '#shared/geometry/angles.ts'
import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorDistance, vectorLength, vectorNormalise, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import type { ExpertAnswer } from '../questions.ts'

export type PathEnds = { readonly entryLpsMm: PatientPoint; readonly targetLpsMm: PatientPoint }
export type ExpertPath = PathEnds & { readonly expert: string; readonly isTruth: boolean; /** Among the key's experts. */ readonly at: number }
export type Corridor = { readonly nearest: ExpertPath; /** Everyone who went the same way, the nearest among them. */ readonly members: readonly ExpertPath[] }

/** Two paths further apart than this are two ways in, not one way drawn twice: posterior and C2-lamina tangent lie 30 degrees apart at least. */
const SAME_WAY_DEG = 20

/**
 * The paths among the experts' answers.
 *
 * @frame   patientLps
 * @source  the order of the answer key
 */
export const expertPaths = (experts: readonly ExpertAnswer[]): readonly ExpertPath[] =>
  experts.flatMap(({ expert, isTruth, answer }, at) => (answer.kind === 'drawPath' ? [{ expert, isTruth, at, entryLpsMm: answer.entryLpsMm, targetLpsMm: answer.targetLpsMm }] : []))

/**
 * The angle between two directions.
 *
 * @frame   any, both the same
 * @units   degrees, 0 to 180; null where one has no direction
 * @source  2 atan2(|a − b|, |a + b|) of the unit vectors, which keeps its digits for nearly parallel ones
 */
export function angleBetween(first: PatientVector, second: PatientVector): number | null {
  const [a, b] = [vectorNormalise<'patientLps'>(first), vectorNormalise<'patientLps'>(second)]
  if (a === null || b === null) return null
  return toDegrees(2 * Math.atan2(vectorLength(vectorSubtract(a, b)), vectorLength(vectorSubtract(a, vectorScale(b, -1)))))
}

/**
 * From the entry to the target.
 *
 * @frame   patientLps
 * @units   mm
 * @source  p = T − E
 */
export const alongPath = ({ entryLpsMm, targetLpsMm }: PathEnds): PatientVector => vectorSubtract(targetLpsMm, entryLpsMm)

/**
 * Which of several accepted ways a path took: that of the expert whose ends lie nearest to its own.
 *
 * @frame   patientLps
 * @units   mm, degrees
 * @source  alternative accepted corridors; the way of an expert is everyone within 20 degrees of him
 * @limits  null without an expert's path
 */
export function nearestCorridor(path: PathEnds, experts: readonly ExpertPath[]): Corridor | null {
  const off = (expert: ExpertPath): number => vectorDistance(path.entryLpsMm, expert.entryLpsMm) + vectorDistance(path.targetLpsMm, expert.targetLpsMm)
  const [nearest] = experts.toSorted((a, b) => off(a) - off(b))
  if (nearest === undefined) return null
  const members = experts.filter((expert) => {
    const angle = angleBetween(alongPath(expert), alongPath(nearest))
    return angle !== null && angle <= SAME_WAY_DEG
  })
  return { nearest, members }
}
