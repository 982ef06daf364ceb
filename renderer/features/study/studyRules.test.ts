import { describe, expect, it } from 'vitest'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { studyTodo, withSide, type QuestionsBySeries } from './studyRules.ts'

const series = (over: Partial<SeriesSummary>): SeriesSummary => ({
  seriesUid: '1.2', studyUid: '1', caseId: 'c', patientId: '', issuer: null, patientName: '', birthDate: null, sex: null, modality: 'CT', description: '', studyDescription: '', study: null,
  seriesNumber: null, acquiredAt: null, importedAtIso: '2026-11-22T10:00:00.000Z', rows: 512, columns: 512, instances: 1, frames: 1, kind: 'volume', documentKind: null, volume: null,
  warnings: [], sourceAvailable: true, copied: true, laterality: null, patientPosition: null, ...over,
})
const { study } = emptyCaseDocument
const none: QuestionsBySeries = new Map()
const answered = { ...study, patientConfirmed: true, level: 'C1-2', side: 'LEFT', faceTowardsAnterior: 'yes', skullTowardsHead: 'yes' } as const

describe('before the side can be confirmed', () => {
  it('everything is to do in a new case', () => { expect(studyTodo(study, [series({})], none)).toEqual(['patient', 'level', 'face direction', 'head direction', 'side']) })
  it('nothing is to do once all is answered', () => { expect(studyTodo(answered, [series({})], none)).toEqual([]) })
  it('a No to a direction keeps the way shut', () => { expect(studyTodo({ ...answered, faceTowardsAnterior: 'no' }, [series({})], none)).toEqual(['face direction']) })
  it('a case of runs asks where LEFT is instead of directions', () => {
    const run = series({ seriesUid: '1.3', modality: 'XA', kind: 'cine' })
    expect(studyTodo({ ...answered, faceTowardsAnterior: null, skullTowardsHead: null }, [run], none)).toEqual(['where LEFT is on a run'])
    expect(studyTodo({ ...answered, projectionLeft: { '1.3': 'screenEnd' } }, [run], none)).toEqual([])
  })
  it('a case of lateral runs alone asks where ANTERIOR is, and a LEFT marked before does not count', () => {
    const run = series({ seriesUid: '1.3', modality: 'XA', kind: 'cine' })
    const lateral: QuestionsBySeries = new Map([['1.3', ['anterior']]])
    expect(studyTodo({ ...answered, projectionLeft: { '1.3': 'screenEnd' } }, [run], lateral)).toEqual(['where ANTERIOR is on a run'])
    expect(studyTodo({ ...answered, projectionAnterior: { '1.3': 'screenEnd' } }, [run], lateral)).toEqual([])
    expect(studyTodo(answered, [run], new Map([['1.3', []]]))).toEqual([])
  })
  it('beside an AP run a lateral asks, but does not hold up', () => {
    const runs = [series({ seriesUid: '1.3', modality: 'XA', kind: 'cine' }), series({ seriesUid: '1.4', modality: 'XA', kind: 'cine' })]
    const both: QuestionsBySeries = new Map([['1.3', ['left']], ['1.4', ['anterior']]])
    expect(studyTodo({ ...answered, projectionLeft: { '1.3': 'screenEnd' } }, runs, both)).toEqual([])
    expect(studyTodo({ ...answered, projectionAnterior: { '1.4': 'screenEnd' } }, runs, both)).toEqual(['where LEFT is on a run'])
  })
})

describe('another side', () => {
  it('takes the confirmation back', () => {
    const confirmed = { ...emptyCaseDocument, study: { ...answered, confirmedAtIso: '2026-11-22T10:00:00.000Z' } }
    expect(withSide(confirmed, 'RIGHT').study).toMatchObject({ side: 'RIGHT', confirmedAtIso: null })
    expect(withSide(confirmed, 'LEFT')).toBe(confirmed)
  })
})
