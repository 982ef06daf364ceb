import { describe, expect, it } from 'vitest'
import { BrickPainter } from '../sampling/brickPainter.ts'
import { type ArteryCourse, defaultParameters, type PhantomParameters } from './parameters.ts'
import { arteryCentreLine } from './arteries.ts'
import { buildPhantom } from './rows.ts'
import { distanceToRow } from '../truth/distanceToRow.ts'
import { SliceWarp } from './warp.ts'

const closed: PhantomParameters = { ...defaultParameters, jawDeg: 2 }
/** The specification rounds to whole HU and its own numbers to 0.01 mm. */
const TOLERANCE_HU = 2

function huAt(parameters: PhantomParameters, x: number, y: number, z: number): number {
  const hu = new Int16Array(1)
  new BrickPainter(buildPhantom(parameters), { size: [1, 1, 1], spacingMm: 0.5, first: [x, y, z], brickEdge: 8 }).paintSlab(0, hu)
  return hu[0] ?? Number.NaN
}

describe('the sampled phantom without noise', () => {
  it.each([
    ['dens', 0, -3.25, 8.25, 270], ['C1 lateral mass', -17.25, -0.75, 9.25, 721], ['C2 lateral mass', -15.25, -0.25, -6.25, 451],
    ['C1-2 joint', -16.25, 0.25, 0.25, 71], ['cord', 0.25, 11.75, -10.25, 37], ['CSF', 0.25, 17.25, -10.25, 9],
    ['vertebral artery at the joint', -27.25, 0.75, -0.25, 42], ['oropharynx', 0.25, -31.25, -12.25, -1000], ['tongue', 0.25, -62.25, -8.25, 42],
    ['inferior oblique', -20.25, 23.25, -5.25, 50], ['enamel of 11', -4.25, -93.25, -5.25, 1845], ['clivus', 0.25, -17.25, 40.25, 407],
  ] as const)('has the specified value in the %s', (_name, x, y, z, hu) => {
    expect(Math.abs(huAt(closed, x, y, z) - hu)).toBeLessThanOrEqual(TOLERANCE_HU)
  })

  it('opens the mouth: air where the teeth met', () => {
    expect([huAt(closed, 2.7, -91.8, -12.3) > 1000, huAt({ ...closed, jawDeg: 26 }, 2.7, -91.8, -12.3)]).toEqual([true, -1000])
  })

  it('paints the same voxel whether it is sampled alone or inside a wide field', () => {
    const phantom = buildPhantom(closed)
    const grid = { size: [96, 96, 8], spacingMm: 1, first: [-47.5, -60.5, -8.5], brickEdge: 4 } as const
    const wide = new Int16Array(96 * 96 * 8)
    const painter = new BrickPainter(phantom, grid)
    painter.paintSlab(0, wide)
    painter.paintSlab(1, wide)
    const differences: number[] = []
    for (let n = 0; n < wide.length; n += 2003) {
      const [i, j, k] = [n % 96, Math.floor(n / 96) % 96, Math.floor(n / 9216)]
      const alone = new Int16Array(1)
      new BrickPainter(phantom, { size: [1, 1, 1], spacingMm: 1, first: [grid.first[0] + i, grid.first[1] + j, grid.first[2] + k], brickEdge: 4 }).paintSlab(0, alone)
      differences.push(Math.abs((alone[0] ?? 0) - (wide[n] ?? 0)))
    }
    // The weight left under an almost opaque row is dropped, which is worth a few HU at most.
    expect(Math.max(...differences)).toBeLessThanOrEqual(6)
  })
})

describe('the vertebral artery', () => {
  const bones = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'skull']
  it.each(['normal', 'medial', 'highloop'] as const)('runs outside all bone in its %s course', (course: ArteryCourse) => {
    const parameters: PhantomParameters = { ...defaultParameters, arteries: { R: course, L: 'normal' } }
    const phantom = buildPhantom(parameters)
    for (const bone of bones) {
      const distance = distanceToRow(phantom, bone)
      const nearest = Math.min(...arteryCentreLine('R', parameters).map(([x, y, z]) => distance([x, y, z])))
      expect(nearest, bone).toBeGreaterThan(0)
    }
  })
})

describe('the warp', () => {
  it('never moves a point further than its bound of 1.7 mm', () => {
    const axis = Float64Array.from({ length: 60 }, (_, n) => n * 3.1 - 93)
    const warp = new SliceWarp(axis, axis)
    let longest = 0
    for (const z of axis) {
      warp.setSlice(z)
      for (let n = 0; n < 3600; n++) {
        warp.at(n % 60, Math.floor(n / 60))
        longest = Math.max(longest, Math.abs(warp.x), Math.abs(warp.y), Math.abs(warp.z))
      }
    }
    expect(longest).toBeLessThan(1.7)
  })
})
