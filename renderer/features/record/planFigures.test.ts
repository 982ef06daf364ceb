import { describe, expect, it } from 'vitest'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import { planFigures } from './planFigures.ts'

const common = { planId: 'f0f3a3c4-7a55-4f0a-9d0c-9d1e8f1f5c11', name: 'Path A', colour: '#5AD8FF', seriesUid: '1.2', needle: null }
const volume = (over: object): NeedlePlan => ({ kind: 'volume', ...common, frameOfReferenceUid: null, entryLpsMm: [0, 60, 0], targetLpsMm: [0, 0, 0], ...over })

describe('the figures of a plan in the record', () => {
  it('are millimetres and degrees on a volume', () => {
    expect(planFigures(volume({}))).toEqual({ lengthMm: 60, inPlaneDeg: 0, craniocaudalDeg: 0, lengthPx: null })
  })
  it('are pixels, and nothing else, on a projection', () => {
    expect(planFigures({ kind: 'projection', ...common, frame: 3, entryPx: [0, 0], targetPx: [30, 40] })).toEqual({ lengthMm: null, inPlaneDeg: null, craniocaudalDeg: null, lengthPx: 50 })
  })
  it.each([{ entryLpsMm: null }, { targetLpsMm: null }, { entryLpsMm: [0, 0, 0] }])('are not available without a path: %j', (over) => {
    expect(planFigures(volume(over)).lengthMm).toBeNull()
  })
})
