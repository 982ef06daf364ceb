/**
 * Figures in the words of a score, to a tenth.
 *
 * @units   those of the figure
 */
export const tenth = (value: number): string => (Math.abs(value) < 0.05 ? 0 : value).toFixed(1)

/**
 * "from 2 expert plans".
 *
 * @source  how many experts a key holds
 */
export const expertsWords = (experts: number, what: string): string => `from ${String(experts)} expert ${what}${experts === 1 ? '' : 's'}`

/**
 * "the target and the entry", "a, b and c".
 *
 * @source  plain English
 */
export const inOneList = (items: readonly string[]): string => (items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`)
