/** One learner at one item, and what the learner reached on all the other items. */
export type ItemAnswer = { readonly isAccepted: boolean; readonly restShare: number | null }

/**
 * How hard an item is: the share of those who answered it and were accepted. High means easy.
 *
 * @units   none, 0 to 1
 * @source  the classical item difficulty p; Crocker and Algina, Introduction to Classical and Modern Test Theory (1986), 14
 * @limits  null without an answer
 */
export const itemDifficulty = (answers: readonly ItemAnswer[]): number | null => (answers.length === 0 ? null : answers.filter(({ isAccepted }) => isAccepted).length / answers.length)

/**
 * Whether those who do well elsewhere do well here too: the point-biserial correlation of the item with the rest of the test.
 *
 * @units   none, −1 to 1
 * @source  Pearson's r of 0 or 1 with the share accepted on the other items (corrected item-total), Crocker and Algina (1986), 14
 * @limits  null for fewer than 3 learners with other items, and where all were accepted, none was, or all did equally well elsewhere
 */
export function itemDiscrimination(answers: readonly ItemAnswer[]): number | null {
  const pairs = answers.flatMap(({ isAccepted, restShare }) => (restShare === null ? [] : [[isAccepted ? 1 : 0, restShare] as const]))
  if (pairs.length < 3) return null
  const mean = (at: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[at], 0) / pairs.length
  const [here, rest] = [mean(0), mean(1)]
  const sum = (each: (a: number, b: number) => number): number => pairs.reduce((total, [a, b]) => total + each(a - here, b - rest), 0)
  const spread = Math.sqrt(sum((a) => a * a) * sum((_a, b) => b * b))
  return spread < 1e-12 ? null : sum((a, b) => a * b) / spread
}
