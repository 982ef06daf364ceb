import { expect, test } from 'vitest'
import { emptyNote, emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { NoteSection } from '#shared/procedure/note/noteSections.ts'
import { noDrafts, reduceDrafts, shownNote, unsaved, unsavedOf, type NoteDraftEvent, type NoteDrafts } from './noteDrafts.ts'

const room = (words: string): NoteSection => ({ section: 'order', content: { ...emptySections.order, room: words } })
const dose: NoteSection = { section: 'dose', content: { ...emptySections.dose, runs: 3 } }
const written = (note: NoteSection, recordId = 'r'): NoteDraftEvent => ({ kind: 'written', recordId, note, receipt: 'Saved' })
const savedFirst = (state: NoteDrafts, seq: number): NoteDrafts => {
  const [draft] = unsaved(state)
  if (draft === undefined) throw new Error('Nothing is to be saved.')
  return reduceDrafts(state, { kind: 'saved', draft, seq })
}
const after = (...events: readonly NoteDraftEvent[]) => events.reduce(reduceDrafts, noDrafts)

test('what is written is shown at once, and until the record that was read holds it', () => {
  const state = after(written(room('1')))
  expect(shownNote(emptyNote, 'r', 4, state).order?.room).toBe('1')
  const saved = savedFirst(state, 4)
  expect(shownNote(emptyNote, 'r', 4, saved).order?.room).toBe('1')
  // Now the record rules: another window may have written since.
  expect(shownNote(emptyNote, 'r', 5, saved).order).toBeNull()
})

test('a section that was written again while it was on its way is sent again', () => {
  const sent = after(written(room('1')))
  const [draft] = unsaved(sent)
  if (draft === undefined) throw new Error('Nothing was written.')
  const state = reduceDrafts(reduceDrafts(sent, written(room('2'))), { kind: 'saved', draft, seq: 4 })
  expect(unsaved(state).map(({ note }) => note)).toEqual([room('2')])
  expect(shownNote(emptyNote, 'r', 5, state).order?.room).toBe('2')
})

test('a fault keeps all that was typed, and says so until it is saved', () => {
  const failed = after(written(room('1')), { kind: 'failed', recordId: 'r', message: 'The disk is full.' }, written(dose))
  expect(failed.faults).toEqual({ r: 'The disk is full.' })
  expect(unsaved(failed).map(({ note }) => note.section)).toEqual(['order', 'dose'])
  expect(unsaved(savedFirst(savedFirst(reduceDrafts(failed, { kind: 'retried', recordId: 'r' }), 4), 5))).toEqual([])
})

test('what a signed record does not take can be let go, and nothing else goes with it', () => {
  const failed = after(written(room('1')), written(dose, 'other'), { kind: 'failed', recordId: 'r', message: 'Signed.' }, { kind: 'failed', recordId: 'other', message: 'The disk is full.' }, { kind: 'dropped', recordId: 'r' })
  expect(unsaved(failed).map(({ recordId }) => recordId)).toEqual(['other'])
  expect(failed.faults).toEqual({ other: 'The disk is full.' })
})

test('another record shows nothing of it, and what is not saved outlives the change of case', () => {
  const state = after(written(room('1')), written(room('2'), 'other'))
  expect(shownNote(emptyNote, 'third', 4, state)).toBe(emptyNote)
  expect(unsaved(state).map(({ recordId }) => recordId)).toEqual(['r', 'other'])
  expect([unsavedOf(state, 'r').length, unsavedOf(state, 'third').length]).toEqual([1, 0])
})
