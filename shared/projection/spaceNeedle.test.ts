import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { pointBetween, vectorAdd, vectorDistance, vectorDot, vectorNormalise, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import type { ViewGeometry } from './readView.ts'
import { needleInSpace, type MarkedNeedle, type SpaceNeedle } from './spaceNeedle.ts'
import type { TwoViews } from './twoViews.ts'
import { pixelOfPoint } from './viewRays.ts'

const view = (primaryDeg: number, secondaryDeg: number): ViewGeometry => ({ primaryDeg, secondaryDeg, sidMm: 1000, sodMm: 750, columns: 512, rows: 512, columnSpacingMm: 0.3, rowSpacingMm: 0.3 })
const views: TwoViews = { first: view(180, 12), second: view(90, 0), secondIsocentreMm: [0, 0, 0] }
const seen = (of: ViewGeometry, point: PatientPoint): readonly [number, number] => pixelOfPoint(of, point, [0, 0, 0]) ?? [Number.NaN, Number.NaN]
const tip: PatientPoint = [-19.1, 5.3, -0.3]
const hubOf = (towards: PatientVector): PatientPoint => vectorAdd(tip, vectorScale(vectorNormalise(towards) ?? [0, 1, 0], 60))
const mark = (of: ViewGeometry, hub: PatientPoint): MarkedNeedle => ({ tip: seen(of, tip), hub: seen(of, hub) })
const found = (first: MarkedNeedle, second: MarkedNeedle): SpaceNeedle => {
  const needle = needleInSpace(views, first, second)
  if (!needle.ok) throw new Error(needle.error.message)
  return needle.value
}
const offDeg = (needle: SpaceNeedle, towards: PatientVector): number => Math.acos(Math.min(1, vectorDot(needle.towardsHub, vectorNormalise(towards) ?? [0, 1, 0]))) * 180 / Math.PI
const side = fc.double({ min: -0.6, max: 0.6, noNaN: true })

describe('a needle in two views', () => {
  it('has its tip, direction and length in space', () => {
    fc.assert(fc.property(side, side, (x, z) => {
      const towards: PatientVector = [x, 1, z]
      const marked = [mark(views.first, hubOf(towards)), mark(views.second, hubOf(towards))] as const
      const needle = found(...marked)
      expect(vectorDistance(needle.tip.pointMm, tip)).toBeLessThan(1e-6)
      // A shaft that one view shows almost end on may be taken to lie along its ray: then the needle says by how much it can be off.
      const shortestPx = Math.min(...marked.map((one) => Math.hypot(one.hub[0] - one.tip[0], one.hub[1] - one.tip[1])))
      expect(offDeg(needle, towards)).toBeLessThan(shortestPx < 10 ? needle.onePixelDeg : 1e-5)
      if (shortestPx >= 10 || needle.lengthMm !== null) expect(needle.lengthMm).toBeCloseTo(60, 6)
    }), { examples: [[0, 0.20592171238262788]] })
  })

  it('has its direction though other points of the shaft are marked in each view, and then no length', () => {
    const towards: PatientVector = [-0.2, 1, 0.3]
    const hub = hubOf(towards)
    const needle = found({ tip: seen(views.first, tip), hub: seen(views.first, hub) }, { tip: seen(views.second, tip), hub: seen(views.second, pointBetween(tip, hub, 0.4)) })
    expect(offDeg(needle, towards)).toBeLessThan(1e-5)
    expect([needle.hub, needle.lengthMm]).toEqual([null, null])
  })

  it('lies along the ray of a view that looks down its barrel', () => {
    const source = vectorScale<'patientLps'>([0, Math.cos(12 * Math.PI / 180), Math.sin(12 * Math.PI / 180)], -750)
    const towards = vectorScale(vectorSubtract(source, tip), -1)
    expect(offDeg(found(mark(views.first, hubOf(towards)), mark(views.second, hubOf(towards))), towards)).toBeLessThan(0.05)
  })

  it('has no direction where both views see it in one plane and its hubs are not one place', () => {
    // The plane of both rays at the tip: the needle lies across the C-arm's turn.
    const inPlane = vectorSubtract(vectorNormalise<'patientLps'>([0, 0.978, 0.208]) ?? [0, 1, 0], [0.7, 0, 0])
    const hub = hubOf(inPlane)
    const shorter = pointBetween(tip, hub, 0.5)
    const answer = needleInSpace(views, { tip: seen(views.first, tip), hub: seen(views.first, hub) }, { tip: seen(views.second, tip), hub: [seen(views.second, shorter)[0], seen(views.second, shorter)[1] + 20] })
    expect(answer.ok ? answer.value.lengthMm : answer.error.code).toSatisfy((value: unknown) => value === 'NEEDLE_IN_ONE_PLANE' || value === null)
  })

  it('is refused with the reason of its tip', () => {
    const marked = mark(views.first, hubOf([0, 1, 0]))
    expect(needleInSpace({ ...views, second: views.first }, marked, marked)).toMatchObject({ ok: false, error: { code: 'VIEWS_TOO_CLOSE' } })
  })
})
