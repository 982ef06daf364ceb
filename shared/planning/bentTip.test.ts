import { describe, expect, it } from 'vitest'
import { vectorDistance } from '#shared/geometry/vectors.ts'
import { BENT_TIP_MM, bentTip } from './bentTip.ts'

const TOLERANCE_MM = 1e-9

describe('a bent needle', () => {
  it('leaves the path before the target and is as long as a straight one', () => {
    const tip = bentTip([30, 60, -8], [-10, 20, 12], 20)
    if (tip === null) throw new Error('no tip')
    expect(vectorDistance(tip.bend, [-10, 20, 12])).toBeCloseTo(BENT_TIP_MM, 9)
    expect(Math.hypot(vectorDistance(tip.bend, tip.ringCentre), tip.ringRadiusMm)).toBeCloseTo(BENT_TIP_MM, 9)
    expect(Math.atan2(tip.ringRadiusMm, vectorDistance(tip.bend, tip.ringCentre)) * 180 / Math.PI).toBeCloseTo(20, 9)
  })

  it('has its ring about the path itself', () => {
    const tip = bentTip([0, 50, 0], [0, 0, 0], 30)
    expect(Math.abs((tip?.ringCentre[1] ?? NaN) - (10 - 10 * Math.cos(Math.PI / 6)))).toBeLessThan(TOLERANCE_MM)
    expect([tip?.ringCentre[0], tip?.ringCentre[2], tip?.ringRadiusMm]).toEqual([0, 0, expect.closeTo(5, 9)])
  })

  it.each([['straight', 0, 50], ['longer in its bend than the path', 15, 10]])('is not drawn when it is %s', (_what, bentDeg, pathMm) => {
    expect(bentTip([0, pathMm, 0], [0, 0, 0], bentDeg)).toBeNull()
  })
})
