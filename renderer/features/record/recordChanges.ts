import { client, faultText } from '#renderer/api/index.ts'
import { redo, tellReceipt, undo } from '#renderer/features/case/index.ts'
import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { areNotesSaved, writeNote } from './note/noteStore.ts'
import { recordSteps } from './recordSteps.ts'

let onTheirWay = 0
/** Something was changed whose answer is not here yet. */
export const isChanging = (): boolean => onTheirWay > 0

export async function appendToRecord(recordId: string, event: RecordEventInput, words: string): Promise<void> {
  onTheirWay += 1
  const reply = await client.call('record.append', { recordId, event })
  onTheirWay -= 1
  tellReceipt(reply.ok ? words : faultText(reply.error))
}

/** A change that follows from what the record says waits for the one before: pressed twice quickly, the second is told from the record as the first has left it. */
let before: Promise<unknown> = Promise.resolve()
function inTurn(change: () => Promise<void>): Promise<void> {
  const turn = before.then(change)
  before = turn.catch(() => undefined)
  return turn
}

/** `change`: what is to be written, told from the record at its turn; null where it says so already. */
export const changeRecord = (recordId: string, change: (state: RecordState) => RecordEventInput | null, words: string): Promise<void> => inTurn(async () => {
  const record = await client.call('record.get', { recordId })
  if (!record.ok) return tellReceipt(faultText(record.error))
  const event = change(record.value.state)
  if (event !== null) await appendToRecord(recordId, event, words)
})

/** Why nothing of a signed record is taken back. */
export const CLOSED = 'The record is signed. Steps of the side, the plan and the pictures are taken back in their own stages.'

/** Takes the last step of the record back, or repeats it. What was typed is a step of its own, and saved first. */
export const stepInRecord = (recordId: string, which: 'undo' | 'redo'): Promise<void> => inTurn(async () => {
  if (!await areNotesSaved(recordId)) return tellReceipt('The last step is not saved. Try again to save it, then take a step back.')
  const record = await client.call('record.get', { recordId })
  if (!record.ok) return tellReceipt(faultText(record.error))
  const { state, events } = record.value
  if (state.signature !== null) return tellReceipt(CLOSED)
  const step = recordSteps(state, events)[which]
  // Where the record has no step, the case may have one: it leads to the stage it belongs to.
  if (step === null) return which === 'undo' ? undo() : redo()
  const words = `${which === 'undo' ? 'Taken back' : 'Repeated'}: ${step.words}`
  if (step.event.kind !== 'noteWritten') return appendToRecord(recordId, step.event, words)
  writeNote(recordId, step.event.note, words)
  await areNotesSaved(recordId)
})
