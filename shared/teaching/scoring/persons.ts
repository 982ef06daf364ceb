import { foldName } from '#shared/personName.ts'
import type { ExpertAnswer } from '../questions.ts'

type Named = { readonly expert: string }

/**
 * Whether two answers are of one person.
 *
 * @source  their names, however they are typed
 */
export const isSamePerson = (a: Named, b: Named): boolean => foldName(a.expert) === foldName(b.expert)

/**
 * How many persons answered, however often each did.
 *
 * @units   persons
 * @source  their names, however they are typed
 */
export const personsAmong = (items: readonly Named[]): number => new Set(items.map(({ expert }) => foldName(expert))).size

/** One answer of each person; who said one thing and another is not among them, and is counted apart. */
export type PersonsAnswers<Answer> = { readonly answers: readonly Answer[]; readonly bothWays: number }

/**
 * What each person says, once: twice the same is one answer, and who contradicts himself has said nothing.
 *
 * @units   persons
 * @source  the app's own rule: experts are persons
 */
export function answersOfPersons<Answer extends Named>(answers: readonly Answer[], isSame: (a: Answer, b: Answer) => boolean): PersonsAnswers<Answer> {
  const firsts = answers.filter((answer, at) => answers.findIndex((other) => isSamePerson(other, answer)) === at)
  const clear = firsts.filter((first) => answers.every((other) => !isSamePerson(other, first) || isSame(other, first)))
  return { answers: clear, bothWays: firsts.length - clear.length }
}

/**
 * Beside what is accepted: who contradicts himself is told, and is not counted.
 *
 * @source  answersOfPersons
 */
export const bothWaysWords = (count: number): string => (count === 0 ? '' : `; ${String(count)} ${count === 1 ? 'expert' : 'experts'} answered both ways, not counted`)

/**
 * The person who answers one question twice; null where each answers once. Several paths or targets of one person are plans with
 * names of their own, and what is known from how the images were made has as many readings as it has.
 *
 * @source  the app's own rule: experts are persons
 */
export function answersTwice(experts: readonly ExpertAnswer[]): string | null {
  const isTwice = (a: ExpertAnswer, b: ExpertAnswer): boolean => isSamePerson(a, b) && !a.isTruth && !b.isTruth && (!isDrawn(a) || !isDrawn(b) || a.plan === b.plan)
  return experts.find((one, at) => experts.some((other, before) => before < at && isTwice(one, other)))?.expert ?? null
}

const isDrawn = ({ answer }: ExpertAnswer): boolean => answer.kind === 'drawPath' || answer.kind === 'placeTarget'
