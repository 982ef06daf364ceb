import { withInterval, type AgreementCoefficient } from './coefficient.ts'

/**
 * Gwet's AC1 of two or more readers, each item rated by some of them, with its 95 % interval. Unlike kappa it does not fall where
 * nearly all items are of one category, as vessel filling in a teaching set may be.
 *
 * @units   none, −1 to 1
 * @source  Gwet, Br J Math Stat Psychol 2008;61:29: pe = Σ πk (1 − πk) / (q − 1); variance by linearisation for any number of readers,
 *          Σ (γi* − γ)² / (n (n − 1)), γi* = γi − 2 (1 − γ)(pei − pe) / (1 − pe), Gwet 2014, 5.3
 * @limits  null without an item that two readers rated, and with one category. An item with one rating counts for πk alone
 */
export function gwetAc1(ratings: readonly (readonly (string | null)[])[], categories: readonly string[]): AgreementCoefficient | null {
  const items = ratings.map((ofItem) => categories.map((category) => ofItem.filter((rating) => rating === category).length)).filter((counts) => ratersOf(counts) > 0)
  const both = items.filter((counts) => ratersOf(counts) > 1)
  if (both.length === 0 || categories.length < 2) return null
  const share = (counts: readonly number[]): readonly number[] => counts.map((count) => count / ratersOf(counts))
  const prevalence = categories.map((_, k) => mean(items.map((counts) => share(counts)[k] ?? Number.NaN)))
  const chance = (shares: readonly number[]): number => shares.reduce((sum, each, k) => sum + each * (1 - (prevalence[k] ?? Number.NaN)), 0) / (categories.length - 1)
  const byChance = chance(prevalence)
  const agreed = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count * (count - 1), 0) / (ratersOf(counts) * (ratersOf(counts) - 1))
  const observed = mean(both.map(agreed))
  const value = (observed - byChance) / (1 - byChance)
  // An item that one reader rated has no agreement of its own; the others' is stretched to all items.
  const stretched = items.map((counts) => {
    const own = ratersOf(counts) > 1 ? (items.length / both.length) * (agreed(counts) - byChance) / (1 - byChance) : 0
    return own - (2 * (1 - value) * (chance(share(counts)) - byChance)) / (1 - byChance)
  })
  const n = items.length
  const variance = n < 2 ? Infinity : stretched.reduce((sum, each) => sum + (each - value) ** 2, 0) / (n * (n - 1))
  return withInterval({ value, observed, byChance, items: n, standardError: Math.sqrt(variance) })
}

const ratersOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * The same ratings as a table of two readers.
 *
 * @units   counts
 * @source  a table holds each pair as often as it occurred
 */
export const ratingsOfTable = (table: readonly (readonly number[])[], categories: readonly string[]): readonly (readonly string[])[] =>
  table.flatMap((row, i) => row.flatMap((count, j) => Array.from({ length: count }, () => [categories[i] ?? '', categories[j] ?? ''])))
