import { useState } from 'react'
import { client, faultText } from '#renderer/api/index.ts'
import { tellReceipt } from '#renderer/features/case/index.ts'
import { PrimaryButton } from '#renderer/ui/index.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { isSameSection } from '../note/noteDrafts.ts'
import { PainFields } from '../note/PainBox.tsx'

/** What is said after signing; a late pain score comes with it. The signed record stays as it is. */
export function AddendumForm({ state, onDone }: { readonly state: RecordState; readonly onDone: () => void }) {
  const before = state.addenda.findLast(({ pain }) => pain !== undefined)?.pain ?? state.note.pain ?? emptySections.pain
  // One id for all tries: what was saved although the answer was lost is not saved twice.
  const [addendumId] = useState(() => crypto.randomUUID())
  const [words, setWords] = useState('')
  const [pain, setPain] = useState(before)
  const [fault, setFault] = useState<string | null>(null)
  const isScored = !isSameSection(pain, before)
  const said = words.trim() === '' && isScored ? 'Late pain score' : words.trim()
  const save = async (): Promise<void> => {
    const reply = await client.call('record.append', { recordId: state.recordId, event: { kind: 'addendumWritten', addendumId, words: said, ...(isScored ? { pain } : {}) } })
    if (!reply.ok) return setFault(faultText(reply.error))
    tellReceipt('Addendum saved')
    onDone()
  }
  return (
    <form className="sign" aria-label="Addendum" onSubmit={(event) => { event.preventDefault() }}>
      <label>Addendum<textarea className="nin" value={words} maxLength={4000} autoFocus onChange={({ currentTarget }) => { setWords(currentTarget.value) }} /></label>
      <div className="nform late"><PainFields pain={pain} set={(change) => { setPain({ ...pain, ...change }) }} times={['at30Min', 'at6Hours']} isShort /><button type="button" className="sr nf-go" tabIndex={-1} aria-hidden>End</button></div>
      {fault !== null && <p className="nf-e" role="alert">{fault} What you wrote is still here.</p>}
      <PrimaryButton label="Save addendum" todo={said === '' ? ['write what is to be added'] : []} onPress={() => { void save() }} />
      <div className="row"><button type="button" className="btn sm ghost" onClick={onDone}>Not now</button></div>
    </form>
  )
}
