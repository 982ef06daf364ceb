import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelComponents } from './components.ts'
import { cappedDistanceSquared } from './distanceMap.ts'
import { PointBuckets } from './pointBuckets.ts'

const size = [6, 5, 4] as const
const anyMask = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 120, maxLength: 120 }).map((bits) => Uint8Array.from(bits))
const place = (n: number): readonly [number, number, number] => [n % 6, Math.floor(n / 6) % 5, Math.floor(n / 30)]

describe('distances within a mask', () => {
  it('are those that looking at every cell gives, up to the cap', () => {
    const spacing = [0.7, 1.1, 2] as const
    fc.assert(fc.property(anyMask, fc.constantFrom<0 | 1>(0, 1), (mask, to) => {
      const fast = cappedDistanceSquared(mask, to, size, spacing, 3)
      const slow = Float32Array.from(mask, (_, n) => {
        const [i, j, k] = place(n)
        return Math.min(9, ...[...mask.keys()].filter((m) => mask[m] === to).map((m) => { const [p, q, r] = place(m); return ((i - p) * 0.7) ** 2 + ((j - q) * 1.1) ** 2 + ((k - r) * 2) ** 2 }))
      })
      expect(fast.every((value, n) => Math.abs(value - (slow[n] ?? NaN)) < 1e-4)).toBe(true)
    }))
  })
})

describe('pieces of a mask', () => {
  it('hold every cell of it once, and neighbours lie in one piece', () => {
    fc.assert(fc.property(anyMask, (mask) => {
      const { of, components } = labelComponents(mask, size)
      expect(components.reduce((sum, { count }) => sum + count, 0)).toBe(mask.reduce((sum, bit) => sum + bit, 0))
      for (let n = 0; n < 119; n += 1) if (n % 6 !== 5 && mask[n] === 1 && mask[n + 1] === 1) expect(of[n]).toBe(of[n + 1])
    }))
  })
})

describe('buckets of points', () => {
  it('find the same nearest point as looking at all of them, from inside and from afar', () => {
    const coordinate = fc.double({ min: -90, max: 90, noNaN: true })
    fc.assert(fc.property(fc.array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 1, maxLength: 60 }), fc.tuple(coordinate, coordinate, coordinate), fc.constantFrom(1, 3), (points, [x, y, z], far) => {
      const positions = Float32Array.from(points.flat())
      const from = (n: number): number => Math.hypot((positions[3 * n] ?? NaN) - far * x, (positions[3 * n + 1] ?? NaN) - far * y, (positions[3 * n + 2] ?? NaN) - far * z)
      const nearest = new PointBuckets(positions).nearest(far * x, far * y, far * z)
      expect(nearest === null ? NaN : from(nearest)).toBeCloseTo(Math.min(...points.map((_, n) => from(n))), 4)
    }))
  })
})
