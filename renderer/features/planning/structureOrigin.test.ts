import { describe, expect, it } from 'vitest'
import { originOf, originOfAll } from './structureOrigin.ts'

const at = (hour: number, day = 22): string => new Date(2026, 10, day, hour, 5).toISOString()
const now = new Date(2026, 10, 22, 12, 0)

describe('where a structure comes from', () => {
  it.each([
    [{ drawnBy: 'Dr B. Weber', drawnAtIso: at(10) }, 'Drawn by hand by Dr B. Weber, 10:05, on CT PLANNING.'],
    [{ drawnBy: 'Dr B. Weber', drawnAtIso: at(9, 21) }, 'Drawn by hand by Dr B. Weber, 21 Nov 2026 09:05, on CT PLANNING.'],
    [{ drawnBy: '', drawnAtIso: at(10), drawnFrom: 'values' as const }, 'Grown from values, nobody named, 10:05, on CT PLANNING.'],
  ])('says who, how, when and on which series: %j', (structure, words) => { expect(originOf(structure, 'CT PLANNING', now)).toBe(words) })

  it('says of all together how, and when the last was drawn', () => {
    const [hand, grown] = [{ drawnBy: 'A', drawnAtIso: at(9) }, { drawnBy: 'B', drawnAtIso: at(8), drawnFrom: 'values' as const }]
    expect([originOfAll([], now), originOfAll([hand], now), originOfAll([grown], now), originOfAll([grown, hand], now)]).toEqual([undefined, 'drawn by hand, 09:05', 'grown from values, 08:05', 'drawn and grown, 09:05'])
  })
})
