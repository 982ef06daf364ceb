import { useQuery } from '@tanstack/react-query'
import { client } from '#renderer/api/index.ts'
import { useSession, writeClock } from '#renderer/features/case/index.ts'
import { Notice, Section } from '#renderer/ui/index.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { FROM_A_FILE } from '#shared/procedure/recordOrder.ts'
import { lookAtOpenRecord, lookAtRecord } from './recordOnScreen.ts'

/** Where a case has more than one record: which one is shown, and the others. */
export function RecordsOfCase({ state, isEarlier }: { readonly state: RecordState; readonly isEarlier: boolean }) {
  const caseId = useSession((session) => session.caseId)
  const listed = useQuery({ queryKey: ['record.list', caseId], enabled: caseId !== null, queryFn: async () => {
    const reply = await client.call('record.list', caseId === null ? {} : { caseId })
    return reply.ok ? reply.value.records : []
  } }).data ?? []
  if (listed.length < 2) return null
  return (
    <Section title="Records of this case" end={String(listed.length)}>
      {isEarlier && <Notice kind="caution" action={<button type="button" className="btn sm" onClick={lookAtOpenRecord}>Back to the open record</button>}>This is an earlier record, of {state.side} {state.level}. Pictures that are saved now go into the open one.</Notice>}
      <ul className="cks">{listed.map(({ recordId, side, level, createdAtIso, signedAtIso, signedFromFile }) => (
        <li key={recordId}>
          <button type="button" className="todo go" aria-current={recordId === state.recordId ? 'true' : undefined} onClick={() => { if (caseId !== null) lookAtRecord(caseId, recordId) }}>
            <span>{side} {level}, begun {dayOf(createdAtIso)}{signedFromFile ? `, signature ${FROM_A_FILE}` : ''}</span><span className="w">{recordId === state.recordId ? 'shown' : signedAtIso === null ? 'draft' : `signed ${writeClock(new Date(signedAtIso))}`}</span>
          </button>
        </li>
      ))}</ul>
    </Section>
  )
}

const dayOf = (atIso: string): string => `${new Date(atIso).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })} ${writeClock(new Date(atIso))}`
