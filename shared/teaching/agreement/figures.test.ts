import { describe, expect, it } from 'vitest'
import type { AnswerScore, Attempt } from '../attempt.ts'
import { confidenceAgainstResult, confidenceWords } from './confidence.ts'
import { itemDifficulty, itemDiscrimination } from './itemFigures.ts'
import { isRepeatDue, progressOver, repeatDueIso } from './progress.ts'
import { studentT975 } from './studentT.ts'

describe('confidence against the result', () => {
  it('says how often each confidence was right, and by how much it was too high: hand-computed', () => {
    // Expected 1, 1, 0.75, 0; accepted 1, 0, 1, 0.
    const answers = [{ confidence: 5, isAccepted: true }, { confidence: 5, isAccepted: false }, { confidence: 4, isAccepted: true }, { confidence: 1, isAccepted: false }]
    const { levels, higherBy, brier } = confidenceAgainstResult(answers)
    expect(levels).toEqual([{ confidence: 1, answers: 1, accepted: 0 }, { confidence: 4, answers: 1, accepted: 1 }, { confidence: 5, answers: 2, accepted: 1 }])
    expect([higherBy, brier]).toEqual([(0 + 1 - 0.25 + 0) / 4, (0 + 1 + 0.0625 + 0) / 4])
    expect(confidenceAgainstResult([])).toEqual({ levels: [], higherBy: null, brier: null })
  })

  it('puts one answer in words', () => {
    expect([confidenceWords(4, false), confidenceWords(5, true), confidenceWords(1, true), confidenceWords(2, false), confidenceWords(3, true)]).toEqual(['higher than the result', 'as the result', 'lower than the result', 'as the result', 'in the middle'])
  })
})

describe('an item of a quiz', () => {
  const item = [true, true, false, false].map((isAccepted, at) => ({ isAccepted, restShare: [1, 0.5, 0.5, 0][at] ?? null }))

  it('is as hard as few pass it, and tells the able from the others: hand-computed', () => {
    expect(itemDifficulty(item)).toBe(0.5)
    // Deviations 0.5, 0.5, -0.5, -0.5 and 0.5, 0, 0, -0.5: 0.5 / sqrt(1 · 0.5).
    expect(itemDiscrimination(item)).toBeCloseTo(0.5 / Math.sqrt(0.5), 12)
  })

  it('tells nothing where all passed or too few came', () => {
    expect(itemDiscrimination(item.map(({ restShare }) => ({ isAccepted: true, restShare })))).toBeNull()
    expect(itemDiscrimination(item.slice(0, 2))).toBeNull()
    expect(itemDifficulty([])).toBeNull()
  })
})

describe('progress', () => {
  const part = (value: number, state: 'accepted' | 'notYet' | 'never' | 'notAssessed', group: 'target' | 'structures') => ({ group, name: 'x', value, unit: 'mm' as const, towards: '', accepted: '', state })
  const score = (parts: AnswerScore['parts'], verdict: AnswerScore['verdict']): AnswerScore => ({ questionId: 'q', verdict, parts, basis: '', nearestExpert: null, whatToChange: '' })
  const attempt = (number: number, submittedAtIso: string | null, scores: Attempt['scores']): Attempt => ({
    schemaVersion: 1, attemptId: String(number), learner: 'kim', teachingCaseId: 'c', caseVersion: 1, caseSha256: '', setId: null, number, sideNamed: null, startedAtIso: '2026-11-01T08:00:00.000Z', submittedAtIso, answers: [], scores,
  })
  const first = attempt(1, '2026-11-01T08:10:00.000Z', [score([part(3, 'notYet', 'target'), part(4, 'notYet', 'target'), part(0, 'never', 'structures')], 'structureHit')])
  const second = attempt(2, '2026-11-03T08:10:00.000Z', [score([part(1, 'accepted', 'target'), part(6, 'accepted', 'structures'), part(9, 'notAssessed', 'structures')], 'accepted')])

  it('follows the offset of the target and marks hits, in the order of the attempts', () => {
    expect(progressOver([second, first, attempt(3, null, null)])).toEqual([
      { attemptId: '1', number: 1, atIso: '2026-11-01T08:10:00.000Z', targetOffsetMm: 5, isTargetAccepted: false, acceptedParts: 0, assessedParts: 3, isStructureHit: true, isAccepted: false },
      { attemptId: '2', number: 2, atIso: '2026-11-03T08:10:00.000Z', targetOffsetMm: 1, isTargetAccepted: true, acceptedParts: 2, assessedParts: 2, isStructureHit: false, isAccepted: true },
    ])
  })

  it('asks again four weeks after the last attempt, not a second sooner', () => {
    expect(repeatDueIso([first, second])).toBe('2026-12-01T08:10:00.000Z')
    expect([isRepeatDue([first, second], '2026-12-01T08:09:59.999Z'), isRepeatDue([first, second], '2026-12-01T08:10:00.000Z'), isRepeatDue([], '2026-12-01T08:10:00.000Z')]).toEqual([false, true, false])
  })
})

it('takes the factor of an interval from the printed table, and from its expansion beyond it', () => {
  expect([studentT975(1), studentT975(10), studentT975(0)]).toEqual([12.7062, 2.2281, Infinity])
  expect(studentT975(60)).toBeCloseTo(2.0003, 3)
  expect(studentT975(120)).toBeCloseTo(1.9799, 4)
})
