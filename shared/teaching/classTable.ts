import { csvLines, csvNumber, csvText } from '#shared/csvCell.ts'
import { judgedParts, targetOffsetMm } from './agreement/progress.ts'
import type { Attempt } from './attempt.ts'
import { caseOfAttempt, type ClassCase, type ClassSet, type MayKnow } from './classView.ts'

const head = ['learner', 'case', 'case_version', 'attempt', 'submitted_at', 'side_named', 'question', 'verdict', 'confidence', 'seconds', 'edits', 'accepted_parts', 'judged_parts', 'target_offset_mm', 'structure_hit', 'what_to_change', 'case_id', 'set', 'set_id']

/** A class as a table for a spreadsheet: a line a question, attempts in the order in which they were submitted. Nothing in it tells an accepted answer, except what each learner was told to change, which only those read who may know it. */
export function classTable(attempts: readonly Attempt[], cases: readonly ClassCase[], sets: readonly ClassSet[], mayKnow: MayKnow): string {
  const submitted = attempts.filter(({ submittedAtIso }) => submittedAtIso !== null).toSorted((a, b) => (a.submittedAtIso ?? '').localeCompare(b.submittedAtIso ?? ''))
  return csvLines([head, ...submitted.flatMap((attempt) => linesOf(attempt, cases, sets, mayKnow))])
}

/** A line for every question of the case, answered or not; of a case that is not here, for what was answered. */
function linesOf(attempt: Attempt, cases: readonly ClassCase[], sets: readonly ClassSet[], mayKnow: MayKnow): readonly (readonly string[])[] {
  const of = caseOfAttempt(attempt, cases)
  const asked = of?.questions ?? attempt.answers.map(({ questionId }) => ({ questionId, kind: null }))
  return asked.map(({ questionId, kind }) => {
    const given = attempt.answers.find((one) => one.questionId === questionId)
    const score = attempt.scores?.find((one) => one.questionId === questionId)
    const judged = score === undefined ? null : judgedParts(score)
    return [
      csvText(attempt.learner), csvNumber(of?.number), csvNumber(attempt.caseVersion), csvNumber(attempt.number), csvText(attempt.submittedAtIso ?? ''), csvText(attempt.sideNamed?.side ?? ''),
      csvText(kind ?? ''), csvText(score?.verdict ?? 'notScored'), csvNumber(given?.confidence), csvNumber(given === undefined ? null : given.elapsedMs / 1000), csvNumber(given?.edits),
      csvNumber(judged?.filter(({ state }) => state === 'accepted').length), csvNumber(judged?.length), csvNumber(score === undefined ? null : targetOffsetMm(score)), score === undefined ? '' : score.verdict === 'structureHit' ? '1' : '0',
      csvText(mayKnow(attempt.teachingCaseId) ? score?.whatToChange ?? '' : ''), csvText(attempt.teachingCaseId),
      csvText(sets.find(({ setId }) => setId === attempt.setId)?.title ?? ''), csvText(attempt.setId ?? ''),
    ]
  })
}
