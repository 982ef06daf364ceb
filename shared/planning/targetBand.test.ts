import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pointBetween } from '#shared/geometry/vectors.ts'
import { placeInBand, targetBand } from './targetBand.ts'

const medial = [-9.56, 8.31, 4] as const
const lateral = [-23.75, 8.31, -1.73] as const

function band(...[from, to, side]: Parameters<typeof targetBand>) {
  const answer = targetBand(from, to, side)
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}

describe('the target band', () => {
  it('is the lateral third of the phantom’s joint line', () => {
    const value = band(medial, lateral, 'RIGHT')
    ;[-19.02, 8.31, 0.18].forEach((expected, axis) => { expect(value.medialEndLpsMm[axis]).toBeCloseTo(expected, 2) })
    expect(value.lateralEndLpsMm).toEqual(lateral)
    expect(value.jointLineMm).toBeCloseTo(15.303, 2)
  })

  it('is not proposed for ends that are exchanged, or marked on the other side', () => {
    expect(targetBand(lateral, medial, 'RIGHT')).toMatchObject({ ok: false, error: { code: 'JOINT_LINE_TURNED_ROUND' } })
    expect(targetBand(medial, lateral, 'LEFT')).toMatchObject({ ok: false, error: { code: 'JOINT_LINE_TURNED_ROUND' } })
  })

  it('is not proposed for ends that lie on each other', () => {
    expect(targetBand(medial, [-11, 8.31, 4], 'RIGHT')).toMatchObject({ ok: false, error: { code: 'JOINT_LINE_TOO_SHORT' } })
  })
})

describe('a target against its band', () => {
  const of = band(medial, lateral, 'RIGHT')

  it('lies in its middle, or medial or lateral of it by so much', () => {
    fc.assert(fc.property(fc.double({ min: -10, max: 10, noNaN: true }), (along) => {
      const length = of.jointLineMm / 3
      const place = placeInBand(pointBetween(of.medialEndLpsMm, of.lateralEndLpsMm, 0.5 + along / length), of)
      expect(place.lateralOfMiddleMm).toBeCloseTo(along, 6)
      expect(place.fromMiddleMm).toBeCloseTo(Math.abs(along), 6)
      expect(place.offLineMm).toBeLessThan(1e-3)
      if (Math.abs(Math.abs(along) - length / 2) > 1e-6) expect(place.inBand).toBe(Math.abs(along) < length / 2)
    }))
  })

  it('is outside when it lies off the joint line', () => {
    const place = placeInBand([of.middleLpsMm[0], of.middleLpsMm[1] + 4, of.middleLpsMm[2]], of)
    expect(place).toMatchObject({ inBand: false })
    expect(place.offLineMm).toBeCloseTo(4, 9)
    expect(place.lateralOfMiddleMm).toBeCloseTo(0, 9)
  })
})
