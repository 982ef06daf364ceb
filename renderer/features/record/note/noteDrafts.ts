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
  /** Why the oldest that is not durable could not be saved. */
  readonly fault: string | null
}
export type NoteDraftEvent =
  | { readonly kind: 'written'; readonly recordId: string; readonly note: NoteSection; readonly receipt: string }
  | { readonly kind: 'saved'; readonly draft: Draft; readonly seq: number }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'retried' }
  /** The person lets go of what cannot be saved into this record any more. */
  | { readonly kind: 'dropped'; readonly recordId: string }

export const noDrafts: NoteDrafts = { drafts: [], fault: null }

export function reduceDrafts(state: NoteDrafts, event: NoteDraftEvent): NoteDrafts {
  switch (event.kind) {
    case 'written': {
      const { recordId, note, receipt } = event
      return { ...state, drafts: [...state.drafts.filter((draft) => draft.recordId !== recordId || draft.note.section !== note.section), { recordId, note, receipt, seq: null }] }
    }
    // What was written meanwhile is newer than what was saved.
    case 'saved': return { drafts: state.drafts.map((draft) => (draft === event.draft ? { ...draft, seq: event.seq } : draft)), fault: null }
    case 'failed': return { ...state, fault: event.message }
    case 'retried': return { ...state, fault: null }
    case 'dropped': return { drafts: state.drafts.filter((draft) => draft.recordId !== event.recordId || draft.seq !== null), fault: null }
  }
}

export const unsaved = ({ drafts }: NoteDrafts): readonly Draft[] => drafts.filter(({ seq }) => seq === null)

/** The note as it is to be shown: what was written here stands until the record that was read holds it. `events`: how many that record has. */
export function shownNote(note: ProcedureNote, recordId: string, events: number, { drafts }: NoteDrafts): ProcedureNote {
  const newer = drafts.filter((draft) => draft.recordId === recordId && (draft.seq === null || draft.seq >= events))
  return newer.reduce<ProcedureNote>((shown, draft) => ({ ...shown, [draft.note.section]: draft.note.content }), note)
}

/** Whether two sections say the same. */
export const isSameSection = (one: NoteSection['content'] | null, other: NoteSection['content'] | null): boolean => canonicalJson(one) === canonicalJson(other)
