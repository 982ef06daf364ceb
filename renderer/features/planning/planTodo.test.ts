import { describe, expect, it } from 'vitest'
import type { PlanEvaluation } from '#shared/contract/areas/plan.ts'
import { evaluatePlan } from '#shared/planning/evaluatePlan.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { PlanProblem } from '#shared/planning/planProblems.ts'
import { planTodo } from './planTodo.ts'

const plan: VolumePlan = { kind: 'volume', planId: 'a', name: 'Path A', colour: '#5AD8FF', seriesUid: '1.2', frameOfReferenceUid: null, entryLpsMm: [0, 60, 0], targetLpsMm: [0, 0, 0], needle: { gauge: 22, lengthMm: 90 } }
const evaluated = evaluatePlan({ entryLpsMm: [0, 60, 0], targetLpsMm: [0, 0, 0] })
if (!evaluated.ok) throw new Error(evaluated.error.message)
const figures: PlanEvaluation = evaluated.value
const known = { by: 'Dr B. Weber', atIso: '2026-11-22T10:00:00.000Z' }
const problem = (code: PlanProblem['code']): PlanProblem => ({ code, level: code === 'TARGET_OUTSIDE_BAND' || code === 'RESERVE_SHORT' ? 'caution' : 'stop', message: code })

describe('before a plan can be accepted', () => {
  it.each([
    ['no plan', null, null, [], ['target', 'entry']],
    ['no entry', { ...plan, entryLpsMm: null }, null, [], ['entry']],
    ['figures not there yet', plan, null, [], ['figures']],
    ['no needle', { ...plan, needle: null }, figures, [], ['needle']],
    ['too short a needle', plan, figures, [problem('NEEDLE_TOO_SHORT')], ['longer needle']],
    ['little of the needle outside', plan, figures, [problem('RESERVE_SHORT')], ['short reserve']],
    ['little of the needle outside, knowingly', { ...plan, shortReserveKnown: known }, figures, [problem('RESERVE_SHORT'), problem('TARGET_OUTSIDE_BAND')], ['target outside the band']],
    ['a target outside the band', plan, figures, [problem('TARGET_OUTSIDE_BAND')], ['target outside the band']],
    ['a target outside the band, knowingly', { ...plan, outsideBandKnown: known }, figures, [problem('TARGET_OUTSIDE_BAND'), problem('OTHER_SIDE')], ['side of the target']],
    ['all there', plan, figures, [], []],
  ] as const)('%s', (_name, which, evaluation, problems, todo) => { expect(planTodo(which, evaluation, null, problems)).toEqual(todo) })
})
