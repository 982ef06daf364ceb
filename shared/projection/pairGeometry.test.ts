import { describe, expect, it } from 'vitest'
import { buildProjection } from '#test/builders/projectionImage.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { fromOrigin, originOf, placeOfPoint, relateViews, sidesOfPair, type Readings } from './pairGeometry.ts'
import { readView, type ViewReading } from './readView.ts'
import type { ViewPair } from './viewPair.ts'
import { pixelOfPoint } from './viewRays.ts'

const stated = { by: 'Dr B. Weber', atIso: '2026-01-15T10:20:00.000Z' }
const ids = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const
const pair = (fields: Partial<ViewPair> = {}): ViewPair => ({
  pairId: ids[0], first: { seriesUid: '1.1', run: 0 }, second: { seriesUid: '1.1', run: 1 }, stillBetween: null, tableShifted: null, table: null, points: [], ...stated, ...fields,
})
const reading = (primaryDeg: number | null): ViewReading => readView(buildProjection(primaryDeg === null ? { positioner: null } : { positioner: { primaryDeg } }), 0)
const apart: Readings = { first: reading(180), second: reading(90) }
const marked = (pointId: string, at: PatientPoint, secondIsocentre: PatientPoint) => {
  const [a, b] = [apart.first.geometry, apart.second.geometry]
  const first = a === null ? null : pixelOfPoint(a, at, [0, 0, 0])
  const second = b === null ? null : pixelOfPoint(b, at, secondIsocentre)
  if (first === null || second === null) throw new Error('not seen')
  return { pointId, role: 'other' as const, name: 'P', first: { frame: 0, pointPx: [first[0], first[1]] as [number, number] }, second: { frame: 1, pointPx: [second[0], second[1]] as [number, number] } }
}

describe('the two views of a pair', () => {
  it.each<[string, ViewPair, Readings, string]>([
    ['while a header says nothing', pair({ stillBetween: stated }), { ...apart, second: reading(null) }, 'GEOMETRY_UNKNOWN'],
    ['when they are one view', pair({ stillBetween: stated }), { first: apart.first, second: apart.first }, 'VIEWS_TOO_CLOSE'],
    ['while nobody said that nothing moved', pair(), apart, 'MOVEMENT_NOT_SAID'],
    ['when the table was shifted and no reference is marked', pair({ tableShifted: { referenceId: ids[1], ...stated } }), apart, 'NO_REFERENCE'],
  ])('are not related %s', (_, given, readings, code) => { expect(relateViews(given, readings)).toMatchObject({ ok: false, error: { code } }) })

  it('tell places from the isocentre when nothing moved', () => {
    const still = pair({ stillBetween: stated, points: [marked(ids[0], [-20, 7, -1], [0, 0, 0])] })
    const views = relateViews(still, apart)
    const [point] = still.points
    const placed = views.ok && point !== undefined ? placeOfPoint(views.value, point) : null
    expect(placed?.ok === true && views.ok ? fromOrigin(placed.value.pointMm, originOf(still, views.value) ?? [NaN, 0, 0]) : null).toEqual([-20, 7, -1].map((value) => expect.closeTo(value, 6)))
  })

  it('tell places from a reference point when the table was shifted', () => {
    const moved: PatientPoint = [0, 8, -2]
    const shifted = pair({ tableShifted: { referenceId: ids[0], ...stated }, points: [marked(ids[0], [-20, 7, -1], moved), marked(ids[1], [-19, 5, 0], moved)] })
    const views = relateViews(shifted, apart)
    const placed = views.ok && shifted.points[1] !== undefined ? placeOfPoint(views.value, shifted.points[1]) : null
    expect(placed?.ok === true && views.ok ? fromOrigin(placed.value.pointMm, originOf(shifted, views.value) ?? [NaN, 0, 0]) : null).toEqual([1, -2, 1].map((value) => expect.closeTo(value, 1)))
  })

  it('turn half about the body where the C-arm was told that a prone patient lies supine', () => {
    const asConsole: Readings = { first: reading(0), second: reading(-90) }
    const table = { lay: 'PRONE' as const, setTo: 'SUPINE' as const, ...stated }
    const views = relateViews(pair({ stillBetween: stated, table }), asConsole)
    expect(views.ok && [views.value.first.primaryDeg, views.value.second.primaryDeg]).toEqual([180, 90])
  })
})

describe('LEFT and front of a place', () => {
  const said = (left: 'screenStart' | 'screenEnd' | null, anterior: 'screenStart' | 'screenEnd' | null) => ({ first: { left, anterior }, second: { left, anterior } })
  const table = { lay: 'PRONE' as const, setTo: 'PRONE' as const, ...stated }
  it.each<[string, ReturnType<typeof said>, ViewPair['table'], string]>([
    ['are known where the operator sees them', said('screenStart', null), null, 'known'],
    ['are known from the lateral alone', said(null, 'screenStart'), null, 'known'],
    ['are not where nobody said anything', said(null, null), null, 'notSaid'],
    ['are known where it was stated how the C-arm wrote its angles', said(null, null), table, 'known'],
    ['are contradicted by one word', said('screenStart', 'screenEnd'), table, 'contradicted'],
  ])('%s', (_, words, of, expected) => { expect(sidesOfPair(pair({ table: of }), apart, words)).toBe(expected) })
  it('agree after the angles were turned as stated', () => {
    const asConsole: Readings = { first: reading(0), second: reading(-90) }
    expect(sidesOfPair(pair(), asConsole, said('screenStart', 'screenStart'))).toBe('contradicted')
    expect(sidesOfPair(pair({ table: { ...table, setTo: 'SUPINE' } }), asConsole, said('screenStart', 'screenStart'))).toBe('known')
  })
})
