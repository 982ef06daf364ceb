import { useQuery } from '@tanstack/react-query'
import { client, faultText } from '#renderer/api/index.ts'
import { writeName } from '#renderer/features/case/index.ts'
import { Section } from '#renderer/ui/index.ts'
import type { Output } from '#shared/contract/types.ts'
import { BringBackButton } from './BringBackButton.tsx'

type Carried = Output<'record.carried'>

/** Records that imported documents carry: what is not here yet, or went on elsewhere, can be brought back. */
export function useCarriedRecords(seriesUids: readonly string[]): Carried | null {
  const query = useQuery({
    queryKey: ['record.carried', seriesUids], enabled: seriesUids.length > 0,
    queryFn: async () => {
      const reply = await client.call('record.carried', { seriesUids: [...seriesUids] })
      if (!reply.ok) throw new Error(faultText(reply.error))
      return reply.value
    },
  })
  return query.data ?? null
}

export function CarriedRecords({ seriesUids }: { readonly seriesUids: readonly string[] }) {
  const carried = useCarriedRecords(seriesUids)
  if (carried === null || carried.records.length + carried.refused.length === 0) return null
  return (
    <Section title="Records in these files" end={String(carried.records.length)}>
      {carried.records.map(({ seriesUid, sopInstanceUid, patientName, side, level, events, signed, here }) => (
        <div key={sopInstanceUid}>
          <p className="nt"><b>{writeName(patientName)}, <span className="sdw">{side}</span> {level}</b><br />{signed ? 'signed' : 'not signed'}, {events} events{here === 'shorter' ? ', more than the record here has' : ''}.</p>
          <BringBackButton from={{ kind: 'imported', seriesUids: [seriesUid] }} words={here === 'whole' ? 'Check the record again' : 'Bring back the record'} />
        </div>
      ))}
      {carried.refused.map(({ sopInstanceUid, message }) => <p key={sopInstanceUid} className="nt" role="alert">{message}</p>)}
    </Section>
  )
}
