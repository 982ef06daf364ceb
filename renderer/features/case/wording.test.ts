import { describe, expect, it } from 'vitest'
import { ageOf } from '#shared/imageAge.ts'
import { ageInYears, writeDate, writeDecimal, writeImageAge, writeName, writeSeries } from './wording.ts'

describe('names', () => {
  it.each([
    ['DOE^JANE', 'DOE, JANE'], ['DOE^JANE^M^^', 'DOE, JANE M'], ['DOE', 'DOE'], ['', 'No name in the images'], ['^^', 'No name in the images'],
    ['Yamada^Tarou=山田^太郎=やまだ^たろう', 'Yamada, Tarou 山田, 太郎 やまだ, たろう'],
  ])('writes %j as %j', (dicom, written) => { expect(writeName(dicom)).toBe(written) })
})

describe('dates and ages', () => {
  it('writes a date with its month in words', () => { expect(writeDate('2026-03-04T10:00:00')).toBe('4 Mar 2026') })
  it('counts years to the last birthday', () => {
    expect(ageInYears('1968-03-14', new Date(2026, 2, 13))).toBe(57)
    expect(ageInYears('1968-03-14', new Date(2026, 2, 14))).toBe(58)
  })
  it('says how old, that a clock is ahead, or that nobody knows', () => {
    const now = new Date(2026, 10, 22, 10, 1, 0)
    expect([writeImageAge(ageOf('2026-11-22T10:00:00', now, true)), writeImageAge(ageOf('2026-11-22T10:03:00', now, true)), writeImageAge(ageOf(null, now, true))]).toEqual([
      { words: '1 min 0 s old', caution: true }, { words: 'clock 2 min 0 s ahead', caution: true }, { words: 'time not stated', caution: false },
    ])
  })
})

describe('series', () => {
  it.each([['CT', 'CT head', 'CT head'], ['CT', 'head', 'CT head'], ['XA', '', 'XA'], ['CT', 'CTA neck', 'CT CTA neck']])('%s with description %j is %s', (modality, description, written) => { expect(writeSeries({ modality, description })).toBe(written) })
})

describe('numbers', () => {
  it('writes a true minus sign and one decimal', () => { expect(writeDecimal(-3.14)).toBe('−3.1') })
})
