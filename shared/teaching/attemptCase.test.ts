import { expect, it } from 'vitest'
import { attemptOf, caseIdOfAttempt, caseIdOfReview, isForTeaching, reviewOf } from './attemptCase.ts'

const id = '6f1d2c3b-0000-4000-8000-00000000000a'

it('the case id of an attempt or a review tells what it belongs to; that of a case of the library tells nothing', () => {
  expect(attemptOf(caseIdOfAttempt(id))).toBe(id)
  const review = caseIdOfReview(id, 12, 'abcdef0123456789')
  expect([attemptOf(review), reviewOf(review)]).toEqual([null, { teachingCaseId: id, version: 12 }])
  expect([caseIdOfAttempt(id), review, 'C-4711', '1.2.840.1', `review-${id}-1`].map(isForTeaching)).toEqual([true, true, false, false, false])
})
