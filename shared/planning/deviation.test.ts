import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { needleDeviation } from './deviation.ts'

const coordinate = fc.double({ min: -100, max: 100, noNaN: true, noDefaultInfinity: true })
const point = fc.tuple(coordinate, coordinate, coordinate)

describe('the deviation of a needle', () => {
  it('has signed parts: 2 mm to the LEFT, 3 mm to the front and so deeper, 1 mm to the head', () => {
    const result = needleDeviation([[0, 60, 0], [0, 0, 0]], { hubSide: [2, 57, 1], tip: [2, -3, 1] })
    expect(result).toMatchObject({ ok: true, value: { angleDeg: 0, alongMm: 3, towardsLeftMm: 2, towardsFrontMm: 3, towardsHeadMm: 1 } })
    expect(result.ok && result.value.acrossMm).toBeCloseTo(Math.sqrt(5), 9)
  })

  it.each([{ deg: 0.001 }, { deg: 5 }, { deg: 90 }, { deg: 179.9 }])('finds $deg degrees between the shafts', ({ deg }) => {
    const radians = (deg * Math.PI) / 180
    const result = needleDeviation([[0, 60, 0], [0, 0, 0]], { hubSide: [0, 0, 0], tip: [60 * Math.sin(radians), -60 * Math.cos(radians), 0] })
    expect(result.ok && result.value.angleDeg).toBeCloseTo(deg, 9)
  })

  it('splits every tip error into parts that make up the whole, both ways', () => {
    fc.assert(fc.property(point, point, point, point, (entry, target, hubSide, tip) => {
      const result = needleDeviation([entry, target], { hubSide, tip })
      if (!result.ok) return
      const wholeMm = Math.hypot(tip[0] - target[0], tip[1] - target[1], tip[2] - target[2])
      const { alongMm, acrossMm, towardsLeftMm, towardsFrontMm, towardsHeadMm } = result.value
      expect(Math.hypot(alongMm, acrossMm)).toBeCloseTo(wholeMm, 6)
      expect(Math.hypot(towardsLeftMm, towardsFrontMm, towardsHeadMm)).toBeCloseTo(wholeMm, 6)
    }))
  })

  it('is a fault, not a zero, when a shaft has no direction', () => {
    expect(needleDeviation([[1, 2, 3], [1, 2, 3]], { hubSide: [0, 0, 0], tip: [0, 0, 1] })).toMatchObject({ ok: false, error: { code: 'DEGENERATE_PATH' } })
    expect(needleDeviation([[0, 0, 0], [0, 0, 9]], { hubSide: [1, 1, 1], tip: [1, 1, 1] })).toMatchObject({ ok: false, error: { code: 'DEGENERATE_PATH' } })
    expect(needleDeviation([[0, 0, 0], [0, 0, -5e-324]], { hubSide: [0, 0, 0], tip: [0, 0, 1] })).toMatchObject({ ok: false, error: { code: 'DEGENERATE_PATH' } })
  })
})
