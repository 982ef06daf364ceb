import { useSession } from '#renderer/features/case/index.ts'
import { useCommands } from '#renderer/features/commands/index.ts'
import { CLOSED, stepInRecord } from './recordChanges.ts'
import { useRecordOnScreen } from './recordOnScreen.ts'
import { recordSteps, type RecordSteps } from './recordSteps.ts'

type Undoing = RecordSteps & { /** Why nothing can be taken back here; null: it can. */ readonly closed: string | null; readonly run: (which: 'undo' | 'redo') => void }

/** The steps of the record that can be taken back, while Record is open; null elsewhere. */
export function useRecordUndo(): Undoing | null {
  const stage = useSession(({ stage: shown }) => shown)
  const { state, events } = useRecordOnScreen()
  if (stage !== 'record' || state === null) return null
  const steps = state.signature === null ? recordSteps(state, events) : { undo: null, redo: null }
  const closed = state.signature === null ? null : CLOSED
  return { ...steps, closed, run: (which) => { void stepInRecord(state.recordId, which) } }
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
