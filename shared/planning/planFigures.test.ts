import { describe, expect, it } from 'vitest'
import type { NeedlePlan, ProjectionPlan } from '#shared/planning/needlePlan.ts'
import { measureProjectionPlan, planFigures, type PixelSize } from './planFigures.ts'

const common = { planId: 'f0f3a3c4-7a55-4f0a-9d0c-9d1e8f1f5c11', name: 'Path A', colour: '#5AD8FF', seriesUid: '1.2', needle: null }
const plan: ProjectionPlan = { kind: 'projection', ...common, frame: 0, entryPx: [100, 100], targetPx: [130, 140] }
const volume = (over: object): NeedlePlan => ({ kind: 'volume', ...common, frameOfReferenceUid: null, entryLpsMm: [0, 60, 0], targetLpsMm: [0, 0, 0], ...over })
const size = (basis: PixelSize['basis']): PixelSize => ({ basis, rowSpacingMm: 0.5, columnSpacingMm: 0.5 })

describe('a path on a projection', () => {
  it('has a length in pixels, and in mm where a pixel is known in the patient', () => {
    expect(measureProjectionPlan(plan, size('calibrated'))).toEqual({ lengthPx: 50, lengthMm: 25 })
    expect(measureProjectionPlan(plan, size('isocentre'))).toEqual({ lengthPx: 50, lengthMm: 25 })
  })
  it.each(['detector', 'unknown'] as const)('has no mm where the basis is %s', basis => { expect(measureProjectionPlan(plan, size(basis))?.lengthMm).toBeNull() })
  it('has no mm where one of the two spacings is missing', () => { expect(measureProjectionPlan(plan, { ...size('calibrated'), rowSpacingMm: null })?.lengthMm).toBeNull() })
  it('has no length while a point is missing', () => { expect(measureProjectionPlan({ ...plan, entryPx: null }, null)).toBeNull() })
})

describe('the figures of a plan in the record', () => {
  it('are millimetres and degrees on a volume', () => {
    expect(planFigures(volume({}), null)).toEqual({ lengthMm: 60, inPlaneDeg: 0, craniocaudalDeg: 0, lengthPx: null })
  })
  it('are pixels on a projection, and mm beside them where the frame is calibrated', () => {
    expect(planFigures(plan, null)).toEqual({ lengthMm: null, inPlaneDeg: null, craniocaudalDeg: null, lengthPx: 50 })
    expect(planFigures(plan, size('calibrated'))).toEqual({ lengthMm: 25, inPlaneDeg: null, craniocaudalDeg: null, lengthPx: 50 })
  })
  it.each([{ entryLpsMm: null }, { targetLpsMm: null }, { entryLpsMm: [0, 0, 0] }])('are not available without a path: %j', (over) => {
    expect(planFigures(volume(over), null)).toBeNull()
  })
})
