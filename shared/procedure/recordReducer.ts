import { assertNever } from '#shared/result.ts'
import { emptyNote } from './note/emptyNote.ts'
import type { KeyImage, RecordEvent, RecordEventBody, RecordState } from './recordEvents.ts'

/**
 * What the events of a record add up to; null for no events, or for a list that does not begin with recordCreated.
 * Pure and total: an event about a key image that the record does not hold changes nothing but the count.
 */
export const reduceRecord = (events: readonly RecordEvent[]): RecordState | null => events.reduce<RecordState | null>(applyRecordEvent, null)

export function applyRecordEvent(state: RecordState | null, event: RecordEvent): RecordState | null {
  const { body } = event
  if (state === null) {
    if (body.kind !== 'recordCreated') return null
    return {
      recordId: event.recordId, ...asBegun(body), createdAtIso: event.atIso, updatedAtIso: event.atIso, events: 1,
      keyImages: [], acceptedPlan: null, assessments: [],
      note: emptyNote, slots: [], keyImageOrder: [], happenings: [], signature: null, countersignature: null, addenda: [],
    }
  }
  return { ...applyBody(state, event), updatedAtIso: event.atIso, events: state.events + 1 }
}

function applyBody(state: RecordState, { body, atIso, actor, seq, hash }: RecordEvent): RecordState {
  switch (body.kind) {
    case 'recordCreated': return state
    case 'sideChanged': return { ...state, side: body.side, level: body.level }
    case 'keyImageAdded': {
      const image = withoutKind(body)
      if (state.keyImages.some(({ keyImageId }) => keyImageId === image.keyImageId)) return state
      return { ...state, keyImages: [...state.keyImages, { ...image, addedAtIso: atIso, actor, removed: false }] }
    }
    case 'keyImageRemoved': return withKeyImage(state, body.keyImageId, { removed: true })
    case 'keyImageRestored': return withKeyImage(state, body.keyImageId, { removed: false })
    case 'captionChanged': return withKeyImage(state, body.keyImageId, { caption: body.caption })
    case 'planAccepted': return { ...state, acceptedPlan: { plan: body.plan, figures: body.figures, ...(body.clearances === undefined ? {} : { clearances: body.clearances }), ...(body.arteryVariantsLookedFor === undefined ? {} : { arteryVariantsLookedFor: body.arteryVariantsLookedFor }), ...(body.seenOn === undefined ? {} : { seenOn: body.seenOn }), atIso } }
    case 'contrastAssessed': return { ...state, assessments: [...state.assessments, { assessment: body.assessment, ...(body.seenOn === undefined ? {} : { seenOn: body.seenOn }), atIso, actor }] }
    case 'noteWritten': return { ...state, note: { ...state.note, [body.note.section]: body.note.content } }
    case 'keyImageSlotGiven': return { ...state, slots: [...state.slots.filter(({ slot }) => slot !== body.slot), withoutKind(body)] }
    case 'keyImagesOrdered': return { ...state, keyImageOrder: body.keyImageIds }
    case 'happeningNoted': return { ...state, happenings: inTime([...state.happenings.filter(({ happeningId }) => happeningId !== body.happeningId), { ...withoutKind(body), notedAtIso: atIso, actor }]) }
    case 'happeningRemoved': return { ...state, happenings: state.happenings.filter(({ happeningId }) => happeningId !== body.happeningId) }
    case 'signed': return state.signature === null ? { ...state, signature: { ...body.signature, atIso, seq, hash } } : state
    case 'countersigned': return state.signature === null || state.countersignature !== null ? state : { ...state, countersignature: { ...body.signature, atIso, seq, hash }, addenda: state.addenda.map((one) => ({ ...one, isSigned: true })) }
    case 'addendumWritten': return state.addenda.some(({ addendumId }) => addendumId === body.addendumId) ? state : { ...state, addenda: [...state.addenda, { ...withoutKind(body), atIso, actor, isSigned: false }] }
    default: return assertNever(body)
  }
}

const withoutKind = <Body extends { readonly kind: string }>({ kind: _kind, ...rest }: Body): Omit<Body, 'kind'> => rest

/** Who settled a conflict of sides at the beginning stays in the event: the side may change since. */
const asBegun = ({ kind: _kind, sideSettled: _sideSettled, ...begun }: Extract<RecordEventBody, { kind: 'recordCreated' }>) => begun

const withKeyImage = (state: RecordState, keyImageId: string, change: Partial<Pick<KeyImage, 'removed' | 'caption'>>): RecordState => ({
  ...state,
  keyImages: state.keyImages.map((image) => (image.keyImageId === keyImageId ? { ...image, ...change } : image)),
})

const inTime = (happenings: RecordState['happenings']): RecordState['happenings'] => happenings.toSorted((one, other) => one.happenedAtIso.localeCompare(other.happenedAtIso))
