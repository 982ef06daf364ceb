import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { RecordEvent, RecordState } from '#shared/procedure/recordEvents.ts'
import { timelineOf } from '#shared/procedure/note/timeline.ts'
import { useCaseSeries, writeClockSeconds, writeSeries } from '#renderer/features/case/index.ts'
import { TextField } from './note/fields.tsx'
import { dayUnlessToday } from './note/dayUnlessToday.ts'
import { procedureDay } from './note/procedureDay.ts'
import { TimeField } from './note/TimeField.tsx'
import { appendToRecord } from './recordChanges.ts'

type TimelineBoxProps = { readonly state: RecordState; readonly events: readonly RecordEvent[]; readonly signaturesFromFile: readonly number[] }

/** Often said, one press each. */
const FREQUENT = ['Patient in the room', 'Needle in', 'Needle out', 'Patient leaves the room'] as const

/** What happened, by the app's own events and by what the operator says. */
export function TimelineBox({ state, events, signaturesFromFile }: TimelineBoxProps) {
  const { series } = useCaseSeries(state.caseId)
  const arrived = series.map((one) => ({ seriesUid: one.seriesUid, name: writeSeries(one), atIso: one.importedAtIso }))
  const entries = timelineOf(state, events, arrived, signaturesFromFile)
  const isLocked = state.signature !== null
  return (
    <section className="box card timeline" id="time-line" aria-label="What happened">
      <header className="bh"><h2>What happened<small>{entries.length} entries</small></h2></header>
      {!isLocked && <NewEntry state={state} />}
      <ol className="vl" tabIndex={0} aria-label="What happened, in order of time">
        {entries.map(({ atIso, words, from, actor, happeningId }, at) => (
          <li key={`${atIso} ${String(at)}`}>
            <time dateTime={atIso}>{writeClockSeconds(new Date(atIso))}<small>{dayUnlessToday(atIso)}</small></time>
            <span className="vw">{words}<small>{from === 'app' ? 'noted by the app' : 'as the operator says'}{actor === null || actor === '' ? '' : `, ${actor}`}</small></span>
            {happeningId !== null && !isLocked && <button type="button" className="vp-x" aria-label={`Take “${words}” away`} onClick={() => { void appendToRecord(state.recordId, { kind: 'happeningRemoved', happeningId }, 'Entry taken away') }}><IconTrash size="1.1rem" aria-hidden /></button>}
          </li>
        ))}
      </ol>
    </section>
  )
}

function NewEntry({ state }: { readonly state: RecordState }) {
  const [atIso, setAt] = useState<string | null>(null)
  const note = (words: string): void => {
    void appendToRecord(state.recordId, { kind: 'happeningNoted', happeningId: crypto.randomUUID(), happenedAtIso: atIso ?? new Date().toISOString(), words }, `${words}: noted`)
    setAt(null)
  }
  return (
    <div className="tl-new nform">
      <div className="nf-q">{FREQUENT.map((words) => <button key={words} type="button" className="btn sm" aria-label={`${words}, ${atIso === null ? 'now' : writeClockSeconds(new Date(atIso))}`} onClick={() => { note(words) }}><IconPlus className="i i-sm" aria-hidden />{words}</button>)}</div>
      <div className="tl-own">
        <TimeField bare label="Time" name="Time of the entry" value={atIso} day={procedureDay(state, new Date())} onChange={setAt} />
        <TextField bare isAction label="What happened" placeholder="What happened, then Enter" value="" maxLength={500} onChange={(words) => { if (words !== '') note(words) }} />
        <button type="button" className="sr nf-go" tabIndex={-1} aria-hidden>End</button>
      </div>
    </div>
  )
}
