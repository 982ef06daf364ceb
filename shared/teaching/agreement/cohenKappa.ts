import { sharesOf, type Contingency } from './contingency.ts'
import { withInterval, type AgreementCoefficient } from './coefficient.ts'

export type KappaWeights = 'unweighted' | 'linear' | 'quadratic'

/**
 * How much two categories agree, 1 for the same; for ordered categories less the further apart they lie.
 *
 * @units   none, 0 to 1
 * @source  1 − |i − j| / (q − 1), and its square: Cohen, Psychol Bull 1968; Cicchetti and Allison 1971
 */
export function agreementWeights(categories: number, kind: KappaWeights): readonly (readonly number[])[] {
  const apart = (i: number, j: number): number => Math.abs(i - j) / (categories - 1)
  const weight = { unweighted: (i: number, j: number) => (i === j ? 1 : 0), linear: (i: number, j: number) => 1 - apart(i, j), quadratic: (i: number, j: number) => 1 - apart(i, j) ** 2 }[kind]
  return Array.from({ length: categories }, (_, i) => Array.from({ length: categories }, (_each, j) => weight(i, j)))
}

/**
 * Cohen's kappa of two readers, weighted where the categories are ordered, with its 95 % interval.
 *
 * @units   none, −1 to 1
 * @source  κ = (po − pe) / (1 − pe), Cohen, Educ Psychol Meas 1960, and 1968 for weights; standard error for any κ by Fleiss, Cohen and
 *          Everitt, Psychol Bull 1969: Σ pij [wij − (w̄i + w̄j)(1 − κ)]² − [κ − pe (1 − κ)]², over n (1 − pe)²
 * @limits  null without an item, with one category, and where both readers used one category throughout: chance then agrees always
 */
export function cohenKappa(table: Contingency, weights: KappaWeights | readonly (readonly number[])[] = 'unweighted'): AgreementCoefficient | null {
  const shares = sharesOf(table)
  if (shares === null) return null
  const { items, cells, rows, columns } = shares
  const w = typeof weights === 'string' ? agreementWeights(table.length, weights) : weights
  const at = (matrix: Contingency, i: number, j: number): number => matrix[i]?.[j] ?? Number.NaN
  const sum = (each: (i: number, j: number) => number): number => rows.reduce((total, _, i) => columns.reduce((inner, _each, j) => inner + each(i, j), total), 0)
  const observed = sum((i, j) => at(w, i, j) * at(cells, i, j))
  const byChance = sum((i, j) => at(w, i, j) * (rows[i] ?? Number.NaN) * (columns[j] ?? Number.NaN))
  if (1 - byChance < 1e-12) return null
  const value = (observed - byChance) / (1 - byChance)
  const meanOfRow = rows.map((_, i) => columns.reduce((total, share, j) => total + share * at(w, i, j), 0))
  const meanOfColumn = columns.map((_, j) => rows.reduce((total, share, i) => total + share * at(w, i, j), 0))
  const spread = sum((i, j) => at(cells, i, j) * (at(w, i, j) - ((meanOfRow[i] ?? Number.NaN) + (meanOfColumn[j] ?? Number.NaN)) * (1 - value)) ** 2)
  const variance = (spread - (value - byChance * (1 - value)) ** 2) / (items * (1 - byChance) ** 2)
  return withInterval({ value, observed, byChance, items, standardError: Math.sqrt(Math.max(0, variance)) })
}
