/**
 * Figures in the words of a score, to a tenth.
 *
 * @units   those of the figure
 */
export const tenth = (value: number): string => (Math.abs(value) < 0.05 ? 0 : value).toFixed(1)

/**
 * "from 2 expert plans"; where one drew several, "from 2 plans of 1 expert".
 *
 * @source  how many answers of how many experts a key holds
 */
export function expertsWords(answers: number, experts: number, what: string): string {
  const several = (count: number, word: string): string => `${String(count)} ${word}${count === 1 ? '' : 's'}`
  return answers === experts ? `from ${several(answers, `expert ${what}`)}` : `from ${several(answers, what)} of ${several(experts, 'expert')}`
}

/**
 * "the target and the entry", "a, b and c".
 *
 * @source  plain English
 */
export const inOneList = (items: readonly string[]): string => (items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`)
