import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorNormalise, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import type { Needle } from '../needle/needlePath.ts'
import type { Side } from '../phantom/parameters.ts'
import type { Phantom } from '../phantom/rows.ts'
import { unitVector } from '../phantom/side.ts'
import { distanceToRow, exitAlong, leastAlong } from '../truth/distanceToRow.ts'
import { chanceOf, chosenOf } from './chance.ts'
import { practicePaths } from './practicePaths.ts'

/** How far a needle may lean from the taught way, as a share of its length: six degrees. */
const LEAN = 0.105
const TRIES = 12
/** What must be left beside everything: the shaft touches nothing. */
const LEAST_MM = 1

/** A needle that somebody brought to the target by one of the accepted ways, not quite as it is taught; it touches nothing. */
export function practiceNeedle(phantom: Phantom, side: Side, targetLpsMm: PatientPoint, seed: number): Needle {
  const paths = practicePaths(phantom, side, targetLpsMm)
  const { entryLpsMm } = chosenOf(seed, 'way', paths)
  const towards = unitVector(vectorSubtract(entryLpsMm, targetLpsMm))
  const body = distanceToRow(phantom, 'body')
  const structures = [`va${side}`, 'dura', 'drg'].map((part) => distanceToRow(phantom, part))
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const lean = (axis: string): number => (2 * chanceOf(seed, `${axis}${String(attempt)}`) - 1) * LEAN
    const direction = vectorNormalise<'patientLps'>(vectorAdd(towards, vectorAdd(vectorScale([1, 0, 0], lean('x')), vectorScale([0, 0, 1], lean('z')))))
    if (direction === null) continue
    const lengthMm = exitAlong(body, targetLpsMm, direction)
    if (structures.every((distance) => leastAlong(distance, targetLpsMm, direction, lengthMm) >= LEAST_MM)) return { gauge: 22, tipLpsMm: targetLpsMm, towardsEntry: direction }
  }
  return { gauge: 22, tipLpsMm: targetLpsMm, towardsEntry: towards }
}
