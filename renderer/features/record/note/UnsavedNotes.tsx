import { client, faultText } from '#renderer/api/index.ts'
import { openCase, tellReceipt } from '#renderer/features/case/index.ts'
import { Notice, Section } from '#renderer/ui/index.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { lookAtRecord } from '../recordOnScreen.ts'
import { unsavedOf } from './noteDrafts.ts'
import { dropUnsaved, retryNote, useNoteDrafts } from './noteStore.ts'

/** What was typed and is not on the disk stays here until it is. */
export function UnsavedNotes({ state: { recordId, signature } }: { readonly state: RecordState }) {
  const drafts = useNoteDrafts()
  const { [recordId]: own, ...others } = drafts.faults
  const [other] = Object.keys(others)
  if (own === undefined && other === undefined) return null
  return (
    <Section title="Not saved">
      {own !== undefined && <Notice kind="stop" title={`Not saved: ${String(unsavedOf(drafts, recordId).length)} of the note`} action={<span className="row"><button type="button" className="btn sm" onClick={() => { retryNote(recordId) }}>Save again</button>{signature !== null && <button type="button" className="btn sm" onClick={() => { dropUnsaved(recordId) }}>Let go of it</button>}</span>}>{own} What you typed is held in memory: do not close the app.</Notice>}
      {/* Of another patient no more is said than that something waits there. */}
      {other !== undefined && <Notice kind="stop" title="Not saved: the note of another record" action={<button type="button" className="btn sm" onClick={() => { void openRecord(other) }}>Open that record</button>}>What you typed there is held in memory: do not close the app.</Notice>}
    </Section>
  )
}

async function openRecord(recordId: string): Promise<void> {
  const reply = await client.call('record.get', { recordId })
  if (!reply.ok) return tellReceipt(faultText(reply.error))
  const { caseId } = reply.value.state
  if (!await openCase(caseId, 'record')) return
  lookAtRecord(caseId, recordId)
}
