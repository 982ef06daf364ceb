import { describe, expect, it } from 'vitest'
import type { PlanEvaluation } from '#shared/contract/areas/plan.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { fittingLength, planTodo } from './planTodo.ts'

const plan: VolumePlan = { kind: 'volume', planId: 'a', name: 'Path A', colour: '#5AD8FF', seriesUid: '1.2', frameOfReferenceUid: null, entryLpsMm: [0, 60, 0], targetLpsMm: [0, 0, 0], needle: { gauge: 22, lengthMm: 90 } }
const figures: PlanEvaluation = {
  lengthMm: 60, inPlaneDeg: 0, inPlaneTowards: 'NEITHER', craniocaudalDeg: 0, needleReserveMm: 30, needleOuterRadiusMm: 0.36, clearances: [],
  carm: { entrySide: { primaryDeg: 180, secondaryDeg: 0 }, oppositeSide: { primaryDeg: 0, secondaryDeg: 0 } },
}

describe('before a plan can be accepted', () => {
  it.each([
    ['no plan', null, null, ['target', 'entry']],
    ['no entry', { ...plan, entryLpsMm: null }, null, ['entry']],
    ['figures not there yet', plan, null, ['figures']],
    ['no needle', { ...plan, needle: null }, { ...figures, needleReserveMm: null }, ['needle']],
    ['too short a needle', plan, { ...figures, needleReserveMm: 6 }, ['longer needle']],
    ['all there', plan, figures, []],
  ] as const)('%s', (_name, which, known, todo) => { expect(planTodo(which, known, null)).toEqual(todo) })
})

describe('the needle', () => {
  it.each([[59.6, 70], [80, 90], [80.1, 120], [145, null]])('for a path of %d mm is %s mm', (path, length) => { expect(fittingLength(path)).toBe(length) })
})
