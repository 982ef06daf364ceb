import { decisionWords } from '#shared/contrast/assessmentWords.ts'
import { sectionWords, slotWords } from '#shared/procedure/note/noteWords.ts'
import type { KeyImage, RecordEvent, RecordState, SideSettled } from '#shared/procedure/recordEvents.ts'
import { FROM_A_FILE } from '#shared/procedure/recordOrder.ts'

/** How long a deleted picture stays in its place, crossed out. */
export const UNDO_S = 60

/** When each picture was deleted last; one that is back, or never was deleted, has no time. */
export function removedAt(state: RecordState, events: readonly RecordEvent[]): ReadonlyMap<string, string> {
  const removed = new Set(state.keyImages.filter((image) => image.removed).map((image) => image.keyImageId))
  return new Map(events.flatMap(({ body, atIso }) => (body.kind === 'keyImageRemoved' && removed.has(body.keyImageId) ? [[body.keyImageId, atIso] as const] : [])))
}

/** Whole seconds for which the deletion can still be taken back in its place; 0 = the picture has moved to Versions. */
export function undoSecondsLeft(removedAtIso: string | undefined, now: Date): number {
  if (removedAtIso === undefined) return 0
  const passed = (now.getTime() - Date.parse(removedAtIso)) / 1000
  // A clock that was put back must not hold the row for hours.
  return passed < 0 ? UNDO_S : Math.max(0, Math.ceil(UNDO_S - passed))
}

export type Version = { readonly seq: number; readonly atIso: string; readonly actor: string; readonly words: string; /** The picture that it can bring back. */ readonly restores: string | null }

/** What happened in the record, newest first; of a picture that is deleted now, the deletion can be taken back. */
export function versionsOf(state: RecordState, events: readonly RecordEvent[], signaturesFromFile: readonly number[]): readonly Version[] {
  const lastRemoval = new Map(events.flatMap(({ body, seq }) => (body.kind === 'keyImageRemoved' ? [[body.keyImageId, seq] as const] : [])))
  return events.map(({ seq, atIso, actor, body }): Version => {
    const image = 'keyImageId' in body ? state.keyImages.find((one) => one.keyImageId === body.keyImageId) : undefined
    return { seq, atIso, actor, words: `${wordsOf(body, nameOf(state, image))}${signaturesFromFile.includes(seq) ? `, ${FROM_A_FILE}` : ''}`, restores: image?.removed === true && lastRemoval.get(image.keyImageId) === seq ? image.keyImageId : null }
  }).toReversed()
}

const nameOf = (state: RecordState, image: KeyImage | undefined): string =>
  image === undefined ? 'Key image' : `Key image ${String(state.keyImages.indexOf(image) + 1)}, ${image.title}`

const settledWords = (settled: SideSettled | undefined): string => (settled === undefined ? '' : `; its images say ${settled.stated}, settled with the patient by ${settled.by === '' ? 'an operator who is not named' : settled.by}`)

function wordsOf(body: RecordEvent['body'], image: string): string {
  switch (body.kind) {
    case 'recordCreated': return `Record begun, ${body.side} ${body.level}${settledWords(body.sideSettled)}`
    case 'sideChanged': return `Side changed to ${body.side} ${body.level}`
    case 'keyImageAdded': return `${image}: saved${settledWords(body.sideSettled)}`
    case 'keyImageRemoved': return `${image}: deleted`
    case 'keyImageRestored': return `${image}: brought back`
    case 'captionChanged': return `${image}: caption ${body.caption === '' ? 'taken away' : `“${body.caption}”`}`
    case 'planAccepted': return `${body.plan.name} accepted`
    case 'contrastAssessed': {
      const { decision, injection, missing } = body.assessment
      return `Contrast decision${injection === undefined ? '' : `, injection ${String(injection.number)}`}: ${decisionWords[decision]}${missing === undefined ? '' : `, against the list, ${String(missing.length)} to do`}`
    }
    case 'noteWritten': return `Note: ${sectionWords[body.note.section]}`
    case 'keyImageSlotGiven': return body.keyImageId === null ? `${slotWords[body.slot]}: ${body.reason === '' ? 'open again' : `left out, “${body.reason}”`}` : `${image}: is ${slotWords[body.slot]}`
    case 'keyImagesOrdered': return 'Key images put in order'
    case 'happeningNoted': return `Time line: ${body.words}`
    case 'happeningRemoved': return 'Time line: an entry taken away'
    case 'signed': return `Signed by ${body.signature.name}`
    case 'countersigned': return `Countersigned by ${body.signature.name}`
    case 'addendumWritten': return `Addendum: ${body.words}`
  }
}
