import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInScan, planProblems, type ProblemInput } from './planProblems.ts'

const upright: NonNullable<ProblemInput['volume']> = { dimensions: [100, 100, 50], spacingMm: [1, 1, 2], originLpsMm: [-50, -50, -50], directionLps: [1, 0, 0, 0, 1, 0, 0, 0, 1], sliceStepLpsMm: [0, 0, 2] }
const sheared = { ...upright, sliceStepLpsMm: [0, 0.5, 2] as [number, number, number] }
const plain: ProblemInput = { entryLpsMm: [0, 40, 0], targetLpsMm: [0, -10, 0], needle: { gauge: 22, lengthMm: 150 }, volume: upright, side: 'LEFT', midlineXMm: null, targetInBand: null, structures: [] }
const codes = (change: Partial<ProblemInput>): readonly string[] => planProblems({ ...plain, ...change }).map(({ code }) => code)

describe('what is wrong with a plan', () => {
  it('is nothing when all is well', () => {
    expect(codes({})).toEqual([])
  })

  it.each([
    ['a target beyond the scan', { targetLpsMm: [0, -51, 0] }, 'TARGET_BEYOND_SCAN'],
    ['an entry beyond the scan', { entryLpsMm: [0, 40, 49.5] }, 'ENTRY_BEYOND_SCAN'],
    ['a needle that does not reach', { needle: { gauge: 22, lengthMm: 45 } }, 'NEEDLE_TOO_SHORT'],
    ['a needle with too little outside', { needle: { gauge: 22, lengthMm: 55 } }, 'RESERVE_SHORT'],
    ['a target on the other side of the midline', { side: 'RIGHT', midlineXMm: -3 }, 'OTHER_SIDE'],
    ['a joint line that runs the other way round', { isJointLineTurned: true }, 'JOINT_LINE_TURNED_ROUND'],
    ['a target outside the band', { targetInBand: false }, 'TARGET_OUTSIDE_BAND'],
    ['a target in the artery', { structures: [{ name: 'Vertebral artery', holds: ([, y]: readonly number[]) => y === -10 }] }, 'TARGET_IN_STRUCTURE'],
    ['an entry in the artery', { structures: [{ name: 'Vertebral artery', holds: ([, y]: readonly number[]) => y === 40 }] }, 'ENTRY_IN_STRUCTURE'],
  ] as const)('is said of %s', (_name, change, code) => {
    expect(codes(change as Partial<ProblemInput>)).toEqual([code])
  })

  it('leaves a target outside the band and a short reserve to the operator, and nothing else', () => {
    expect(planProblems({ ...plain, targetInBand: false, targetLpsMm: [0, -51, 0], needle: { gauge: 22, lengthMm: 95 } }).map(({ code, level }) => `${code} ${level}`)).toEqual(['TARGET_BEYOND_SCAN stop', 'RESERVE_SHORT caution', 'TARGET_OUTSIDE_BAND caution'])
    expect(planProblems({ ...plain, needle: { gauge: 22, lengthMm: 45 } }).map(({ level }) => level)).toEqual(['stop'])
  })

  it('judges no side without a midline, and no needle that is not chosen', () => {
    expect(codes({ side: 'RIGHT', needle: null })).toEqual([])
  })
})

describe('the scanned grid', () => {
  it('holds what its voxels hold, however it is sheared', () => {
    const index = fc.tuple(fc.double({ min: -3, max: 102, noNaN: true }), fc.double({ min: -3, max: 102, noNaN: true }), fc.double({ min: -3, max: 52, noNaN: true }))
    for (const volume of [upright, sheared]) {
      fc.assert(fc.property(index, ([i, j, k]) => {
        const inside = [i <= 99.5, j <= 99.5, k <= 49.5, i >= -0.5, j >= -0.5, k >= -0.5].every(Boolean)
        const nearEdge = [i + 0.5, j + 0.5, k + 0.5, i - 99.5, j - 99.5, k - 49.5].some((value) => Math.abs(value) < 1e-6)
        if (!nearEdge) expect(isInScan([-50 + i, -50 + j + volume.sliceStepLpsMm[1] * k, -50 + 2 * k], volume)).toBe(inside)
      }))
    }
  })
})
