import { expect, test } from 'vitest'
import { emptyNote, emptySections } from '#shared/procedure/note/emptyNote.ts'
import { fullRecord } from '#test/builders/fullRecord.ts'
import { localDay } from '#shared/localDay.ts'
import { procedureDay } from './procedureDay.ts'

const now = new Date(2026, 10, 29, 8, 0)
const { state } = fullRecord({ bare: true })
const runs = state.keyImages.map((image) => ({ ...image, stage: 'contrast' as const, study: { studyDate: '20261128', studyTime: '', studyId: '', accessionNumber: '', referringPhysicianName: '' } }))
const dayOf = (change: Partial<typeof state>): string => localDay(procedureDay({ ...state, keyImages: [], assessments: [], note: emptyNote, ...change }, now))

test('a typed time is of the day of the time-out, else of the runs that were kept, else of today', () => {
  const timeOut = { ...emptySections.timeOut, atIso: new Date(2026, 10, 27, 9, 0).toISOString() }
  expect([dayOf({ keyImages: runs, note: { ...emptyNote, timeOut } }), dayOf({ keyImages: runs }), dayOf({})]).toEqual(['2026-11-27', '2026-11-28', '2026-11-29'])
  expect(dayOf({ keyImages: runs.map((image) => ({ ...image, stage: 'plan' as const })) })).toBe('2026-11-29')
})
