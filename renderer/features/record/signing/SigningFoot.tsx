import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client, faultText, readAgain } from '#renderer/api/index.ts'
import { queryKeys, tellReceipt } from '#renderer/features/case/index.ts'
import { PrimaryButton } from '#renderer/ui/index.ts'
import type { RecordEvent, RecordState } from '#shared/procedure/recordEvents.ts'
import { beginRecord } from '../beginRecord.ts'
import { useAddendumDrafts } from './addendumDrafts.ts'
import { AddendumForm } from './AddendumForm.tsx'
import { askForAddendum, useAskedAddendum } from './askedAddendum.ts'
import { SignForm } from './SignForm.tsx'

type SigningFootProps = { readonly state: RecordState; readonly events: readonly RecordEvent[]; readonly operator: string; /** The case goes on with another record. */ readonly isEarlier: boolean; readonly todo: readonly string[] }

/** The way forward of a record: signed once nothing is missing; after that, addenda. */
export function SigningFoot({ state, events, operator, isEarlier, todo }: SigningFootProps) {
  const [isAsking, ask] = useState(false)
  const sign = useSigning(state, events)
  const back = (): void => { ask(false) }
  if (state.signature !== null) return <ClosedFoot state={state} isEarlier={isEarlier} />
  return (
    <>
      {isAsking && todo.length === 0
        ? <SignForm label="Sign record" operator={operator} sign={(userId, passphrase) => sign('record.sign', userId, passphrase, back)} onBack={back} />
        : <PrimaryButton label="Sign record" todo={todo} onPress={() => { ask(true) }} />}
      <p className="nt c2">Signing locks it. Changes become an addendum.</p>
    </>
  )
}

/** What goes on after signing: an addendum, or a record of its own. */
function ClosedFoot({ state, isEarlier }: Pick<SigningFootProps, 'state' | 'isEarlier'>) {
  const isAsking = useAskedAddendum(({ asked }) => asked)
  const isHeld = useAddendumDrafts((drafts) => drafts[state.recordId] !== undefined)
  const begin = async (): Promise<void> => {
    const begun = await beginRecord(state.seriesUid)
    tellReceipt(begun.ok ? 'A new record begins; the signed one stays' : begun.error.message)
  }
  if (isAsking) return <AddendumForm state={state} onDone={() => { askForAddendum(false) }} />
  return (
    <>
      <PrimaryButton label={isHeld ? 'Go on with the addendum' : 'Add addendum'} todo={[]} onPress={() => { askForAddendum(true) }} />
      {!isEarlier && <div className="next"><p className="nt">Signed and closed. A further injection is a record of its own.</p><button type="button" className="btn sm" onClick={() => { void begin() }}>New record</button></div>}
    </>
  )
}

/** Signs what is on the screen: the last event that was read here, and so everything before it. */
export function useSigning({ recordId }: Pick<RecordState, 'recordId'>, events: readonly RecordEvent[]) {
  const queries = useQueryClient()
  return async (method: 'record.sign' | 'record.countersign', userId: string, passphrase: string, onDone: () => void): Promise<string | null> => {
    const last = events.at(-1)
    if (last === undefined) return 'The record is not read yet. Wait, then sign again.'
    const reply = await client.call(method, { recordId, userId, passphrase, signedHash: last.hash })
    await readAgain(queries, queryKeys.record(recordId))
    if (!reply.ok) return faultText(reply.error)
    tellReceipt(method === 'record.sign' ? 'Record signed' : 'Record countersigned')
    onDone()
    return null
  }
}
