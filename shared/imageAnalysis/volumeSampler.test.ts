import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gridFrame, type HuVolume, indexToLps, lpsToIndex, shrinkVolume } from './huVolume.ts'
import { VolumeSampler } from './volumeSampler.ts'

type Point = readonly [number, number, number]
const cross = (a: Point, b: Point): Point => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
const unit = (v: Point): Point => { const length = Math.hypot(...v); return [v[0] / length, v[1] / length, v[2] / length] }

/** HU that grow evenly in some direction of the patient: interpolation must give them back exactly. */
const slopeHu = (p: readonly number[]): number => 40 + 3 * (p[0] ?? 0) - 2 * (p[1] ?? 0) + 5 * (p[2] ?? 0)

const anyVolume = fc.record({
  a: fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
  b: fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
  spacing: fc.tuple(fc.double({ min: 0.3, max: 1.2, noNaN: true }), fc.double({ min: 0.3, max: 1.2, noNaN: true }), fc.double({ min: 0.4, max: 5, noNaN: true })),
  shear: fc.tuple(fc.double({ min: -0.5, max: 0.5, noNaN: true }), fc.double({ min: -0.5, max: 0.5, noNaN: true })),
  at: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
}).filter(({ a, b }) => Math.hypot(...cross(a, b)) > 0.1)

function volumeFrom({ a, b, spacing, shear }: { a: Point; b: Point; spacing: Point; shear: readonly [number, number] }): HuVolume {
  const row = unit(a), normal = unit(cross(a, b)), column = cross(normal, row)
  const step = [0, 1, 2].map((axis) => spacing[2] * ((normal[axis] ?? 0) + shear[0] * (row[axis] ?? 0) + shear[1] * (column[axis] ?? 0)))
  const geometry: HuVolume['geometry'] = { dimensions: [9, 7, 6], spacingMm: [...spacing], originLpsMm: [-11, 5, 33], directionLps: [...row, ...column, ...normal], sliceStepLpsMm: [step[0] ?? 0, step[1] ?? 0, step[2] ?? 0] }
  const frame = gridFrame(geometry)
  const values = new Float32Array(9 * 7 * 6)
  for (let k = 0, n = 0; k < 6; k += 1) for (let j = 0; j < 7; j += 1) for (let i = 0; i < 9; i += 1, n += 1) values[n] = (slopeHu(indexToLps(frame, i, j, k)) + 1024) / 2
  return { geometry, values, toHu: { slope: 2, intercept: -1024 } }
}

describe('a volume read at points of the patient', () => {
  it('gives an even slope back exactly, whatever the turn, the spacing and the tilt', () => {
    fc.assert(fc.property(anyVolume, (setting) => {
      const volume = volumeFrom(setting)
      const sampler = new VolumeSampler(volume)
      const point = indexToLps(sampler.frame, setting.at[0] * 8, setting.at[1] * 6, setting.at[2] * 5)
      const back = lpsToIndex(sampler.frame, point)
      expect(Math.hypot(back[0] - setting.at[0] * 8, back[1] - setting.at[1] * 6, back[2] - setting.at[2] * 5)).toBeLessThan(1e-9)
      expect(Math.abs((sampler.huAt(point) ?? NaN) - slopeHu(point))).toBeLessThan(1e-3)
    }))
  })

  it('gives the slope itself where it is asked for', () => {
    fc.assert(fc.property(anyVolume, (setting) => {
      const sampler = new VolumeSampler(volumeFrom(setting))
      const out = new Float64Array(4)
      const point = indexToLps(sampler.frame, 0.1 + setting.at[0] * 7.8, 0.1 + setting.at[1] * 5.8, 0.1 + setting.at[2] * 4.8)
      expect(sampler.gradientAt(point[0], point[1], point[2], out)).toBe(true)
      expect([...out.subarray(1)].every((value, axis) => Math.abs(value - ([3, -2, 5][axis] ?? NaN)) < 0.01)).toBe(true)
    }))
  })

  it('is null beyond the outermost voxel centres and exact upon them', () => {
    fc.assert(fc.property(anyVolume, (setting) => {
      const sampler = new VolumeSampler(volumeFrom(setting))
      const corner = indexToLps(sampler.frame, 8, 6, 5)
      expect(Math.abs((sampler.huAt(corner) ?? NaN) - slopeHu(corner))).toBeLessThan(1e-3)
      expect(sampler.huAt(indexToLps(sampler.frame, 8.01, 3, 2))).toBeNull()
      expect(sampler.huAt(indexToLps(sampler.frame, 3, -0.01, 2))).toBeNull()
      expect(sampler.huAt(indexToLps(sampler.frame, 3, 3, 5.01))).toBeNull()
    }))
  })

  it('keeps an even slope in its place when it is made coarser', () => {
    fc.assert(fc.property(anyVolume, (setting) => {
      const coarse = shrinkVolume(volumeFrom(setting), 2)
      const frame = gridFrame(coarse.geometry)
      expect(Math.abs((coarse.values[0] ?? NaN) - slopeHu(indexToLps(frame, 0, 0, 0)))).toBeLessThan(1e-2)
    }))
  })
})
