import { describe, expect, it } from 'vitest'
import { pathUncertaintyMm } from './pathUncertainty.ts'

type Plan = Parameters<typeof pathUncertaintyMm>[0]
type Volume = Parameters<typeof pathUncertaintyMm>[1]
const plan = (entryLpsMm: Plan['entryLpsMm'], targetLpsMm: Plan['targetLpsMm']): Plan => ({
  kind: 'volume', planId: '7b1c2f60-63a2-4d3e-9d0a-3a1f0d7c1a11', name: 'Path A', colour: '#5AD8FF', seriesUid: '1.2', frameOfReferenceUid: null, entryLpsMm, targetLpsMm, needle: null,
})
const volume = (sliceStepLpsMm: Volume['sliceStepLpsMm']): Volume => ({
  dimensions: [512, 512, 100], spacingMm: [0.5, 0.5, 2], originLpsMm: [0, 0, 0], directionLps: [1, 0, 0, 0, 1, 0, 0, 0, 1], sliceStepLpsMm, tiltDeg: 0, frameOfReferenceUid: null, problems: [],
})

describe('what the length of a path is worth by the voxels', () => {
  it.each([
    ['along a row, one column spacing', [40, 0, 0], 0.5],
    ['across the slices, one slice spacing', [0, 0, -40], 2],
    ['in the plane at 45°, both shares', [40, 40, 0], Math.SQRT1_2],
  ] as const)('%s', (_name, target, expected) => { expect(pathUncertaintyMm(plan([0, 0, 0], [...target]), volume([0, 0, 2]))).toBeCloseTo(expected, 9) })
  it('follows the slice step of a tilted stack', () => { expect(pathUncertaintyMm(plan([0, 0, 0], [0, 40, 0]), volume([0, 0.5, 2]))).toBeCloseTo(1, 9) })
  it.each([['without an entry', null, [1, 2, 3]], ['of no length', [1, 2, 3], [1, 2, 3]]] as const)('is not stated %s', (_name, entry, target) => {
    expect(pathUncertaintyMm(plan(entry === null ? null : [...entry], [...target]), volume([0, 0, 2]))).toBeNull()
  })
})
