import { studentT975 } from './studentT.ts'
import type { AgreementCoefficient } from './coefficient.ts'

/** Fewer items than these tell nothing about other items of their kind: no interval is given. A proposal. */
export const LEAST_ITEMS = 5

export type AgreementOfItems = Pick<AgreementCoefficient, 'value' | 'observed' | 'byChance'> & {
  readonly items: number
  readonly answers: number
  /** Null: too few items, or all of them alike. */
  readonly interval: { readonly from: number; readonly to: number; readonly standardError: number } | null
}

/**
 * An agreement over items of which each was answered by many, with its 95 % interval. The answers to one item hang together: 30
 * readers of one picture are one picture, so the interval is told by leaving out one item after the other.
 *
 * @units   none, −1 to 1
 * @source  the jackknife by clusters: se² = (n − 1) / n · Σ (θ₋ᵢ − θ̄)², Efron and Tibshirani, An Introduction to the Bootstrap (1993), 11;
 *          value ± t(0.975, n − 1) se, cut at −1 and 1
 * @limits  null where the coefficient is; no interval below LEAST_ITEMS, where it has no value without one of the items, and where every item agrees alike
 */
export function agreementByItem<Item>(items: readonly Item[], answersOf: (item: Item) => number, coefficient: (items: readonly Item[]) => AgreementCoefficient | null): AgreementOfItems | null {
  const found = coefficient(items)
  if (found === null) return null
  const { value, observed, byChance } = found
  const n = items.length
  const whole = { value, observed, byChance, items: n, answers: items.reduce((sum, item) => sum + answersOf(item), 0) }
  const without = n < LEAST_ITEMS ? [] : items.map((_, at) => coefficient(items.filter((_each, other) => other !== at))?.value ?? null).filter((each) => each !== null)
  if (without.length < n || n < LEAST_ITEMS) return { ...whole, interval: null }
  const mean = without.reduce((sum, each) => sum + each, 0) / n
  const standardError = Math.sqrt(((n - 1) / n) * without.reduce((sum, each) => sum + (each - mean) ** 2, 0))
  if (standardError < 1e-12) return { ...whole, interval: null }
  const half = studentT975(n - 1) * standardError
  return { ...whole, interval: { from: Math.max(-1, value - half), to: Math.min(1, value + half), standardError } }
}
