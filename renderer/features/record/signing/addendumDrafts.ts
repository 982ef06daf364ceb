import { create } from 'zustand'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { NoteSections } from '#shared/procedure/note/noteSections.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { isSameSection } from '../note/noteDrafts.ts'

type Pain = NoteSections['pain']
/** What is being written. One id for all tries: what was saved although the answer was lost is not saved twice. */
export type AddendumDraft = { readonly addendumId: string; readonly words: string; /** Null while no score was touched. */ readonly pain: Pain | null }

/** By record, held until it is saved or let go of: whoever looks at a picture meanwhile finds it again. */
export const useAddendumDrafts = create<Readonly<Record<string, AddendumDraft>>>(() => ({}))

/** The scores that an addendum goes on from. */
export const painBefore = ({ addenda, note }: RecordState): Pain => addenda.findLast(({ pain }) => pain !== undefined)?.pain ?? note.pain ?? emptySections.pain

export function writeAddendum(state: RecordState, change: { readonly words?: string; readonly pain?: Partial<Pain> }): void {
  const now = useAddendumDrafts.getState()[state.recordId] ?? { addendumId: crypto.randomUUID(), words: '', pain: null }
  const before = painBefore(state)
  const pain = change.pain === undefined ? now.pain : { ...(now.pain ?? before), ...change.pain }
  const next: AddendumDraft = { ...now, words: change.words ?? now.words, pain: pain === null || isSameSection(pain, before) ? null : pain }
  // Nothing is held where nothing is said.
  if (next.words.trim() === '' && next.pain === null) letGoOfAddendum(state.recordId)
  else useAddendumDrafts.setState({ [state.recordId]: next })
}

export function letGoOfAddendum(recordId: string): void {
  useAddendumDrafts.setState((drafts) => Object.fromEntries(Object.entries(drafts).filter(([id]) => id !== recordId)), true)
}

export const holdsAddenda = (): boolean => Object.keys(useAddendumDrafts.getState()).length > 0
