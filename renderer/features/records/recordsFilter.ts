import type { Input } from '#shared/contract/types.ts'

export type RecordsFilter = Input<'record.statistics'>

/** What is searched for, without what was left open. */
export type FilterFields = {
  readonly words: string; readonly side: '' | 'LEFT' | 'RIGHT'; readonly operator: string; readonly from: string; readonly to: string
  readonly pattern: NonNullable<RecordsFilter['pattern']> | ''; readonly complication: NonNullable<RecordsFilter['complication']> | ''; readonly signed: '' | 'yes' | 'no'
}
export const noFilter: FilterFields = { words: '', side: '', operator: '', from: '', to: '', pattern: '', complication: '', signed: '' }

export function filterOf({ words, side, operator, from, to, pattern, complication, signed }: FilterFields): RecordsFilter {
  return {
    ...(words.trim() === '' ? {} : { words: words.trim() }), ...(side === '' ? {} : { side }), ...(operator.trim() === '' ? {} : { operator: operator.trim() }), ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }),
    ...(pattern === '' ? {} : { pattern }), ...(complication === '' ? {} : { complication }), ...(signed === '' ? {} : { signed: signed === 'yes' }),
  }
}

/** "24.3 s, of 12 records", or that nobody states it. */
export const medianWords = (median: { readonly value: number; readonly of: number } | null, unit: string): string =>
  median === null ? 'not stated' : `${String(Number(median.value.toFixed(1)))} ${unit}, of ${String(median.of)} ${median.of === 1 ? 'record' : 'records'}`
