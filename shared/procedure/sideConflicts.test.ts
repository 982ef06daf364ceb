import { describe, expect, it } from 'vitest'
import { emptyCaseDocument } from './caseDocument.ts'
import { headerLeftOf, sideConflicts, sideOfOrder, type SeriesSides } from './sideConflicts.ts'

const { study } = emptyCaseDocument
const left = { ...study, side: 'LEFT' } as const
const run: SeriesSides = { seriesUid: '1.2', name: 'XA run 1', studyDescription: '', laterality: null, headerLeft: null }
const between = (...asked: Parameters<typeof sideConflicts>) => sideConflicts(...asked).map(conflict => conflict.between.join(' and '))

describe('the side that an order names', () => {
  it.each([
    ['INJECTION C1-2 RIGHT', 'RIGHT'], ['Left atlantoaxial injection', 'LEFT'], ['XR neck, left and right', null], ['CT KNEE LEFT', null], ['C-ARM C1/2', null], ['', null],
  ])('in %j is %s', (description, side) => { expect(sideOfOrder(description)).toBe(side) })
})

const pair = (row: string): [string, string] => [row, 'F']
describe('where headers put LEFT', () => {
  const seen = (row: string | null, primaryDeg: number | null = null) => ({ patientOrientation: row === null ? null : pair(row), positioner: primaryDeg === null ? null : { primaryDeg, secondaryDeg: 0, primaryIncrementsDeg: null, secondaryIncrementsDeg: null } })
  it('follows the direction of the rows, and counts no lateral', () => {
    expect([headerLeftOf([seen('L')]), headerLeftOf([seen('RA')]), headerLeftOf([seen('A')]), headerLeftOf([seen(null)]), headerLeftOf([seen('L'), seen('R')]), headerLeftOf([seen('L'), seen('R', 90)])]).toEqual(['screenEnd', 'screenStart', null, null, null, 'screenEnd'])
  })
})

describe('sides that disagree', () => {
  it('are the record and the case', () => {
    expect(between({ ...left, confirmedAtIso: '2026-11-22T10:00:00.000Z' }, 'RIGHT', [])).toEqual(['record RIGHT and case LEFT'])
    expect(between(left, 'RIGHT', [])).toEqual([])
  })
  it('are the order and the case, until a person has checked it', () => {
    const ordered = { ...run, studyDescription: 'INJECTION C1-2 RIGHT' }
    expect(between(left, null, [ordered])).toEqual(['order RIGHT and case LEFT'])
    expect(between(study, null, [ordered])).toEqual([])
    const [conflict] = sideConflicts(left, null, [ordered])
    const checked = { ...left, sideChecked: { [conflict?.key ?? '']: { by: 'Dr B', atIso: '2026-11-22T10:00:00.000Z' } } }
    expect(between(checked, null, [ordered])).toEqual([])
    // Checked was RIGHT against LEFT; another side is another question.
    expect(between({ ...checked, side: 'RIGHT' }, null, [{ ...ordered, studyDescription: 'INJECTION C1-2 LEFT' }])).toEqual(['order LEFT and case RIGHT'])
  })
  it('are Laterality of the images and the case; both and unpaired say nothing', () => {
    expect(['R', 'L', 'B', 'U', null].map(laterality => between(left, null, [{ ...run, laterality }]).length)).toEqual([1, 0, 0, 0, 0])
  })
  it('are Patient Orientation and the operator’s word', () => {
    const said = { ...left, projectionLeft: { '1.2': 'screenStart' } } as const
    expect(between(said, null, [{ ...run, headerLeft: 'screenEnd' }])).toEqual(['header and operator'])
    expect(between(said, null, [{ ...run, headerLeft: 'screenStart' }])).toEqual([])
    expect(between(left, null, [{ ...run, headerLeft: 'screenEnd' }])).toEqual([])
  })
  it('are the lead marker and the operator’s word, which only another answer settles', () => {
    const said = { ...left, projectionLeft: { '1.2': 'screenStart' }, leadMarker: { '1.2': 'disagrees' } } as const
    expect(sideConflicts(said, null, [run])).toMatchObject([{ between: ['lead marker', 'operator'], mayBeSettled: false }])
    expect(between({ ...said, leadMarker: { '1.2': 'agrees' } }, null, [run])).toEqual([])
  })
})
