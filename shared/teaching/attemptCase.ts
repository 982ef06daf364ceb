const ATTEMPT = 'attempt-'
const REVIEW = /^review-([0-9a-f-]{36})-(\d+)-[0-9a-f]{8}$/

/** The case id of the document that belongs to an attempt of a quiz. */
export const caseIdOfAttempt = (attemptId: string): string => `${ATTEMPT}${attemptId}`

/** The attempt of a quiz whose own case this is; null for a case of the library. */
export const attemptOf = (caseId: string): string | null => (caseId.startsWith(ATTEMPT) ? caseId.slice(ATTEMPT.length) : null)

/** The case id of the document in which a learner draws while looking through a teaching case. */
export const caseIdOfReview = (teachingCaseId: string, version: number, learnerSha256: string): string => `review-${teachingCaseId}-${String(version)}-${learnerSha256.slice(0, 8)}`

/** The teaching case that is looked through with this document beside it; null where it is none. */
export function reviewOf(caseId: string): { readonly teachingCaseId: string; readonly version: number } | null {
  const [, teachingCaseId, version] = REVIEW.exec(caseId) ?? []
  return teachingCaseId === undefined ? null : { teachingCaseId, version: Number(version) }
}

/** Images for teaching: no record is made of them, and no key image. */
export const isForTeaching = (caseId: string): boolean => attemptOf(caseId) !== null || reviewOf(caseId) !== null
