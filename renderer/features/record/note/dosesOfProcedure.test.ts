import { expect, test } from 'vitest'
import type { StudyDose } from '#shared/dicom/doseTotals.ts'
import { fullRecord } from '#test/builders/fullRecord.ts'
import { buildSeriesSummary } from '#test/builders/seriesSummary.ts'
import { dosesOfProcedure } from './dosesOfProcedure.ts'

const dose = (studyUid: string): StudyDose => ({ studyUid, projection: null, ct: null, notes: [] })
const study = (studyDate: string) => ({ studyDate, studyTime: '', studyId: '', accessionNumber: '', referringPhysicianName: '' })
const series = [
  buildSeriesSummary({ seriesUid: '1.1', studyUid: '1', study: study('20261121') }), buildSeriesSummary({ seriesUid: '2.1', studyUid: '2', study: study('20261122') }), buildSeriesSummary({ seriesUid: '3.1', studyUid: '3', study: null }),
]
const { state } = fullRecord({ images: 1 })
const [image] = state.keyImages
const kept = (studyUid: string, stage: 'plan' | 'contrast') => (image === undefined ? [] : [{ ...image, studyUid, stage }])
const decided = (seriesUid: string) => state.assessments.slice(0, 1).map((one) => ({ ...one, assessment: { ...one.assessment, seriesUid } }))
const daysOf = (change: Partial<typeof state>): readonly (readonly [string, string])[] =>
  dosesOfProcedure({ ...state, studyUid: '1', keyImages: [], assessments: [], ...change }, ['1', '2', '3'].map(dose), series).map(({ dose: { studyUid }, day }) => [studyUid, day])

test('the dose is that of the runs, else of the key images, else of the study that was on the screen, each with its day', () => {
  expect(daysOf({})).toEqual([['1', '21 Nov 2026']])
  expect(daysOf({ keyImages: kept('1', 'plan') })).toEqual([['1', '21 Nov 2026']])
  expect(daysOf({ keyImages: [...kept('1', 'plan'), ...kept('2', 'contrast')] })).toEqual([['2', '22 Nov 2026']])
  expect(daysOf({ keyImages: kept('1', 'plan'), assessments: decided('2.1') })).toEqual([['2', '22 Nov 2026']])
  expect(daysOf({ keyImages: [...kept('3', 'contrast'), ...kept('2', 'contrast')] })).toEqual([['2', '22 Nov 2026'], ['3', '']])
})
