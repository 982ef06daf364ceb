import { describe, expect, it } from 'vitest'
import { caseMethods } from '#shared/contract/areas/case.ts'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { buildSeriesSummary } from '#test/builders/seriesSummary.ts'
import { countImages, listCases, stageOf } from './caseList.ts'

const confirmed: CaseDocument = {
  ...emptyCaseDocument,
  study: { ...emptyCaseDocument.study, patientConfirmed: true, level: 'C1-2', side: 'LEFT', confirmedAtIso: '2026-11-22T10:00:00.000Z' },
}
const accepted: CaseDocument = { ...confirmed, planAccepted: { planId: '7c2f5f0e-95c6-4a31-8d8c-1b86a3a9b1a1', atIso: '2026-11-22T10:05:00.000Z' } }
const decided: CaseDocument = { ...accepted, contrast: { ...accepted.contrast, decision: 'reposition' } }

describe('the stage of a case', () => {
  it.each([
    { name: 'nothing is set', document: emptyCaseDocument, stage: 'study' },
    { name: 'the side is chosen but not confirmed', document: { ...confirmed, study: { ...confirmed.study, confirmedAtIso: null } }, stage: 'study' },
    { name: 'the side was taken away again', document: { ...decided, study: { ...decided.study, side: null } }, stage: 'study' },
    { name: 'side and level are confirmed', document: confirmed, stage: 'plan' },
    { name: 'a plan is accepted', document: accepted, stage: 'contrast' },
    { name: 'a decision was made', document: decided, stage: 'record' },
  ])('is $stage when $name', ({ document, stage }) => {
    expect(stageOf(document)).toBe(stage)
  })
})

describe('the count of images', () => {
  it('counts slices, runs, stills and documents, volumes first', () => {
    expect(countImages([
      buildSeriesSummary({ modality: 'SR', kind: 'document', instances: 1, frames: 0 }),
      buildSeriesSummary({ modality: 'XA', kind: 'cine', instances: 4, frames: 160 }),
      buildSeriesSummary({ modality: 'XA', kind: 'cine', instances: 1, frames: 40 }),
      buildSeriesSummary({ modality: 'DX', kind: 'stills', instances: 1, frames: 1 }),
      buildSeriesSummary({ modality: 'CT', frames: 113 }),
    ])).toBe('CT 113, XA 5 runs, DX 1 image, 1 document')
  })

  it('of no series is empty', () => { expect(countImages([])).toBe('') })
})

describe('the list of cases', () => {
  const older = buildSeriesSummary({ caseId: 'a', seriesUid: '1.1', acquiredAt: '2026-11-01T08:00:00' })
  const newer = buildSeriesSummary({ caseId: 'b', seriesUid: '1.2', acquiredAt: '2026-11-20T08:00:00', modality: 'XA', kind: 'cine' })
  const undated = buildSeriesSummary({ caseId: 'c', seriesUid: '1.3', acquiredAt: null, kind: 'document' })

  it('is newest first, cases without a date last, and fits its contract', () => {
    const cases = listCases([undated, older, newer], (caseId) => (caseId === 'b' ? confirmed : null), (caseId) => (caseId === 'b' ? 2 : 0))
    expect(cases.map(({ caseId, side, stage, keyImages, thumbnailSeriesUid }) => ({ caseId, side, stage, keyImages, thumbnailSeriesUid }))).toEqual([
      { caseId: 'b', side: 'LEFT', stage: 'plan', keyImages: 2, thumbnailSeriesUid: '1.2' },
      { caseId: 'a', side: null, stage: 'study', keyImages: 0, thumbnailSeriesUid: '1.1' },
      { caseId: 'c', side: null, stage: 'study', keyImages: 0, thumbnailSeriesUid: null },
    ])
    expect(caseMethods['case.list'].output.safeParse({ cases }).success).toBe(true)
  })

  it('shows the newest volume of a case before its newer runs', () => {
    const [line] = listCases([{ ...newer, caseId: 'a' }, older], () => null, () => 0)
    expect(line).toMatchObject({ thumbnailSeriesUid: '1.1', newestImageAt: '2026-11-20T08:00:00', images: 'CT 113, XA 113 runs', seriesCount: 2 })
  })
})
