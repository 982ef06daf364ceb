import { studentT975 } from './studentT.ts'

/** An agreement beyond chance, with how sure it is. The interval ends at 1: nothing agrees better than always. */
export type AgreementCoefficient = {
  readonly value: number
  readonly observed: number
  readonly byChance: number
  readonly standardError: number
  readonly from: number
  readonly to: number
  readonly items: number
}

/**
 * A coefficient with its 95 % interval.
 *
 * @units   none
 * @source  value ± t(0.975, n − 1) standard errors, Gwet, Handbook of Inter-Rater Reliability (2014), 5.3; the upper end cut at 1
 */
export function withInterval(figures: Omit<AgreementCoefficient, 'from' | 'to'>): AgreementCoefficient {
  const half = studentT975(figures.items - 1) * figures.standardError
  return { ...figures, from: Math.max(-1, figures.value - half), to: Math.min(1, figures.value + half) }
}
