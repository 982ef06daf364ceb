import { isSamePerson, personsAmong } from './persons.ts'

/**
 * Below this a difference is not asked for: experts who agree by chance to a tenth of a millimetre would else demand what
 * nobody can see. Half a pixel of a thin CT, and a degree that no protractor on a hub reads.
 */
export const least = { mm: 0.5, deg: 1, px: 2, frames: 1 } as const

/**
 * How far off is accepted where the answer is known from how the images were made and no limit was set. Proposals: the target
 * band is 5 mm wide, and a C-arm that is 5 degrees off shifts a point 60 mm deep by 5 mm.
 */
export const nearTruth = { alongJointMm: 2, depthMm: 2, craniocaudalMm: 2, entryMm: 10, directionDeg: 10, viewDeg: 5, flashPx: 20, flashFrames: 2 } as const

export type AcceptedRange = { readonly limit: number; readonly from: 'limit' | 'experts' | 'truth' } | { readonly limit: null; readonly why: string }

/** How far apart experts lie; null where there is nobody to differ from. */
export type Spread = { readonly experts: number; readonly apart: number | null }

/**
 * How far different experts lie from each other. What one of them answers twice is his own latitude, no second opinion.
 *
 * @units   those of `apart`
 * @source  the largest difference between two persons
 */
export function spreadOf<Item extends { readonly expert: string }>(items: readonly Item[], apart: (a: Item, b: Item) => number | null): Spread {
  const pairs = items.flatMap((a, at) => items.slice(at + 1).filter((b) => !isSamePerson(a, b)).map((b) => apart(a, b))).filter((value) => value !== null)
  return { experts: personsAmong(items), apart: pairs.length === 0 ? null : Math.max(...pairs) }
}

/**
 * Why fewer than two experts accept and refuse nothing.
 *
 * @source  docs/adr/0017-scores-in-parts.md
 */
export const tooFewWords = (experts: number): string => (experts === 0 ? 'no expert' : experts === 1 ? '1 expert only' : 'not known')

/**
 * How far from the nearest expert an answer may be: the educator's limit, else as far as the experts are from each other.
 *
 * @units   those of the spread
 * @source  the app's own rule: a spread takes two experts at least; with one alone nothing is accepted or refused
 */
export function acceptedRange({ limit, spread, isTruth, ofTruth, least: floor }: {
  readonly limit: number | null | undefined
  readonly spread: Spread
  readonly isTruth: boolean
  readonly ofTruth: number
  readonly least: number
}): AcceptedRange {
  if (limit !== null && limit !== undefined) return { limit, from: 'limit' }
  if (isTruth) return { limit: ofTruth, from: 'truth' }
  return spread.apart === null ? { limit: null, why: tooFewWords(spread.experts) } : { limit: Math.max(floor, spread.apart), from: 'experts' }
}
