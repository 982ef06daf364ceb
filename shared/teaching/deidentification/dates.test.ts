import { describe, expect, it } from 'vitest'
import { dateBefore, dateTimeBefore, isTime, unidentifyingAge } from './dates.ts'

describe('a date that goes back', () => {
  it.each([
    ['20260102', 1, '20260101'], ['20240301', 1, '20240229'], ['20230301', 1, '20230228'], ['20260102', 3650, '20160105'], ['2026.01.02', 2, '20251231'],
    ['20261301', 1, null], ['20260230', 1, null], ['', 1, null], ['SMITH', 1, null],
  ])('%s by %i days is %s', (date, days, expected) => { expect(dateBefore(date, days)).toBe(expected) })

  it.each([
    ['20260102101530.25+0100', 1, '20260101101530.25+0100'], ['2026010210', 1, '2026010110'], ['202601', 40, '202511'], ['2026', 400, '2024'], ['20260102', 1, '20260101'], ['yesterday', 1, null],
  ])('as a date time: %s by %i days is %s', (dateTime, days, expected) => { expect(dateTimeBefore(dateTime, days)).toBe(expected) })

  it('keeps the distance between any two dates', () => {
    const day = (text: string | null): number => Date.UTC(Number(text?.slice(0, 4)), Number(text?.slice(4, 6)) - 1, Number(text?.slice(6))) / 86_400_000
    for (let index = 0; index < 500; index++) {
      const text = (at: number): string => new Date(at).toISOString().slice(0, 10).replaceAll('-', '')
      const [first, second, days] = [text(index * 7.3e9), text(index * 7.3e9 + index * 8.64e7), 1 + ((index * 37) % 3650)] as const
      expect(day(dateBefore(second, days)) - day(dateBefore(first, days))).toBe(day(second) - day(first))
    }
  })

  it('knows a time', () => { expect(['101530', '1015', '10:15:30', '101530.123456', 'noon', '1'].map(isTime)).toEqual([true, true, true, true, false, false]) })
})

describe('an age', () => {
  it.each([['068Y', '068Y'], ['089Y', '089Y'], ['090Y', '090Y'], ['097Y', '090Y'], ['900M', '900M'], ['999W', '999W'], ['006M', '006M'], ['SMIT', null], ['97', null]])('%s is said as %s', (age, expected) => {
    expect(unidentifyingAge(age)).toBe(expected)
  })
})
