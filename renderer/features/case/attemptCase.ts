const PREFIX = 'attempt-'
const REVIEW = /^review-([0-9a-f-]{36})-(\d+)-[0-9a-f]{8}$/

/** The attempt of a quiz whose own case this is; null for a case of the library. */
export const attemptOf = (caseId: string): string | null => (caseId.startsWith(PREFIX) ? caseId.slice(PREFIX.length) : null)

/** The teaching case that is looked through with this document beside it; null where it is none. */
export function reviewOf(caseId: string): { readonly teachingCaseId: string; readonly version: number } | null {
  const [, teachingCaseId, version] = REVIEW.exec(caseId) ?? []
  return teachingCaseId === undefined ? null : { teachingCaseId, version: Number(version) }
}

/** Images for teaching: no record is made of them, and no key image. */
export const isForTeaching = (caseId: string): boolean => attemptOf(caseId) !== null || reviewOf(caseId) !== null
