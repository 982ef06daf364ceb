import { describe, expect, it } from 'vitest'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { studyTodo, withSide } from './studyRules.ts'

const series = (over: Partial<SeriesSummary>): SeriesSummary => ({
  seriesUid: '1.2', studyUid: '1', caseId: 'c', patientId: '', issuer: null, patientName: '', birthDate: null, sex: null, modality: 'CT', description: '', studyDescription: '', study: null,
  seriesNumber: null, acquiredAt: null, importedAtIso: '2026-11-22T10:00:00.000Z', rows: 512, columns: 512, instances: 1, frames: 1, kind: 'volume', documentKind: null, volume: null,
  warnings: [], sourceAvailable: true, copied: true, laterality: null, patientPosition: null, ...over,
})
const { study } = emptyCaseDocument
const answered = { ...study, patientConfirmed: true, level: 'C1-2', side: 'LEFT', faceTowardsAnterior: 'yes', skullTowardsHead: 'yes' } as const

describe('before the side can be confirmed', () => {
  it('everything is to do in a new case', () => { expect(studyTodo(study, [series({})])).toEqual(['patient', 'level', 'face direction', 'head direction', 'side']) })
  it('nothing is to do once all is answered', () => { expect(studyTodo(answered, [series({})])).toEqual([]) })
  it('a No to a direction keeps the way shut', () => { expect(studyTodo({ ...answered, faceTowardsAnterior: 'no' }, [series({})])).toEqual(['face direction']) })
  it('a case of runs asks where LEFT is instead of directions', () => {
    const run = series({ seriesUid: '1.3', modality: 'XA', kind: 'cine' })
    expect(studyTodo({ ...answered, faceTowardsAnterior: null, skullTowardsHead: null }, [run])).toEqual(['where LEFT is on a run'])
    expect(studyTodo({ ...answered, projectionLeft: { '1.3': 'screenEnd' } }, [run])).toEqual([])
  })
})

describe('another side', () => {
  it('takes the confirmation back', () => {
    const confirmed = { ...emptyCaseDocument, study: { ...answered, confirmedAtIso: '2026-11-22T10:00:00.000Z' } }
    expect(withSide(confirmed, 'RIGHT').study).toMatchObject({ side: 'RIGHT', confirmedAtIso: null })
    expect(withSide(confirmed, 'LEFT')).toBe(confirmed)
  })
})
