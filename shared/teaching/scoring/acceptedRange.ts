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

/**
 * How far from the nearest expert an answer may be: the educator's limit, else as far as the experts are from each other.
 *
 * @units   those of `values`
 * @source  the app's own rule: a spread takes two experts at least; with one alone nothing is accepted or refused
 */
export function acceptedRange({ limit, values, isTruth, ofTruth, least: floor }: {
  readonly limit: number | null | undefined
  /** The experts' own figures on the same scale. */
  readonly values: readonly number[]
  readonly isTruth: boolean
  readonly ofTruth: number
  readonly least: number
}): AcceptedRange {
  if (limit !== null && limit !== undefined) return { limit, from: 'limit' }
  if (isTruth) return { limit: ofTruth, from: 'truth' }
  if (values.length < 2) return { limit: null, why: values.length === 0 ? 'no expert' : '1 expert only' }
  return { limit: Math.max(floor, Math.max(...values) - Math.min(...values)), from: 'experts' }
}
