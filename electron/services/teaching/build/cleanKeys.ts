import { foldName } from '#shared/personName.ts'
import { structureKinds } from '#shared/planning/structureKinds.ts'
import { mapStrings, type MapString } from '#shared/teaching/deidentification/mapStrings.ts'
import { answerKey, type AnswerKey, type ExpertAnswer, type Question } from '#shared/teaching/questions.ts'

type KeyCleaning = {
  readonly questions: readonly Question[]
  /** UIDs and instants, as everywhere in the copy. */
  readonly map: MapString
  /** The frame of the copy that a frame of the original is; null where it is not in the copy. */
  readonly frameOf: (seriesUid: string, frame: number) => number | null
}

const nameOfKind = (kind: string): string => structureKinds.find((one) => one.kind === kind)?.name ?? 'Structure'

/**
 * What answers the questions of a copy: a number stands for each expert and each plan, structures have the names of their
 * kinds, and series and frames are those of the copy. A flash that is not in it any more is nobody's answer.
 */
export function cleanKeys(keys: readonly AnswerKey[], { questions, map, frameOf }: KeyCleaning): readonly AnswerKey[] {
  const numbered = (what: string, idOf: (name: string) => string): ((name: string) => string) => {
    const numbers = new Map<string, string>()
    return (name) => {
      const id = idOf(name)
      const known = numbers.get(id) ?? `${what} ${String(numbers.size + 1)}`
      numbers.set(id, known)
      return known
    }
  }
  // One person typed in two ways stays one person.
  const expert = numbered('Expert', foldName), plan = numbered('Plan', (name) => name)
  const mapKey: MapString = (text, place) => {
    const last = place.keys.at(-1)
    if (last === 'expert') return expert(text)
    if (last === 'plan') return plan(text)
    if (last === 'drawnBy') return 'Expert'
    return last === 'questionId' || last === 'explanation' || last === 'name' || last === 'kind' ? text : map(text, place)
  }
  return keys.map((key) => {
    const asked = questions.find(({ questionId }) => questionId === key.questionId)
    const experts = key.experts.flatMap((one) => movedFlash(one, (frame) => (asked === undefined ? null : frameOf(asked.seriesUid, frame))) ?? [])
    const structures = key.structures.map((structure) => ({ ...structure, name: nameOfKind(structure.kind) }))
    return answerKey.parse(mapStrings(answerKey, { ...key, experts, structures }, mapKey))
  })
}

function movedFlash(one: ExpertAnswer, frameOf: (frame: number) => number | null): ExpertAnswer | null {
  const { answer } = one
  if (answer.kind !== 'findFlash' || answer.flash === null) return one
  const frame = frameOf(answer.flash.frame)
  return frame === null ? null : { ...one, answer: { ...answer, flash: { ...answer.flash, frame } } }
}
