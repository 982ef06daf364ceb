import { describe, expect, it } from 'vitest'
import type { QuizCase, QuizSet } from '#shared/contract/areas/quiz.ts'
import { goOnInSet, nextInSet } from './setOrder.ts'

type Member = QuizSet['cases'][number]
const line = (attempts: number, openAttemptId: string | null = null, questions: QuizCase['questions'] = ['whichSide']): QuizCase => ({
  teachingCaseId: '', version: 1, number: 1, title: '', difficulty: null, tags: { variant: [], complication: [], modality: [], approach: [] }, isSynthetic: true, questions, attempts, openAttemptId, last: null, repeatDueIso: null,
})
const member = (teachingCaseId: string, of: QuizCase | null, state: Member['state'] = 'ready'): Member => ({ teachingCaseId, version: 1, state, line: of })
const set = (...cases: readonly Member[]) => ({ cases: [...cases], state: 'locked' as const })

describe('the way through a set', () => {
  it('goes by its order, past what is missing, was changed or asks nothing, to its end', () => {
    const mixed = set(member('a', line(1)), member('b', null, 'missing'), member('c', line(0, null, [])), member('d', null, 'changed'), member('e', line(0)))
    expect(nextInSet(mixed, 1)).toEqual({ teachingCaseId: 'e', place: 5, of: 5 })
    expect(nextInSet(mixed, 5)).toBeNull()
    expect(nextInSet({ ...mixed, state: 'changed' }, 0)).toBeNull()
  })

  it('begins with the first, goes on with what is open, else with what was taken least, and begins anew after all', () => {
    expect(goOnInSet(set(member('a', line(0)), member('b', line(0))))).toMatchObject({ teachingCaseId: 'a', words: 'Begin' })
    expect(goOnInSet(set(member('a', line(1)), member('b', line(0)), member('c', line(0))))).toMatchObject({ teachingCaseId: 'b', place: 2, words: 'Go on with' })
    expect(goOnInSet(set(member('a', line(1)), member('b', line(0)), member('c', line(0, 'open'))))).toMatchObject({ teachingCaseId: 'c', words: 'Go on with' })
    expect(goOnInSet(set(member('a', line(1)), member('b', line(1))))).toMatchObject({ teachingCaseId: 'a', words: 'Take again' })
    expect(goOnInSet(set(member('a', null, 'missing')))).toBeNull()
    expect(goOnInSet(set())).toBeNull()
  })
})
