import { useState } from 'react'
import { client, faultText } from '#renderer/api/index.ts'
import { tellReceipt } from '#renderer/features/case/index.ts'
import { handOnTyped, PrimaryButton } from '#renderer/ui/index.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { PainFields } from '../note/PainBox.tsx'
import { letGoOfAddendum, painBefore, useAddendumDrafts, writeAddendum } from './addendumDrafts.ts'

/** What is said after signing; a late pain score comes with it. The signed record stays as it is. */
export function AddendumForm({ state, onDone }: { readonly state: RecordState; readonly onDone: () => void }) {
  const { recordId } = state
  const draft = useAddendumDrafts((drafts) => drafts[recordId]) ?? null
  const [fault, setFault] = useState<string | null>(null)
  const save = async (): Promise<void> => {
    handOnTyped()
    const { [recordId]: written } = useAddendumDrafts.getState()
    if (written === undefined) return
    const { addendumId, words, pain } = written
    const reply = await client.call('record.append', { recordId, event: { kind: 'addendumWritten', addendumId, words: words.trim() === '' ? 'Late pain score' : words.trim(), ...(pain === null ? {} : { pain }) } })
    if (!reply.ok) return setFault(faultText(reply.error))
    letGoOfAddendum(recordId)
    tellReceipt('Addendum saved')
    onDone()
  }
  const letGo = (): void => {
    letGoOfAddendum(recordId)
    onDone()
  }
  return (
    <form className="sign" aria-label="Addendum" onSubmit={(event) => { event.preventDefault() }}>
      <label>Addendum<textarea className="nin" value={draft?.words ?? ''} maxLength={4000} autoFocus onChange={({ currentTarget }) => { writeAddendum(state, { words: currentTarget.value }) }} /></label>
      <div className="nform late"><PainFields pain={draft?.pain ?? painBefore(state)} set={(pain) => { writeAddendum(state, { pain }) }} times={['at30Min', 'at6Hours']} isShort /><button type="button" className="sr nf-go" tabIndex={-1} aria-hidden>End</button></div>
      {fault !== null && <p className="nf-e" role="alert">{fault} What you wrote is still here.</p>}
      <PrimaryButton label="Save addendum" todo={draft === null ? ['write what is to be added'] : []} onPress={() => { void save() }} />
      <div className="row"><button type="button" className="btn sm ghost" onClick={onDone}>Not now</button>{draft !== null && <button type="button" className="btn sm ghost" onClick={letGo}>Let go of it</button>}</div>
    </form>
  )
}
