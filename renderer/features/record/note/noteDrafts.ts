import { canonicalJson } from '#shared/procedure/canonicalJson.ts'
import type { NoteSection, ProcedureNote } from '#shared/procedure/note/noteSections.ts'

/** A section as it was written here. */
export type Draft = {
  readonly recordId: string
  readonly note: NoteSection
  /** What is told once it is on the disk. */
  readonly receipt: string
  /** The event as which it is durable; null until then. */
  readonly seq: number | null
}
export type NoteDrafts = {
  /** One of each section; the one written last stands last. */
  readonly drafts: readonly Draft[]
  /** By record: why what was written into it could not be saved. */
  readonly faults: Readonly<Record<string, string>>
}
export type NoteDraftEvent =
  | { readonly kind: 'written'; readonly recordId: string; readonly note: NoteSection; readonly receipt: string }
  | { readonly kind: 'saved'; readonly draft: Draft; readonly seq: number }
  | { readonly kind: 'failed'; readonly recordId: string; readonly message: string }
  | { readonly kind: 'retried'; readonly recordId: string }
  /** The person lets go of what cannot be saved into this record any more. */
  | { readonly kind: 'dropped'; readonly recordId: string }

export const noDrafts: NoteDrafts = { drafts: [], faults: {} }

export function reduceDrafts(state: NoteDrafts, event: NoteDraftEvent): NoteDrafts {
  switch (event.kind) {
    case 'written': {
      const { recordId, note, receipt } = event
      return { ...state, drafts: [...state.drafts.filter((draft) => draft.recordId !== recordId || draft.note.section !== note.section), { recordId, note, receipt, seq: null }] }
    }
    // What was written meanwhile is newer than what was saved.
    case 'saved': return { drafts: state.drafts.map((draft) => (draft === event.draft ? { ...draft, seq: event.seq } : draft)), faults: withoutFault(state, event.draft.recordId) }
    case 'failed': return { ...state, faults: { ...state.faults, [event.recordId]: event.message } }
    case 'retried': return { ...state, faults: withoutFault(state, event.recordId) }
    case 'dropped': return { drafts: state.drafts.filter((draft) => draft.recordId !== event.recordId || draft.seq !== null), faults: withoutFault(state, event.recordId) }
  }
}

const withoutFault = ({ faults }: NoteDrafts, recordId: string): NoteDrafts['faults'] => Object.fromEntries(Object.entries(faults).filter(([id]) => id !== recordId))

export const unsaved = ({ drafts }: NoteDrafts): readonly Draft[] => drafts.filter(({ seq }) => seq === null)

/** Of one record; what waits of another does not keep it from its signature. */
export const unsavedOf = (state: NoteDrafts, recordId: string): readonly Draft[] => unsaved(state).filter((draft) => draft.recordId === recordId)

/** The note as it is to be shown: what was written here stands until the record that was read holds it. `events`: how many that record has. */
export function shownNote(note: ProcedureNote, recordId: string, events: number, { drafts }: NoteDrafts): ProcedureNote {
  const newer = drafts.filter((draft) => draft.recordId === recordId && (draft.seq === null || draft.seq >= events))
  return newer.reduce<ProcedureNote>((shown, draft) => ({ ...shown, [draft.note.section]: draft.note.content }), note)
}

/** Whether two sections say the same. */
export const isSameSection = (one: NoteSection['content'] | null, other: NoteSection['content'] | null): boolean => canonicalJson(one) === canonicalJson(other)
