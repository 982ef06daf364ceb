import { decisionWords } from '#shared/contrast/assessmentWords.ts'
import type { RecordEvent, RecordState } from '#shared/procedure/recordEvents.ts'
import { FROM_A_FILE } from '../recordOrder.ts'
import { painTimes } from './noteSections.ts'
import { complicationWords, painTimeWords } from './noteWords.ts'

export type TimelineEntry = {
  readonly atIso: string
  readonly words: string
  /** `app`: noted by the app when it happened. `operator`: the time is what a person says. */
  readonly from: 'app' | 'operator'
  readonly actor: string | null
  /** What the operator noted by hand can be taken away again. */
  readonly happeningId: string | null
  readonly keyImageId: string | null
}
export type ImagesArrived = { readonly seriesUid: string; readonly name: string; readonly atIso: string }

/** What happened, from the app's own events and the operator's, in order of time; what came at the same time stays as it was told. */
export function timelineOf(state: RecordState, events: readonly RecordEvent[], imagesArrived: readonly ImagesArrived[], signaturesFromFile: readonly number[]): readonly TimelineEntry[] {
  const none = { actor: null, happeningId: null, keyImageId: null }
  return [
    ...imagesArrived.map(({ name, atIso }): TimelineEntry => ({ ...none, atIso, words: `Images arrived: ${name}`, from: 'app' })),
    ...events.flatMap((event): readonly TimelineEntry[] => {
      const said = wordsOf(event, state)
      return said === null ? [] : [{ ...none, ...said, words: `${said.words}${signaturesFromFile.includes(event.seq) ? `, ${FROM_A_FILE}` : ''}`, atIso: event.atIso, from: 'app', actor: event.actor }]
    }),
    ...saidInNote(state).map(({ atIso, words }): TimelineEntry => ({ ...none, atIso, words, from: 'operator' })),
    ...state.happenings.map(({ happenedAtIso, words, actor, happeningId }): TimelineEntry => ({ ...none, atIso: happenedAtIso, words, from: 'operator', actor, happeningId })),
  ].toSorted((one, other) => Date.parse(one.atIso) - Date.parse(other.atIso))
}

/** Events that say that something happened; writing the note, captions and order say nothing of it. */
function wordsOf({ body, seq }: RecordEvent, state: RecordState): { readonly words: string; readonly keyImageId?: string } | null {
  switch (body.kind) {
    case 'recordCreated': return { words: `Record begun, ${body.side} ${body.level}` }
    case 'sideChanged': return { words: `Side changed to ${body.side} ${body.level}` }
    case 'keyImageAdded': {
      const at = state.keyImages.findIndex(({ keyImageId }) => keyImageId === body.keyImageId)
      return state.keyImages[at]?.removed === false ? { words: `Key image ${String(at + 1)}: ${body.title}`, keyImageId: body.keyImageId } : null
    }
    case 'planAccepted': return { words: `${body.plan.name} accepted` }
    case 'contrastAssessed': {
      const { injection, decision } = body.assessment
      return { words: `Contrast${injection === undefined ? '' : `, injection ${String(injection.number)}`}: ${decisionWords[decision]}` }
    }
    // A second signature in a chain counts for nothing, so it did not happen.
    case 'signed': return state.signature?.seq === seq ? { words: `Signed by ${body.signature.name}` } : null
    case 'countersigned': return state.countersignature?.seq === seq ? { words: `Countersigned by ${body.signature.name}` } : null
    case 'addendumWritten': return { words: 'Addendum written' }
    case 'keyImageRemoved': case 'keyImageRestored': case 'captionChanged': case 'noteWritten': case 'keyImageSlotGiven': case 'keyImagesOrdered': case 'happeningNoted': case 'happeningRemoved': return null
  }
}

function saidInNote({ note: { timeOut, after, pain } }: RecordState): readonly { readonly atIso: string; readonly words: string }[] {
  const scores = painTimes.map((time) => ({ time, score: pain?.[time] ?? null }))
  return [
    { atIso: timeOut?.atIso ?? null, words: 'Time-out' },
    ...(after?.complications ?? []).map(({ what, atIso }) => ({ atIso, words: `Complication: ${complicationWords[what]}` })),
    ...scores.map(({ time, score }) => ({ atIso: score?.atIso ?? null, words: `Pain score, ${painTimeWords[time]}` })),
  ].flatMap(({ atIso, words }) => (atIso === null ? [] : [{ atIso, words }]))
}
