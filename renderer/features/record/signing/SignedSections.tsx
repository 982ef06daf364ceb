import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { writeClock, writeClockSeconds } from '#renderer/features/case/index.ts'
import { Section } from '#renderer/ui/index.ts'
import { painTimes } from '#shared/procedure/note/noteSections.ts'
import { painTimeWords } from '#shared/procedure/note/noteWords.ts'
import type { RecordEvent, RecordState } from '#shared/procedure/recordEvents.ts'
import { FROM_A_FILE } from '#shared/procedure/recordOrder.ts'
import { scoreWords } from '../note/PainBox.tsx'
import { SignForm } from './SignForm.tsx'
import { useSigning } from './SigningFoot.tsx'

type SignedSectionsProps = { readonly state: RecordState; readonly events: readonly RecordEvent[]; /** Sequence numbers. */ readonly signaturesFromFile: readonly number[] }

/** Who signed what, who countersigned, and what was added since. */
export function SignedSections({ state, events, signaturesFromFile }: SignedSectionsProps) {
  const { signature, countersignature, addenda } = state
  if (signature === null) return null
  return (
    <>
      <Section title="Signatures">
        <ul className="cks">
          <Signed words={`Signed by ${signature.name}, ${signature.role}`} atIso={signature.atIso} isFromFile={signaturesFromFile.includes(signature.seq)} />
          {countersignature !== null && <Signed words={`Countersigned by ${countersignature.name}, ${countersignature.role}`} atIso={countersignature.atIso} isFromFile={signaturesFromFile.includes(countersignature.seq)} />}
        </ul>
        <p className="nt path">Seal {signature.hash.slice(0, 16)}</p>
        {countersignature === null && <Countersign state={state} events={events} />}
      </Section>
      {addenda.length > 0 && (
        <Section title="Addenda" end={String(addenda.length)}>
          <ul className="adds">{addenda.map(({ addendumId, words, atIso, actor, pain, isSigned }) => (
            <li key={addendumId}>{words}
              {pain !== undefined && <small>Pain: {painTimes.flatMap((time) => { const score = scoreWords(pain[time]); return score === null ? [] : [`${painTimeWords[time]} ${score}`] }).join('; ')}</small>}
              <small>{writeClockSeconds(new Date(atIso))}{actor === '' ? '' : `, ${actor}`}{isSigned ? '' : ', not signed'}</small>
            </li>
          ))}</ul>
        </Section>
      )}
    </>
  )
}

const Signed = ({ words, atIso, isFromFile }: { readonly words: string; readonly atIso: string; readonly isFromFile: boolean }) => <li className="todo">{isFromFile ? <IconAlertTriangle className="i caution" aria-hidden /> : <IconCircleCheck className="i ok" aria-hidden />}<span>{words}{isFromFile ? `, ${FROM_A_FILE}` : ''}</span><span className="w">{writeClock(new Date(atIso))}</span></li>

/** A second person may sign what the first has signed; nobody has to. */
function Countersign({ state, events }: Pick<SignedSectionsProps, 'state' | 'events'>) {
  const [isAsking, ask] = useState(false)
  const sign = useSigning(state, events)
  const back = (): void => { ask(false) }
  if (!isAsking) return <button type="button" className="btn sm" onClick={() => { ask(true) }}>Countersign</button>
  return <SignForm label="Countersign record" operator="" without={state.signature?.userId ?? ''} sign={(userId, passphrase) => sign('record.countersign', userId, passphrase, back)} onBack={back} />
}
