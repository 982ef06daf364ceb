import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorDistance, vectorSubtract } from '#shared/geometry/vectors.ts'
import { clipToImage } from './clipToImage.ts'
import type { ViewGeometry } from './readView.ts'
import { angleBetweenViews, epipolarLine, largestGapMm, placeInSpace, shiftFromReference, type TwoViews } from './twoViews.ts'
import { pixelOfPoint } from './viewRays.ts'

const view = (primaryDeg: number, secondaryDeg: number, fields: Partial<ViewGeometry> = {}): ViewGeometry => ({ primaryDeg, secondaryDeg, sidMm: 1000, sodMm: 750, columns: 1024, rows: 1024, columnSpacingMm: 0.3, rowSpacingMm: 0.3, ...fields })
const pair = (first: ViewGeometry, second: ViewGeometry): TwoViews => ({ first, second, secondIsocentreMm: [0, 0, 0] })
const seen = (of: ViewGeometry, point: PatientPoint, isocentre: PatientPoint = [0, 0, 0]): readonly [number, number] => pixelOfPoint(of, point, isocentre) ?? [Number.NaN, Number.NaN]
const between = (from: readonly [number, number], to: readonly [number, number], at: readonly [number, number]): number => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const along = Math.max(0, Math.min(1, ((at[0] - from[0]) * dx + (at[1] - from[1]) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(from[0] + along * dx - at[0], from[1] + along * dy - at[1])
}
const coordinate = fc.double({ min: -60, max: 60, noNaN: true })
const anyPoint: fc.Arbitrary<PatientPoint> = fc.tuple(coordinate, coordinate, coordinate)
const anyView = fc.record({
  primaryDeg: fc.double({ min: -180, max: 180, noNaN: true }), secondaryDeg: fc.double({ min: -60, max: 60, noNaN: true }), sidMm: fc.double({ min: 900, max: 1300, noNaN: true }), sodMm: fc.double({ min: 600, max: 800, noNaN: true }),
  columnSpacingMm: fc.double({ min: 0.1, max: 0.5, noNaN: true }), rowSpacingMm: fc.double({ min: 0.1, max: 0.5, noNaN: true }),
}).map((fields): ViewGeometry => ({ columns: 1024, rows: 1024, ...fields }))
const anyPair = fc.tuple(anyView, anyView).filter(([a, b]) => angleBetweenViews(a, b) >= 30)

describe('two views of one patient', () => {
  it.each([[0, 0, 90, 0, 90], [0, -12, 180, 12, 0], [180, 12, 90, 0, 90], [0, 30, 0, -30, 60], [10, 0, -10, 0, 20]])('%d/%d and %d/%d are %d degrees apart', (a, b, c, d, apart) => {
    expect(angleBetweenViews(view(a, b), view(c, d))).toBeCloseTo(apart, 6)
  })

  it('place a point where it is, whatever the views, with no gap and no miss', () => {
    fc.assert(fc.property(anyPair, anyPoint, ([first, second], point) => {
      const placed = placeInSpace(pair(first, second), seen(first, point), seen(second, point))
      expect(placed.ok && vectorDistance(placed.value.pointMm, point)).toBeLessThan(1e-6)
      expect(placed.ok && placed.value.gapMm + placed.value.missPx.first + placed.value.missPx.second).toBeLessThan(1e-6)
    }))
  })

  it('draw a point of one view on its line in the other, whichever was marked', () => {
    fc.assert(fc.property(anyPair, anyPoint, ([first, second], point) => {
      const [a, b] = [seen(first, point), seen(second, point)]
      for (const [slot, marked, sought, size] of [['first', a, b, second], ['second', b, a, first]] as const) {
        const isInPicture = sought.every((value, axis) => value >= -0.5 && value <= (axis === 0 ? size.columns : size.rows) - 0.5)
        const line = epipolarLine(pair(first, second), slot, marked)
        if (isInPicture) expect(line === null ? Infinity : between(line[0], line[1], sought)).toBeLessThan(1e-6)
      }
    }))
  })

  it('draw no more of the line than the patient is deep', () => {
    const line = epipolarLine(pair(view(0, 0), view(90, 0)), 'first', [511.5, 511.5])
    // 150 mm either way, magnified at the isocentre's depth by 4/3, in pixels of 0.3 mm: beyond the picture.
    expect(line).toEqual([[1023.5, 511.5], [-0.5, 511.5]].map((end) => end.map((value) => expect.closeTo(value, 6))))
    const coarse = epipolarLine(pair(view(0, 0), view(90, 0, { columnSpacingMm: 0.8, rowSpacingMm: 0.8 })), 'first', [511.5, 511.5])
    expect(coarse?.map(([column]) => Math.abs(column - 511.5))).toEqual([expect.closeTo(250, 6), expect.closeTo(250, 6)])
  })

  it('that are nearly one tell no depth', () => {
    for (const [a, b] of [[view(0, 0), view(29, 0)], [view(0, -12), view(180, 12)], [view(20, 5), view(20, 5)]] as const) {
      expect(placeInSpace(pair(a, b), [500, 500], [500, 500])).toMatchObject({ ok: false, error: { code: 'VIEWS_TOO_CLOSE', message: expect.stringContaining('30°') } })
    }
  })

  it('refuse marks whose rays pass each other by more than 2 mm, and say by how much', () => {
    const [first, second] = [view(0, 0), view(90, 0)]
    // One pixel is 0.225 mm at the isocentre; rows are the axis that both share.
    expect(placeInSpace(pair(first, second), [511.5, 511.5], [511.5, 511.5 + 8])).toMatchObject({ ok: true, value: { gapMm: expect.closeTo(1.8, 1), missPx: { first: expect.closeTo(4, 1), second: expect.closeTo(4, 1) } } })
    expect(placeInSpace(pair(first, second), [511.5, 511.5], [511.5, 511.5 + 10])).toMatchObject({ ok: false, error: { code: 'MARKS_APART', message: expect.stringContaining('2.2 mm; 2.0 mm') } })
  })

  it('allow more where a pixel is coarse', () => {
    expect(largestGapMm(pair(view(0, 0), view(90, 0, { columnSpacingMm: 0.8 })))).toBeCloseTo(3 * Math.SQRT2 * 0.6, 6)
  })

  it('refuse a place outside the patient', () => {
    const [first, second] = [view(0, 0), view(90, 0)]
    expect(placeInSpace(pair(first, second), seen(first, [0, 160, 0]), seen(second, [0, 160, 0]))).toMatchObject({ ok: false, error: { code: 'OUTSIDE_THE_PATIENT' } })
  })

  it('after a shift of the table tell distances from a reference point within 2 % of them', () => {
    const shift = fc.tuple(...[0, 0, 0].map(() => fc.double({ min: -10, max: 10, noNaN: true }))).map(([x = 0, y = 0, z = 0]): PatientPoint => [x, y, z])
    const near: fc.Arbitrary<PatientPoint> = fc.tuple(...[0, 0, 0].map(() => fc.double({ min: -30, max: 30, noNaN: true }))).map(([x = 0, y = 0, z = 0]): PatientPoint => [x, y, z])
    fc.assert(fc.property(near, near, shift, (reference, point, isocentre) => {
      const [first, second] = [view(180, 12), view(90, 0)]
      const of = (at: PatientPoint): readonly [readonly [number, number], readonly [number, number]] => [seen(first, at), seen(second, at, isocentre)]
      const found = shiftFromReference(first, second, ...of(reference))
      const views: TwoViews = { first, second, secondIsocentreMm: found ?? [Number.NaN, 0, 0] }
      const [a, b] = [placeInSpace(views, ...of(reference)), placeInSpace(views, ...of(point))]
      expect(a.ok && a.value.gapMm).toBeLessThan(1e-6)
      const away = vectorSubtract(point, reference)
      expect(a.ok && b.ok && vectorDistance(vectorSubtract(b.value.pointMm, a.value.pointMm), away)).toBeLessThan(0.02 * Math.hypot(...away) + 1e-6)
    }))
  })
})

describe('a line cut to a picture', () => {
  const size = { columns: 10, rows: 10 }
  it.each<[string, readonly [number, number], readonly [number, number], unknown]>([
    ['inside', [1, 1], [2, 3], [[1, 1], [2, 3]]], ['through', [-5, 4], [20, 4], [[-0.5, 4], [9.5, 4]]], ['beside', [-5, -2], [20, -2], null], ['past a corner', [-3, 4], [4, -12], null], ['a point outside', [20, 20], [20, 20], null],
  ])('%s', (_, from, to, expected) => { expect(clipToImage(from, to, size)?.map((end) => end.map((value) => Math.round(value * 1e9) / 1e9)) ?? null).toEqual(expected) })
})
