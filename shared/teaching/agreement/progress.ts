import type { AnswerScore, Attempt } from '../attempt.ts'

/** One attempt as the chart of a learner's progress draws it. */
export type ProgressPoint = { readonly attemptId: string; readonly number: number; readonly atIso: string; readonly targetOffsetMm: number | null; /** By its own key: each case has limits of its own. */ readonly isTargetAccepted: boolean; readonly acceptedParts: number; readonly assessedParts: number; readonly isStructureHit: boolean; readonly isAccepted: boolean }

/**
 * Of a score, what somebody judged; time and edits of an untimed question are told, not judged.
 *
 * @source  the state of each part
 */
export const judgedParts = (score: AnswerScore): AnswerScore['parts'] => score.parts.filter(({ state }) => state !== 'notAssessed')

/**
 * How far a target lies from the expert's: its three signed parts taken together.
 *
 * @units   mm
 * @source  the root of the sum of squares of parts at right angles
 * @limits  null where the score has no such parts
 */
export function targetOffsetMm(score: AnswerScore): number | null {
  const parts = targetParts(score).flatMap(({ value }) => (typeof value === 'number' ? [value] : []))
  return parts.length === 0 ? null : Math.hypot(...parts)
}

const targetParts = ({ parts }: AnswerScore): AnswerScore['parts'] => parts.filter(({ group, unit }) => group === 'target' && unit === 'mm')

/**
 * A learner's attempts at one case, in the order in which they were submitted; those not submitted are left out.
 *
 * @units   mm, counts
 * @source  the scores as they were given on submission
 */
export function progressOver(attempts: readonly Attempt[]): readonly ProgressPoint[] {
  return attempts.toSorted((a, b) => (a.submittedAtIso ?? '').localeCompare(b.submittedAtIso ?? '') || a.number - b.number).flatMap(({ attemptId, number, submittedAtIso, scores }) => {
    if (submittedAtIso === null || scores === null) return []
    const judged = scores.flatMap(judgedParts)
    const placed = scores.find((score) => targetOffsetMm(score) !== null)
    return [{
      attemptId, number, atIso: submittedAtIso, targetOffsetMm: placed === undefined ? null : targetOffsetMm(placed), isTargetAccepted: placed !== undefined && targetParts(placed).every(({ state }) => state === 'accepted'), assessedParts: judged.length, acceptedParts: judged.filter(({ state }) => state === 'accepted').length,
      isStructureHit: scores.some(({ verdict }) => verdict === 'structureHit'), isAccepted: scores.length > 0 && scores.every(({ verdict }) => verdict === 'accepted' || verdict === 'notAssessed') && scores.some(({ verdict }) => verdict === 'accepted'),
    }]
  })
}

const WEEK_MS = 7 * 24 * 3600 * 1000
const REPEAT_AFTER_WEEKS = 4

/**
 * Since when a case is due again: four weeks after the last attempt.
 *
 * @source  repeat readings at four weeks or more, as studies of reader agreement do, so that the answer is read and not remembered
 * @limits  null without a submitted attempt
 */
export function repeatDueIso(attempts: readonly Pick<Attempt, 'submittedAtIso'>[]): string | null {
  const last = attempts.flatMap(({ submittedAtIso }) => (submittedAtIso === null ? [] : [Date.parse(submittedAtIso)]))
  return last.length === 0 ? null : new Date(Math.max(...last) + REPEAT_AFTER_WEEKS * WEEK_MS).toISOString()
}

/**
 * Whether a case is due again at an instant.
 *
 * @source  repeatDueIso
 */
export function isRepeatDue(attempts: readonly Pick<Attempt, 'submittedAtIso'>[], nowIso: string): boolean {
  const due = repeatDueIso(attempts)
  return due !== null && due <= nowIso
}
