import { describe, expect, it } from 'vitest'
import { viewOfAngles } from './projectionView.ts'

describe('the view that the C-arm angles say', () => {
  it.each([
    [0, 0, 'ap'], [0.4, -12.1, 'ap'], [180, 20, 'ap'], [-30, 0, 'ap'], [0, 40, 'ap'],
    [90.2, 0.6, 'lateral'], [-90, 0, 'lateral'], [65, 0, 'lateral'], [90, 40, 'lateral'],
    [45, 0, null], [-40, 10, null], [270, 0, null], [0, 95, null], [null, 0, null], [90, null, null],
  ] as const)('%j / %j is %j', (primaryDeg, secondaryDeg, view) => {
    expect(viewOfAngles({ primaryDeg, secondaryDeg, primaryIncrementsDeg: null, secondaryIncrementsDeg: null })).toBe(view)
  })
  it('is not said without a positioner', () => { expect(viewOfAngles(null)).toBeNull() })
})
