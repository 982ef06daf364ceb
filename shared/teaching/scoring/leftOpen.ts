import type { ScorePart } from '../attempt.ts'
import type { QuestionKind } from '../questions.ts'
import { inOneList } from './words.ts'

/**
 * What nobody could judge of a path and it cannot be accepted without: a structure that was not measured, or its whole way in.
 * In words; empty where nothing is missing, and for every other question.
 *
 * @source  docs/adr/0017-scores-in-parts.md: a target in its band says nothing of the way to it
 */
export function leftOpen(kind: QuestionKind, parts: readonly ScorePart[]): string {
  if (kind !== 'drawPath') return ''
  const unmeasured = parts.filter(({ group, state }) => group === 'structures' && state === 'notAssessed')
  const isWayJudged = parts.some(({ group, state }) => (group === 'structures' || group === 'path') && state !== 'notAssessed')
  return [
    ...(unmeasured.length === 0 ? [] : [`Whether the path clears the ${inOneList(unmeasured.map(({ name, towards }) => (towards === '' ? name : `${name} (${towards.replace(/\.$/, '')})`)))} is not known.`]),
    ...(isWayJudged ? [] : ['Nobody can say whether the way to the target is right: too few experts drew one, and no structure was measured.']),
  ].join(' ')
}
