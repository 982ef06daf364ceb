import { describe, expect, it } from 'vitest'
import { clearanceScale } from './clearanceScale.ts'

const state = (distanceMm: number, uncertaintyMm = 0.8) => ({ kind: 'assessed', distanceMm, leastMm: distanceMm - uncertaintyMm, alongMm: 50, endsThere: false, level: 'above', margin: { stopMm: 3, cautionMm: 5 } } as const)
const close = (value: number): unknown => expect.closeTo(value, 1)

describe('the scale under a clearance', () => {
  it('places figure, uncertainty and margins between 0 and 12 mm', () => {
    expect(clearanceScale(state(7.4))).toEqual({
      stop: close(25), caution: close(41.7), at: close(61.7), from: close(55), to: close(68.3), beyond: null,
      words: '7.4 mm, 6.6 mm at worst, on a scale of 0 to 12 mm; stop below 3 mm, caution below 5 mm',
    })
  })

  it.each([[12, null, 100], [12.01, 'end', 100], [20.1, 'end', 100], [0, null, 0], [-0.4, 'start', 0]] as const)('%d mm lies beyond: %s', (distanceMm, beyond, at) => {
    expect(clearanceScale(state(distanceMm))).toMatchObject({ beyond, at })
  })

  it('says where it ends', () => {
    expect(clearanceScale(state(20.1, 1)).words).toBe('20.1 mm, 19.1 mm at worst, beyond the scale of 0 to 12 mm; stop below 3 mm, caution below 5 mm')
    expect(clearanceScale(state(-0.4, 0.5)).words).toBe('−0.4 mm, −0.9 mm at worst, below the scale of 0 to 12 mm; stop below 3 mm, caution below 5 mm')
  })

  it('never reaches over its ends', () => {
    expect(clearanceScale({ ...state(11.8, 2), margin: { stopMm: 3, cautionMm: 20 } })).toMatchObject({ to: 100, caution: 100 })
    expect(clearanceScale(state(0.5, 2)).from).toBe(0)
  })
})
