import { create } from 'zustand'
import { client, faultText } from '#renderer/api/index.ts'
import { tellReceipt } from '#renderer/features/case/index.ts'
import { sectionWords } from '#shared/procedure/note/noteWords.ts'
import type { NoteSection } from '#shared/procedure/note/noteSections.ts'
import { noDrafts, reduceDrafts, unsaved, unsavedOf, type Draft, type NoteDraftEvent, type NoteDrafts } from './noteDrafts.ts'

/** What was written into notes and is not known to be durable yet. */
export const useNoteDrafts = create<NoteDrafts>(() => noDrafts)
const tell = (event: NoteDraftEvent): void => { useNoteDrafts.setState((state) => reduceDrafts(state, event)) }

/** Shows a section as written and saves it; the receipt is told after the host has answered that it is on the disk. */
export function writeNote(recordId: string, note: NoteSection, receipt = `${sectionWords[note.section]} saved`): void {
  tell({ kind: 'written', recordId, note, receipt })
  void saveDrafts([recordId])
}

/** Of one record, or of all that wait. */
export function retryNote(recordId?: string): void {
  const again = recordId === undefined ? Object.keys(useNoteDrafts.getState().faults) : [recordId]
  for (const one of again) tell({ kind: 'retried', recordId: one })
  void saveDrafts(again)
}

/** A record that was signed meanwhile takes no more of it. */
export const dropUnsaved = (recordId: string): void => { tell({ kind: 'dropped', recordId }) }

/** Records that take nothing now: they do not keep the notes of another from theirs. */
const stuck = new Set<string>()
let sending: Promise<void> | null = null

/** One sender at a time; it takes what comes meanwhile too, and tries `again` what it had left. */
function saveDrafts(again: readonly string[]): Promise<void> {
  for (const recordId of again) stuck.delete(recordId)
  return unsaved(useNoteDrafts.getState()).length === 0 ? Promise.resolve() : (sending ??= saveAll())
}

/** One after the other; a section that is written again meanwhile goes once more, with what it says then. */
async function saveAll(): Promise<void> {
  stuck.clear()
  const next = (): Draft | undefined => unsaved(useNoteDrafts.getState()).find(({ recordId }) => !stuck.has(recordId))
  try {
    for (let draft = next(); draft !== undefined; draft = next()) {
      const { recordId, note, receipt } = draft
      const reply = await client.call('record.append', { recordId, event: { kind: 'noteWritten', note } })
      if (reply.ok) {
        tell({ kind: 'saved', draft, seq: reply.value.seq })
        tellReceipt(receipt)
      } else {
        stuck.add(recordId)
        tell({ kind: 'failed', recordId, message: faultText(reply.error) })
      }
    }
  } finally {
    // In the same breath as the last look: what is written after it finds no sender that has ended.
    sending = null
  }
}

/** Waits for what is on its way; false where something of this record is held all the same. */
export async function areNotesSaved(recordId: string): Promise<boolean> {
  while (sending !== null) await sending
  return unsavedOf(useNoteDrafts.getState(), recordId).length === 0
}

/** Why something of a note is not saved; null when all is, or is on its way. */
export const useNoteFault = (): string | null => useNoteDrafts(({ faults }) => Object.values(faults)[0] ?? null)
