import { describe, expect, it } from 'vitest'
import { ageOf, writeAge } from './imageAge.ts'

const now = new Date(2026, 10, 22, 10, 1, 0)
describe('the age of an image', () => {
  it.each([[45, '45 s'], [74, '1 min 14 s'], [1980, '33 min'], [7200, '2 h'], [8 * 86_400, '8 days'], [1100 * 86_400, '3 years']])('of %d s is written %s', (seconds, words) => { expect(writeAge(seconds)).toBe(words) })
  it('is a caution from 60 s on X-rays, from 24 h on anything else', () => {
    expect(ageOf('2026-11-22T10:00:01', now, true)).toEqual({ kind: 'known', seconds: 59, caution: false })
    expect(ageOf('2026-11-22T10:00:00', now, true)).toEqual({ kind: 'known', seconds: 60, caution: true })
    expect([ageOf('2026-11-21T10:01:01', now, false), ageOf('2026-11-21T10:01:00', now, false)]).toMatchObject([{ caution: false }, { caution: true }])
  })
  it('is not made up where the clock is ahead or nothing is stated', () => {
    expect(ageOf('2026-11-22T10:03:00', now, true)).toEqual({ kind: 'ahead', seconds: 120 })
    expect([ageOf(null, now, true), ageOf('yesterday', now, true)]).toEqual([{ kind: 'unknown' }, { kind: 'unknown' }])
  })
})
