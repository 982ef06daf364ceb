import { describe, expect, it } from 'vitest'
import { ageInYears, imageAge, writeAge, writeDate, writeDecimal, writeName, writeSeries } from './wording.ts'

describe('names', () => {
  it.each([
    ['DOE^JANE', 'DOE, JANE'], ['DOE^JANE^M^^', 'DOE, JANE M'], ['DOE', 'DOE'], ['', 'No name in the images'], ['^^', 'No name in the images'],
    ['Yamada^Tarou=山田^太郎=やまだ^たろう', 'Yamada, Tarou 山田, 太郎 やまだ, たろう'],
  ])('writes %j as %j', (dicom, written) => { expect(writeName(dicom)).toBe(written) })
})

describe('dates and ages', () => {
  it('writes a date with its month in words', () => { expect(writeDate('2026-03-04T10:00:00')).toBe('4 Mar 2026') })
  it.each([[45, '45 s'], [74, '1 min 14 s'], [1980, '33 min'], [7200, '2 h'], [8 * 86_400, '8 days'], [1100 * 86_400, '3 years']])('writes %d s as %s', (seconds, words) => { expect(writeAge(seconds)).toBe(words) })
  it('counts years to the last birthday', () => {
    expect(ageInYears('1968-03-14', new Date(2026, 2, 13))).toBe(57)
    expect(ageInYears('1968-03-14', new Date(2026, 2, 14))).toBe(58)
  })
  it('gives no age to images from a clock ahead of ours', () => { expect(imageAge('2026-11-22T10:00:01', new Date(2026, 10, 22, 10, 0, 0), true)).toBeNull() })
  it('warns of a run after 60 s, of a CT after a day', () => {
    const now = new Date(2026, 10, 22, 10, 1, 0)
    expect(imageAge('2026-11-22T10:00:00', now, true)).toEqual({ words: '1 min 0 s old', caution: true })
    expect(imageAge('2026-11-22T10:00:00', now, false)?.caution).toBe(false)
    expect(imageAge('2026-11-20T10:00:00', now, false)).toEqual({ words: '2 days old', caution: true })
  })
})

describe('series', () => {
  it.each([['CT', 'CT head', 'CT head'], ['CT', 'head', 'CT head'], ['XA', '', 'XA'], ['CT', 'CTA neck', 'CT CTA neck']])('%s with description %j is %s', (modality, description, written) => { expect(writeSeries({ modality, description })).toBe(written) })
})

describe('numbers', () => {
  it('writes a true minus sign and one decimal', () => { expect(writeDecimal(-3.14)).toBe('−3.1') })
})
