import { describe, expect, it } from 'vitest'
import type { ProjectionPlan } from '#shared/planning/needlePlan.ts'
import { measureProjectionPlan, type PixelSize } from './planFigures.ts'

const plan: ProjectionPlan = { kind: 'projection', planId: 'a', name: 'Path A', colour: '#5AD8FF', seriesUid: '1.2', frame: 0, entryPx: [100, 100], targetPx: [130, 140], needle: null }
const size = (basis: PixelSize['basis']): PixelSize => ({ basis, rowSpacingMm: 0.5, columnSpacingMm: 0.5 })

describe('a path on a projection', () => {
  it('has a length in pixels, and in mm where a pixel is known in the patient', () => {
    expect(measureProjectionPlan(plan, size('calibrated'))).toEqual({ lengthPx: 50, lengthMm: 25 })
    expect(measureProjectionPlan(plan, size('isocentre'))).toEqual({ lengthPx: 50, lengthMm: 25 })
  })
  it.each(['detector', 'unknown'] as const)('has no mm where the basis is %s', basis => { expect(measureProjectionPlan(plan, size(basis))?.lengthMm).toBeNull() })
  it('has no length while a point is missing', () => { expect(measureProjectionPlan({ ...plan, entryPx: null }, null)).toBeNull() })
})
