import { describe, expect, it } from 'vitest'
import { findCases, orderCases, type CaseLine } from './caseOrder.ts'

const line = (over: Partial<CaseLine>): CaseLine => ({
  caseId: 'a', patientId: 'TEST-1', issuer: null, patientName: 'DOE^JANE', birthDate: null, sex: null,
  newestImageAt: '2026-11-22T09:58:00', images: 'CT 113', side: null, level: null, stage: 'study', keyImages: 0, thumbnailSeriesUid: null, seriesCount: 1, ...over,
})
const jane = line({})
const rene = line({ caseId: 'b', patientId: 'TEST-10', patientName: 'DUBOIS^RENÉ', newestImageAt: null, images: 'XA 5 runs', side: 'LEFT' })
const third = line({ caseId: 'c', patientId: 'TEST-2', patientName: 'DOE^JANE', newestImageAt: '2026-01-02T08:00:00', stage: 'record' })
const ids = (cases: readonly CaseLine[]): string => cases.map(each => each.caseId).join('')

describe('finding a case', () => {
  it.each([['', 'abc'], ['jane', 'ac'], ['doe, jane', 'ac'], ['rene', 'b'], ['RENÉ', 'b'], ['test-10', 'b'], ['22 nov', 'a'], ['2026-01', 'c'], ['left xa', 'b'], ['angio', 'a'], ['smth', '']])('%j finds %j', (search, found) => {
    expect(ids(findCases([jane, rene, third], search, caseId => (caseId === 'a' ? 'CT Angio neck' : '')))).toBe(found)
  })
})

describe('ordering cases', () => {
  it('counts in IDs as numbers', () => { expect(ids(orderCases([third, rene, jane], { column: 'patient', descending: false }))).toBe('acb') })
  it('puts the newest first and the undated last', () => { expect(ids(orderCases([rene, third, jane], { column: 'date', descending: true }))).toBe('acb') })
  it('orders stages by their place in the path', () => { expect(ids(orderCases([third, jane], { column: 'stage', descending: false }))).toBe('ac') })
})
