import { writeDecimal } from '#renderer/features/case/index.ts'
import type { ClearanceState } from '#shared/planning/structureClearance.ts'

/** What is further away than this matters no more for the path, and would leave no room for what is near. */
const END_MM = 12

export type ClearanceScale = {
  /** Where zones end and the figure stands, in percent of the scale. */
  readonly stop: number
  readonly caution: number
  readonly at: number
  /** From the worst to the best that the drawing's uncertainty allows. */
  readonly from: number
  readonly to: number
  /** The end of the scale that the figure lies beyond. */
  readonly beyond: 'start' | 'end' | null
  readonly words: string
}

/** A clearance on a scale of 0 to 12 mm between its margins. */
export function clearanceScale({ distanceMm, leastMm, margin }: Extract<ClearanceState, { readonly kind: 'assessed' }>): ClearanceScale {
  const percent = (mm: number): number => (Math.min(END_MM, Math.max(0, mm)) / END_MM) * 100
  const uncertaintyMm = distanceMm - leastMm
  const beyond = distanceMm > END_MM ? 'end' : distanceMm < 0 ? 'start' : null
  const place = beyond === 'end' ? `beyond the scale of 0 to ${String(END_MM)} mm` : beyond === 'start' ? `below the scale of 0 to ${String(END_MM)} mm` : `on a scale of 0 to ${String(END_MM)} mm`
  return {
    stop: percent(margin.stopMm), caution: percent(margin.cautionMm), at: percent(distanceMm), from: percent(leastMm), to: percent(distanceMm + uncertaintyMm), beyond,
    words: `${writeDecimal(distanceMm)} mm, ${writeDecimal(leastMm)} mm at worst, ${place}; stop below ${String(margin.stopMm)} mm, caution below ${String(margin.cautionMm)} mm`,
  }
}
