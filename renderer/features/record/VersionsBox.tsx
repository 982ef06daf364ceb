import { IconArrowBackUp } from '@tabler/icons-react'
import type { RecordEvent, RecordState } from '#shared/procedure/recordEvents.ts'
import { writeClockSeconds } from '#renderer/features/case/index.ts'
import { appendToRecord } from './recordChanges.ts'
import { versionsOf } from './versions.ts'

/** Everything that happened in the record; a deleted picture comes back from here. */
export function VersionsBox({ state, events, signaturesFromFile }: { readonly state: RecordState; readonly events: readonly RecordEvent[]; readonly signaturesFromFile: readonly number[] }) {
  return (
    <section className="box card versions" id="versions" aria-label="Versions">
      <header className="bh"><h2>Versions<small>{events.length} saved, nothing is ever taken out</small></h2></header>
      <ol className="vl" tabIndex={0} aria-label="What happened in this record, newest first">
        {versionsOf(state, events, signaturesFromFile).map(({ seq, atIso, actor, words, restores }) => (
          <li key={seq}>
            <span className="vw">{words}<small>{writeClockSeconds(new Date(atIso))}{actor === '' ? '' : `, ${actor}`}</small></span>
            {restores !== null && <button type="button" className="btn sm" onClick={() => { void appendToRecord(state.recordId, { kind: 'keyImageRestored', keyImageId: restores }, 'Key image is back') }}><IconArrowBackUp size="1rem" aria-hidden />Bring back</button>}
          </li>
        ))}
      </ol>
    </section>
  )
}
