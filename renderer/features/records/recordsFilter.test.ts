import { expect, test } from 'vitest'
import { filterOf, medianWords, noFilter } from './recordsFilter.ts'

test('what was left open is not searched for', () => {
  expect(filterOf(noFilter)).toEqual({})
  expect(filterOf({ ...noFilter, words: ' weber ', side: 'LEFT', from: '2026-11-01', pattern: 'venous', signed: 'no' })).toEqual({ words: 'weber', side: 'LEFT', from: '2026-11-01', pattern: 'venous', signed: false })
})

test('a median says of how many records it is, or that none states it', () => {
  expect(medianWords({ value: 24.34, of: 12 }, 's')).toBe('24.3 s, of 12 records')
  expect(medianWords({ value: 50, of: 1 }, '%')).toBe('50 %, of 1 record')
  expect(medianWords(null, 's')).toBe('not stated')
})
