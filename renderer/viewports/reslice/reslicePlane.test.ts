import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paintGrey, reslicePlane, type GridVector, type PlaneCut } from './reslicePlane.ts'

const dimensions = [9, 7, 5] as const
const linear = ([x, y, z]: GridVector): number => 10 * x - 7 * y + 3 * z
const values = Float32Array.from({ length: 9 * 7 * 5 }, (_, at) => linear([at % 9, Math.floor(at / 9) % 7, Math.floor(at / 63)]))
const grid = { values, dimensions, present: null }
const cut = (changes: Partial<PlaneCut>): PlaneCut => ({ columns: 4, rows: 3, first: [1, 1, 1], across: [1, 0, 0], down: [0, 1, 0], through: [0, 0, 0], planes: 1, ...changes })

describe('a plane cut out of a grid', () => {
  it('holds the voxels themselves where its pixels lie on them', () => {
    expect([...reslicePlane(grid, cut({}))]).toEqual([0, 1, 2].flatMap((row) => [0, 1, 2, 3].map((column) => linear([1 + column, 1 + row, 1]))))
  })

  it('is exact for values that change linearly, whatever way it lies', () => {
    const within = fc.tuple(fc.double({ min: 2, max: 3, noNaN: true }), fc.double({ min: 2, max: 3, noNaN: true }), fc.double({ min: 1.5, max: 2.5, noNaN: true }))
    const step = fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -0.25, max: 0.25, noNaN: true }))) as fc.Arbitrary<[number, number, number]>
    fc.assert(fc.property(within, step, step, (first, across, down) => {
      const picture = reslicePlane(grid, cut({ first, across, down }))
      for (let row = 0; row < 3; row += 1) {
        for (let column = 0; column < 4; column += 1) {
          const at: GridVector = [first[0] + column * across[0] + row * down[0], first[1] + column * across[1] + row * down[1], first[2] + column * across[2] + row * down[2]]
          expect(picture[row * 4 + column]).toBeCloseTo(linear(at), 3)
        }
      }
    }))
  })

  it('is empty outside the grid, and reaches half a voxel beyond the outer centres', () => {
    const picture = reslicePlane(grid, cut({ columns: 5, rows: 1, first: [-0.75, 0, 0], across: [0.25, 0, 0] }))
    expect([...picture]).toEqual([-Infinity, 0, 0, 0, 2.5])
  })

  it('is empty where it would need a slice that has not come', () => {
    const present = Uint8Array.from([1, 1, 0, 1, 1])
    const picture = reslicePlane({ ...grid, present }, cut({ columns: 5, rows: 1, first: [1, 1, 0], across: [0, 0, 0.75] }))
    expect([...picture].map(Number.isFinite)).toEqual([true, true, false, false, true])
  })

  it('shows the brightest of the planes of a slab', () => {
    const spot = new Int16Array(9 * 7 * 5).fill(-1000)
    spot[3 * 63 + 2 * 9 + 4] = 500
    const slab = cut({ columns: 9, rows: 7, first: [0, 0, 2], through: [0, 0, 0.5], planes: 5 })
    expect(reslicePlane({ ...grid, values: spot }, slab)[2 * 9 + 4]).toBe(500)
    expect(reslicePlane({ ...grid, values: spot }, { ...slab, planes: 1 })[2 * 9 + 4]).toBe(-1000)
  })
})

describe('the grey of a cut', () => {
  const grey = (value: number, inverted = false): readonly number[] => [...paintGrey(Float32Array.from([value]), { lower: -100, upper: 300, inverted })]

  it.each([[-200, 0], [-100, 0], [101, 128], [300, 255], [900, 255]])('of %d HU in a window from -100 to 300 is %d', (value, expected) => {
    expect(grey(value)).toEqual([expected, expected, expected, 255])
  })

  it('turns round when inverted, but what is empty stays black', () => {
    expect(grey(300, true)).toEqual([0, 0, 0, 255])
    expect(grey(Number.NEGATIVE_INFINITY, true)).toEqual([0, 0, 0, 255])
  })
})
