import { describe, expect, it } from 'vitest'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import { shownPlans, withAmended, withoutPlan, withPlan } from './planEdits.ts'

const plan = (planId: string, entryLpsMm: [number, number, number] | null = null): NeedlePlan => ({ kind: 'volume', planId, name: planId, colour: '#5AD8FF', seriesUid: '1.2', frameOfReferenceUid: null, entryLpsMm, targetLpsMm: null, needle: null })
const accepted = { ...emptyCaseDocument, plans: [plan('a'), plan('b')], activePlanId: 'b', planAccepted: { planId: 'a', atIso: '2026-11-22T10:00:00.000Z' } }

describe('editing plans', () => {
  it('takes a plan the tool has begun into the case and makes it the chosen one', () => {
    expect(withPlan(emptyCaseDocument, plan('a'))).toMatchObject({ plans: [{ planId: 'a' }], activePlanId: 'a' })
  })
  it('takes the acceptance back when the accepted plan is changed, not when another is', () => {
    expect(withPlan(accepted, plan('a', [1, 2, 3])).planAccepted).toBeNull()
    expect(withPlan(accepted, plan('b', [1, 2, 3])).planAccepted).not.toBeNull()
  })
  it('chooses another plan when the chosen one is deleted', () => {
    expect(withoutPlan(accepted, 'b')).toMatchObject({ plans: [{ planId: 'a' }], activePlanId: 'a' })
    expect(withoutPlan(withoutPlan(accepted, 'b'), 'a')).toMatchObject({ plans: [], activePlanId: null, planAccepted: null })
  })
  it('amends the saved path, points and all else as they are, and none that is not there', () => {
    const document = withPlan(accepted, plan('b', [1, 2, 3]))
    expect(withAmended(document, 'b', { needle: { gauge: 22, lengthMm: 90 } }).plans[1]).toEqual({ ...plan('b', [1, 2, 3]), needle: { gauge: 22, lengthMm: 90 }, acknowledgedCautions: [], outsideBandKnown: null, shortReserveKnown: null })
    expect(withAmended(document, 'b', { name: 'Left' })).toMatchObject({ plans: [{ name: 'a' }, { name: 'Left', entryLpsMm: [1, 2, 3] }], planAccepted: { planId: 'a' } })
    expect(withAmended(document, 'c', { name: 'Left' })).toBe(document)
  })
  it('shows the dragged plan instead of the saved one', () => {
    expect(shownPlans(accepted, plan('a', [9, 9, 9]))).toMatchObject([{ planId: 'a', entryLpsMm: [9, 9, 9] }, { planId: 'b' }])
  })
})
