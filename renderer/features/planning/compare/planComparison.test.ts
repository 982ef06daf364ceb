import { describe, expect, it } from 'vitest'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { Landmark } from '#shared/planning/planningMarks.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import { copyOf, differenceOf, mirrorOf, planLines } from './planComparison.ts'

const plan: VolumePlan = {
  kind: 'volume', planId: 'a', name: 'Path A', colour: '#5AD8FF', seriesUid: '1.2', frameOfReferenceUid: null, entryLpsMm: [30, 75, -25], targetLpsMm: [20, 15, 0], needle: { gauge: 22, lengthMm: 90 },
  acknowledgedCautions: [{ structureId: 's', by: 'Dr A', atIso: '2026-11-22T10:00:00.000Z' }],
}
const artery: PlannedStructure = {
  id: 's', seriesUid: '1.2', frameOfReferenceUid: null, kind: 'vertebralArtery', name: 'Vertebral artery', uncertaintyMm: 1, drawnBy: 'Dr A', drawnAtIso: '2026-11-22T10:00:00.000Z',
  shape: { form: 'tube', points: [{ pointLpsMm: [30, 15, -10], radiusMm: 2 }, { pointLpsMm: [30, 15, 10], radiusMm: 2 }] },
}
const made = { planId: 'b', colour: '#FFD166', madeBy: 'Dr B. Weber' }
const midline: Landmark = { seriesUid: '1.2', kind: 'midline', pointLpsMm: [2, 70, 0] }

describe('plans side by side', () => {
  it('have their figures, each clearance with the nearest first, and what nobody assessed', () => {
    const sac: PlannedStructure = { ...artery, id: 't', kind: 'thecalSac', name: 'Thecal sac', shape: { form: 'tube', points: [{ pointLpsMm: [0, 30, -10], radiusMm: 8 }, { pointLpsMm: [0, 30, 10], radiusMm: 8 }] } }
    const [line, open] = planLines([plan, { ...plan, entryLpsMm: null }], [sac, artery], emptyCaseDocument)
    expect(line?.figures?.lengthMm).toBeCloseTo(65.765, 3)
    expect(line?.clearances.map(({ structure, state }) => [structure.id, state.level])).toEqual([['s', 'above'], ['t', 'above']])
    expect(line?.notAssessed).toBe(2)
    expect(open).toMatchObject({ figures: null, clearances: [], notAssessed: 4 })
  })

  it('differ by angle, entries and targets, seen from the first', () => {
    const difference = differenceOf(plan, { ...plan, planId: 'b', targetLpsMm: [23, 15, 4], entryLpsMm: [33, 75, -21] })
    if (!difference.ok) throw new Error(difference.error.message)
    expect(difference.value).toMatchObject({ angleDeg: 0, entryApartMm: 5, targetApartMm: 5, towardsLeftMm: 3, towardsHeadMm: 4 })
    expect(differenceOf(plan, { ...plan, entryLpsMm: null })).toMatchObject({ ok: false, error: { code: 'INCOMPLETE' } })
    expect(differenceOf(plan, { ...plan, seriesUid: '1.3' })).toMatchObject({ ok: false, error: { code: 'OTHER_SERIES' } })
  })
})

describe('a plan made from another', () => {
  it('as a copy carries its points and its maker’s name, and nothing that was acknowledged', () => {
    expect(copyOf(plan, made)).toMatchObject({ planId: 'b', name: 'Path A, copy', entryLpsMm: plan.entryLpsMm, needle: plan.needle, acknowledgedCautions: [], madeBy: 'Dr B. Weber' })
  })

  it('as a mirror lies on the other side of the marked midline and says so in its name', () => {
    const mirrored = mirrorOf(plan, [midline], made)
    if (!mirrored.ok) throw new Error(mirrored.error.message)
    expect(mirrored.value).toMatchObject({ name: 'Path A, mirrored to RIGHT', targetLpsMm: [-16, 15, 0], entryLpsMm: [-26, 75, -25], acknowledgedCautions: [] })
  })

  it('is not mirrored at a midline that nobody marked', () => {
    expect(mirrorOf(plan, [{ ...midline, seriesUid: '9' }], made)).toMatchObject({ ok: false, error: { code: 'NO_MIDLINE' } })
  })

  it('keeps its ending in a name of full length', () => {
    expect(copyOf({ ...plan, name: 'x'.repeat(64) }, made).name).toHaveLength(64)
    expect(copyOf({ ...plan, name: 'x'.repeat(64) }, made).name.endsWith(', copy')).toBe(true)
  })
})
