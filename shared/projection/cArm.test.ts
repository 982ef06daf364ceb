import { describe, expect, it } from 'vitest'
import { cArmAxes, centralRay, projectPoint, type CArm } from './cArm.ts'

// The published tip is rounded to 0.01 mm, which is 0.04 px here.
const TOLERANCE_PX = 0.04
const detector = { rows: 512, columns: 512, spacingMm: 0.3 }
const pa: CArm = { primaryDeg: 180, secondaryDeg: 12, sidMm: 1000, sodMm: 750, isocentreLpsMm: [0, 0, 0], detector }
const lateral: CArm = { ...pa, primaryDeg: 90, secondaryDeg: 0, isocentreLpsMm: [0, 8, -2] }
const tip = [-19.09, 5.34, -0.32] as const

describe('the C-arm model', () => {
  it('has the detector in front at 0/0, at the left at +90 and at the head at secondary +90', () => {
    expect(centralRay(0, 0)).toEqual([0, -1, 0])
    expect(centralRay(90, 0)[0]).toBeCloseTo(1)
    expect(centralRay(0, 90)[2]).toBeCloseTo(1)
  })

  it('puts the patient left on the right of the image and the head up at 0/0', () => {
    const axes = cArmAxes({ ...pa, primaryDeg: 0, secondaryDeg: 0 })
    expect(axes.columnAxis).toEqual([1, 0, 0])
    expect(axes.rowAxis[2]).toBeCloseTo(-1)
  })

  it.each([
    ['PA 180/+12', pa, 339.76, 261.79],
    ['true lateral', lateral, 243.38, 247.84],
  ] as const)('projects the needle tip of the phantom on the published pixel, %s', (_name, carm, column, row) => {
    const pixel = projectPoint(carm, tip)
    expect(Math.abs((pixel?.[0] ?? NaN) - column)).toBeLessThan(TOLERANCE_PX)
    expect(Math.abs((pixel?.[1] ?? NaN) - row)).toBeLessThan(TOLERANCE_PX)
  })

  it('has no pixel for a point behind the source', () => {
    expect(projectPoint(pa, [0, -2000, 0])).toBeNull()
  })
})
