import { redo, tellReceipt, undo, useSession } from '#renderer/features/case/index.ts'
import { useCommands } from '#renderer/features/commands/index.ts'
import { writeNote } from './note/noteStore.ts'
import { useRecordOnScreen } from './recordOnScreen.ts'
import { recordSteps, type RecordStep, type RecordSteps } from './recordSteps.ts'
import { appendToRecord } from './useKeyImageActions.ts'

type Undoing = RecordSteps & { /** Why nothing can be taken back here; null: it can. */ readonly closed: string | null; readonly run: (which: 'undo' | 'redo') => void }

const CLOSED = 'The record is signed. Steps of the side, the plan and the pictures are taken back in their own stages.'

/** The steps of the record that can be taken back, while Record is open; null elsewhere. */
export function useRecordUndo(): Undoing | null {
  const stage = useSession(({ stage: shown }) => shown)
  const { state, events } = useRecordOnScreen()
  if (stage !== 'record' || state === null) return null
  const steps = state.signature === null ? recordSteps(state, events) : { undo: null, redo: null }
  const closed = state.signature === null ? null : CLOSED
  return { ...steps, closed, run: (which) => {
    const step = steps[which]
    if (closed !== null) tellReceipt(closed)
    else if (step !== null) take(state.recordId, step, which === 'undo' ? 'Taken back' : 'Repeated')
    // Where the record has no step, the case may have one: it leads to the stage it belongs to.
    else void (which === 'undo' ? undo() : redo())
  } }
}

function take(recordId: string, { event, words }: RecordStep, word: string): void {
  if (event.kind === 'noteWritten') writeNote(recordId, event.note, `${word}: ${words}`)
  else void appendToRecord(recordId, event, `${word}: ${words}`)
}

/** Ctrl+Z and Ctrl+Y mean the record's steps while it has some. */
export function useRecordUndoCommands(): void {
  const steps = useRecordUndo()
  useCommands(() => (steps === null ? {} : steps.closed !== null ? {
    undo: { run: () => undefined, reason: steps.closed }, redo: { run: () => undefined, reason: steps.closed },
  } : {
    ...(steps.undo === null ? {} : { undo: { run: () => { steps.run('undo') } } }),
    ...(steps.redo === null ? {} : { redo: { run: () => { steps.run('redo') } } }),
  }))
}
