import { useOperator, useSideConflicts } from '#renderer/features/case/index.ts'
import { missingForSigning } from '#shared/procedure/note/missingForSigning.ts'
import type { MissingItem } from '#shared/procedure/note/missingItem.ts'
import type { NoteSection } from '#shared/procedure/note/noteSections.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { shownNote } from './noteDrafts.ts'
import { useNoteDrafts, writeNote } from './noteStore.ts'
import type { Known } from './offers.ts'
import { useDose, type CaseDose } from './useDose.ts'
import { useEarlierNote } from './useEarlierNote.ts'

/** What every box of the note is given. */
export type NoteScreen = {
  /** The record as it is shown: with what was written here and is on its way. */
  readonly state: RecordState
  readonly known: Known
  readonly operator: string
  readonly dose: CaseDose
  readonly missing: readonly MissingItem[]
  /** Signed: read only. */
  readonly isLocked: boolean
  readonly write: (note: NoteSection) => void
}

/** The record with what was written here. */
export function useShownRecord(saved: RecordState): RecordState {
  const drafts = useNoteDrafts()
  return { ...saved, note: shownNote(saved.note, saved.recordId, saved.events, drafts) }
}

/** What stands between the record and its signature, the sides of the case included. */
export function useMissing(shown: RecordState): readonly MissingItem[] {
  const conflicts = useSideConflicts()
  return missingForSigning(shown, new Date().toISOString(), conflicts.map(({ key, between }) => ({ key, words: `The sides do not agree: ${between.join(', ')}.` })))
}

export function useNoteScreen(saved: RecordState): NoteScreen {
  const state = useShownRecord(saved)
  const operator = useOperator() ?? ''
  const earlier = useEarlierNote(saved.recordId)
  const dose = useDose(saved)
  return {
    state, operator, dose, missing: useMissing(state), isLocked: saved.signature !== null,
    known: { state, note: state.note, earlier, operator, doses: dose.doses },
    write: (note) => { writeNote(saved.recordId, note) },
  }
}
