import type { ConfiguredMargin } from './planningMarks.ts'

/** How near a needle may come: below `stopMm` planning waits for an answer, below `cautionMm` it warns. */
export type Margin = { readonly stopMm: number; readonly cautionMm: number }

export type ClearanceLevel = 'stop' | 'caution' | 'above'

/**
 * Margins by kind of structure: proposals that a clinical owner has to confirm, taken from path clearances published
 * for the posterior approach (vertebral artery 7.1 ± 1.8 mm, thecal sac 6.0 ± 2.2 mm in 488 CT angiographies, Pain
 * Med 2019) and the internal carotid's least distance to C1 (1.1 mm). Contact with the C2 root is often unavoidable
 * medially, hence its narrower stop zone.
 */
export const margins = {
  vertebralArtery: { stopMm: 3, cautionMm: 5 },
  thecalSac: { stopMm: 2, cautionMm: 4 },
  cord: { stopMm: 2, cautionMm: 4 },
  c2Root: { stopMm: 1, cautionMm: 3 },
  internalCarotid: { stopMm: 1, cautionMm: 3 },
} as const satisfies Readonly<Record<string, Margin>>
export type StructureKind = keyof typeof margins

const hasMargin = (kind: string): kind is StructureKind => Object.hasOwn(margins, kind)

/**
 * The margin a structure of this kind is judged by: the department's own, else the proposal. A kind that nobody has set a
 * margin for gets the widest there is: it may be anything, an artery too.
 *
 * @units   mm
 * @source  the table above
 */
export function marginFor(kind: string, configured: readonly ConfiguredMargin[] = []): Margin {
  const own = configured.find((margin) => margin.kind === kind)
  if (own !== undefined) return { stopMm: own.stopMm, cautionMm: own.cautionMm }
  return hasMargin(kind) ? margins[kind] : margins.vertebralArtery
}

/**
 * What a distance means: below the stop margin, below the caution margin, or above both. One exactly at a margin keeps it.
 *
 * @units   mm, from surface to surface, less what is uncertain
 * @source  the margins given
 */
export function judgeClearance(distanceMm: number, { stopMm, cautionMm }: Margin): ClearanceLevel {
  if (distanceMm < stopMm) return 'stop'
  return distanceMm < cautionMm ? 'caution' : 'above'
}
