import type { AnswerLayer } from './answerLayer.ts'
import type { QuestionKind } from './questions.ts'
import type { CaseText, TeachingCase } from './teachingCase.ts'

type Tags = CaseText['tags']
export type TagName = keyof Tags
type Asking = readonly { readonly kind: QuestionKind }[]

/** Questions for the way to the joint: an approach that is named beside them would answer in part. */
const asksWay: ReadonlySet<QuestionKind> = new Set(['placeTarget', 'drawPath', 'chooseView'])

/** Tags that come with the answers: what a case shows, and the approach where a question asks for the way. */
export const tagsWithAnswers = (questions: Asking): readonly TagName[] => (questions.some(({ kind }) => asksWay.has(kind)) ? ['variant', 'complication', 'approach'] : ['variant', 'complication'])

const keptWhere = (tags: Tags, isKept: (name: TagName) => boolean): Tags => {
  const words = (name: TagName): string[] => (isKept(name) ? [...tags[name]] : [])
  return { variant: words('variant'), complication: words('complication'), modality: words('modality'), approach: words('approach') }
}

/** What is read before the answer. */
export const tagsBefore = (tags: Tags, questions: Asking): Tags => keptWhere(tags, (name) => !tagsWithAnswers(questions).includes(name))

/** What comes with the answers. */
export const tagsAfter = (tags: Tags, questions: Asking): Tags => keptWhere(tags, (name) => tagsWithAnswers(questions).includes(name))

/** In the order in which they are written: what is read before, and what the answers add; nothing where they are withheld. */
export function tagWords({ text, questions }: Pick<TeachingCase, 'text' | 'questions'>, answers: Pick<AnswerLayer, 'tags'> | null): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const flat = ({ variant, complication, modality, approach }: Tags): readonly string[] => [...variant, ...complication, ...modality, ...approach]
  // Cases of before have all of theirs in their text.
  return { before: flat(tagsBefore(text.tags, questions)), after: answers === null ? [] : [...new Set([...flat(tagsAfter(text.tags, questions)), ...(answers.tags === undefined ? [] : flat(answers.tags))])] }
}

/** A case as it is read before the answer. One that an earlier version released holds tags of the answers in its text. */
export const asReadBefore = (teachingCase: TeachingCase): TeachingCase => ({ ...teachingCase, text: { ...teachingCase.text, tags: tagsBefore(teachingCase.text.tags, teachingCase.questions) } })

/** Whether a case holds what belongs to its answers, as an earlier version released some: its hash keeps it there for good. */
export const holdsAnswers = ({ text: { tags }, questions, timeline }: Pick<TeachingCase, 'text' | 'questions' | 'timeline'>): boolean => timeline.length > 0 || tagsWithAnswers(questions).some((name) => tags[name].length > 0)
