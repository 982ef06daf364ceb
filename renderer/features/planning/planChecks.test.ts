import { describe, expect, it } from 'vitest'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { PlanningMarks } from '#shared/planning/planningMarks.ts'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { isAcceptanceStopped, problemsOf, sideUncheckedWords } from './planChecks.ts'

const plan: VolumePlan = { kind: 'volume', planId: 'a', name: 'Path A', colour: '#5AD8FF', seriesUid: '1.2', frameOfReferenceUid: null, entryLpsMm: [30, 75, -5], targetLpsMm: [20, 15, 0], needle: { gauge: 22, lengthMm: 90 } }
const marked = (side: 'LEFT' | 'RIGHT', marks: Partial<PlanningMarks>): CaseDocument => ({
  ...emptyCaseDocument, study: { ...emptyCaseDocument.study, side }, plans: [plan], planAccepted: { planId: 'a', atIso: '2026-11-22T10:00:00.000Z' }, planning: { ...emptyCaseDocument.planning, ...marks },
})
const midline: Partial<PlanningMarks> = { landmarks: [{ seriesUid: '1.2', kind: 'midline', pointLpsMm: [0, 75, 0] }] }
const jointLine = (side: 'LEFT' | 'RIGHT'): Partial<PlanningMarks> => ({ jointLines: [{ seriesUid: '1.2', side, medialLpsMm: [10, 15, 0], lateralLpsMm: [25, 15, 0] }] })
const codes = (document: CaseDocument): readonly string[] => problemsOf(plan, null, document, []).map(({ code, level }) => `${code} ${level}`)

describe('the side of a target', () => {
  it('is stopped where the joint line was drawn on the joint of the other side, in words', () => {
    const document = marked('RIGHT', jointLine('RIGHT'))
    expect(codes(document)).toEqual(['JOINT_LINE_TURNED_ROUND stop'])
    expect(problemsOf(plan, null, document, [])[0]?.message).toContain('runs the other way round than the RIGHT side says: it may lie on the other side')
    expect(codes(marked('LEFT', jointLine('LEFT')))).toEqual([])
  })

  it.each([
    ['a joint line of the other side', marked('RIGHT', jointLine('RIGHT')), true], ['a midline on whose other side the target lies', marked('RIGHT', midline), true],
    ['nothing that disagrees', marked('LEFT', { ...midline, ...jointLine('LEFT') }), false], ['no acceptance', { ...marked('RIGHT', midline), planAccepted: null }, false],
  ])('beside %s', (_name, document, isStopped) => {
    expect(isAcceptanceStopped(document)).toBe(isStopped)
  })

  it('is said to be not checked while nothing tells it', () => {
    expect(sideUncheckedWords(plan, marked('RIGHT', {}))).toBe('Side of the target: not checked, no midline is marked')
    expect(sideUncheckedWords({ ...plan, targetLpsMm: null }, marked('RIGHT', {}))).toBeNull()
    for (const marks of [midline, jointLine('LEFT')]) expect(sideUncheckedWords(plan, marked('LEFT', marks))).toBeNull()
  })
})
