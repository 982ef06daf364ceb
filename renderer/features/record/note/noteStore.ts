import { create } from 'zustand'
import { client, faultText } from '#renderer/api/index.ts'
import { tellReceipt } from '#renderer/features/case/index.ts'
import { sectionWords } from '#shared/procedure/note/noteWords.ts'
import type { NoteSection } from '#shared/procedure/note/noteSections.ts'
import { noDrafts, reduceDrafts, unsaved, type NoteDraftEvent, type NoteDrafts } from './noteDrafts.ts'

/** What was written into notes and is not known to be durable yet. */
export const useNoteDrafts = create<NoteDrafts>(() => noDrafts)
const tell = (event: NoteDraftEvent): void => { useNoteDrafts.setState((state) => reduceDrafts(state, event)) }

let sending = false

/** Shows a section as written and saves it; the receipt is told after the host has answered that it is on the disk. */
export function writeNote(recordId: string, note: NoteSection, receipt = `${sectionWords[note.section]} saved`): void {
  tell({ kind: 'written', recordId, note, receipt })
  void saveDrafts()
}

export function retryNote(): void {
  tell({ kind: 'retried' })
  void saveDrafts()
}

/** A record that was signed meanwhile takes no more of it. */
export function dropUnsaved(recordId: string): void {
  tell({ kind: 'dropped', recordId })
  void saveDrafts()
}

/** One after the other; a section that is written again meanwhile goes once more, with what it says then. */
async function saveDrafts(): Promise<void> {
  if (sending) return
  sending = true
  for (let [draft] = unsaved(useNoteDrafts.getState()); draft !== undefined; [draft] = unsaved(useNoteDrafts.getState())) {
    const reply = await client.call('record.append', { recordId: draft.recordId, event: { kind: 'noteWritten', note: draft.note } })
    if (!reply.ok) {
      tell({ kind: 'failed', message: faultText(reply.error) })
      break
    }
    tell({ kind: 'saved', draft, seq: reply.value.seq })
    tellReceipt(draft.receipt)
  }
  sending = false
}

/** Why something of a note is not saved; null when all is, or is on its way. */
export const useNoteFault = (): string | null => useNoteDrafts(({ fault }) => fault)
