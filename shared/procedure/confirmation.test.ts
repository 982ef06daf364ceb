import { describe, expect, it } from 'vitest'
import { buildSeriesSummary } from '#test/builders/seriesSummary.ts'
import { isOfEarlierDay, studyDay, whyConfirmAgain } from './confirmation.ts'

const study = (studyDate: string) => ({ studyDate, studyTime: '', studyId: '', accessionNumber: '', referringPhysicianName: '' })
// Noon: the same day in every time zone that the tests run in.
const MARCH = '2026-03-03T12:00:00.000Z'
const NOVEMBER = '2026-11-20T12:00:00.000Z'
const march = buildSeriesSummary({ seriesUid: '1.1', studyUid: '1', study: study('20260303'), importedAtIso: '2026-03-03T11:00:00.000Z' })
const november = buildSeriesSummary({ seriesUid: '2.1', studyUid: '2', study: study('20261120'), importedAtIso: NOVEMBER })

describe('what was confirmed in March', () => {
  it('holds for the images of March, and for those of the same day that came after it', () => {
    expect(whyConfirmAgain(MARCH, [march, { ...march, studyUid: '3', importedAtIso: '2026-03-03T13:00:00.000Z' }], null)).toBeNull()
  })
  it('is asked again once images of November are there, until it is confirmed then', () => {
    expect(whyConfirmAgain(MARCH, [march, november], null)).toEqual({ kind: 'newerStudy', day: '2026-11-20' })
    expect(whyConfirmAgain('2026-11-20T12:05:00.000Z', [march, november], null)).toBeNull()
  })
  it('is not asked again for older images that come later, for documents, or for a run of a study that was there', () => {
    expect(whyConfirmAgain(MARCH, [{ ...november, study: study('20240101') }, { ...november, kind: 'document' }], null)).toBeNull()
    const ahead = { ...march, study: study('20270101') }
    expect(whyConfirmAgain(MARCH, [ahead, { ...ahead, importedAtIso: '2026-03-03T12:30:00.000Z' }], null)).toBeNull()
  })
  it('is asked again once its record is signed', () => {
    const signed = (atIso: string) => ({ signature: { userId: '', name: '', role: 'operator', organisation: '', signedHash: '', atIso, seq: 1, hash: '' } }) as Parameters<typeof whyConfirmAgain>[2]
    expect(whyConfirmAgain(MARCH, [march], signed('2026-03-03T13:00:00.000Z'))).toEqual({ kind: 'signed' })
    expect(whyConfirmAgain('2026-03-03T13:05:00.000Z', [march], signed('2026-03-03T13:00:00.000Z'))).toBeNull()
  })
  it('is never asked again where nothing was confirmed', () => {
    expect(whyConfirmAgain(null, [march, november], null)).toBeNull()
  })
})

describe('the day of a study', () => {
  it.each([
    ['20261120', null, '2026-11-20'], ['2026.11.20', null, '2026-11-20'], ['', '2026-11-20T10:00:00', '2026-11-20'], ['', null, null], ['yesterday', null, null],
  ])('written %s and taken at %s is %s', (studyDate, acquiredAt, day) => { expect(studyDay({ study: study(studyDate), acquiredAt })).toBe(day) })
})

describe('an open record of March', () => {
  const record = { signature: null, createdAtIso: MARCH, studyUid: '1', keyImages: [] }
  it('is of an earlier day than a study of November, until it holds a picture of it', () => {
    expect(isOfEarlierDay(record, november)).toBe(true)
    expect(isOfEarlierDay({ ...record, keyImages: [{ studyUid: '2' }] }, november)).toBe(false)
  })
  it('is not for the study that it was begun from, nor for an older one', () => {
    expect(isOfEarlierDay(record, { ...november, studyUid: '1' })).toBe(false)
    expect(isOfEarlierDay(record, { ...november, study: study('20251120') })).toBe(false)
  })
})
