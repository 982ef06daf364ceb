import { describe, expect, it } from 'vitest'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { Question } from '#shared/teaching/questions.ts'
import { pathAnswer, pathTodo } from './pathAnswer.ts'

const asked = (kind: 'drawPath' | 'placeTarget'): Question => ({ questionId: 'q', kind, prompt: '', seriesUid: '1.2', frame: null, seconds: null })
const plan = (planId: string, seriesUid: string, entryLpsMm: [number, number, number] | null, targetLpsMm: [number, number, number] | null) =>
  ({ kind: 'volume' as const, planId, name: 'Path A', colour: '#5AD8FF', seriesUid, frameOfReferenceUid: null, entryLpsMm, targetLpsMm, needle: null })
const document = (plans: CaseDocument['plans'], activePlanId: string | null = null): CaseDocument => ({ ...emptyCaseDocument, plans, activePlanId })

describe('a path as an answer', () => {
  it('is the active one on the question’s series, and none while an end is missing', () => {
    const both = document([plan('a', '1.2', [0, 60, 0], [0, 8, 0]), plan('b', '1.2', [5, 60, 0], [5, 8, 0]), plan('c', '9.9', [1, 1, 1], [2, 2, 2])], 'a')
    expect(pathAnswer(both, asked('drawPath'))).toEqual({ kind: 'drawPath', entryLpsMm: [0, 60, 0], targetLpsMm: [0, 8, 0] })
    expect(pathAnswer(document([plan('c', '9.9', [1, 1, 1], [2, 2, 2])], 'c'), asked('drawPath'))).toBeNull()
    const target = document([plan('a', '1.2', null, [0, 8, 0])], 'a')
    expect([pathAnswer(target, asked('drawPath')), pathAnswer(target, asked('placeTarget'))]).toEqual([null, { kind: 'placeTarget', targetLpsMm: [0, 8, 0] }])
  })

  it('is told by one path: what is to do on it is to do, though another is whole', () => {
    const half = document([plan('a', '1.2', null, [0, 8, 0]), plan('b', '1.2', [5, 60, 0], [5, 8, 0])], 'a')
    expect([pathAnswer(half, asked('drawPath')), pathTodo(half, asked('drawPath'))]).toEqual([null, ['entry']])
  })

  it('says what is to do', () => {
    expect(pathTodo(null, asked('drawPath'))).toEqual(['target', 'entry'])
    expect(pathTodo(document([plan('a', '1.2', null, [0, 8, 0])]), asked('drawPath'))).toEqual(['entry'])
    expect(pathTodo(document([plan('a', '1.2', null, [0, 8, 0])]), asked('placeTarget'))).toEqual([])
  })
})
