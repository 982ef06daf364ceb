import type { AnswerLayer } from '../answerLayer.ts'
import type { Question } from '../questions.ts'
import { answerWords, choicesOf } from '../questionWords.ts'
import type { TeachingCase } from '../teachingCase.ts'

/** A case on its way onto a page: what it says, its answers where whoever it is for may have them, and who is named as its author. */
export type PageCase = {
  /** TEACHING CASE 014. */
  readonly number: string
  readonly teachingCase: TeachingCase
  readonly answers: AnswerLayer | null
  /** As whoever writes it out typed it; empty: nobody is named. No name is taken from the record or from who released it. */
  readonly author: string
}

/** Side and level as a heading may say them: no side where that is what is asked. */
export function shownPlace({ side, level, questions }: TeachingCase): string {
  const isAsked = questions.some(({ kind }) => kind === 'whichSide')
  return [isAsked ? null : side, level].filter((word) => word !== null).join(' ')
}

type Key = AnswerLayer['keys'][number]
/** What the experts answered, each once, with how many of them said so where they differ. */
export function expertLines({ experts, jointLine }: Key): readonly string[] {
  const words = experts.map(({ expert, answer }) => ({ expert, said: answerWords(answer, jointLine) }))
  const persons = new Set(words.map(({ expert }) => expert)).size
  const lines = [...new Set(words.map(({ said }) => said))]
  return lines.length < 2 ? lines : lines.map((line) => `${line} (${String(new Set(words.filter(({ said }) => said === line).map(({ expert }) => expert)).size)} of ${String(persons)} experts)`)
}

export type Choice = { readonly words: string; readonly isRight: boolean }
/** What may be chosen, with what is right; null where an answer is drawn or found, and cannot be chosen from a list. */
export function choicesFor({ kind }: Pick<Question, 'kind'>, key: Key | null): readonly Choice[] | null {
  const choices = choicesOf(kind)
  if (choices === null) return null
  const right = new Set(key?.experts.map(({ answer }) => answerWords(answer)))
  const listed = choices.map((choice) => answerWords(choice))
  // What the experts saw mixed is a choice too; a copy without answers has the plain ones alone.
  return [...listed, ...[...right].filter((words) => !listed.includes(words))].map((words) => ({ words, isRight: right.has(words) }))
}
