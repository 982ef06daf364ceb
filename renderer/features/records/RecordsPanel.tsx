import { IconFileSpreadsheet } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, downloadText, faultText } from '#renderer/api/index.ts'
import { patternWords } from '#shared/contrast/assessmentWords.ts'
import { complicationWords } from '#shared/procedure/note/noteWords.ts'
import { BringBackSection } from '#renderer/features/rebuild/index.ts'
import { Panel, Section } from '#renderer/ui/index.ts'
import { medianWords, type RecordsFilter } from './recordsFilter.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const monthWords = (month: string): string => `${months[Number(month.slice(5)) - 1] ?? month} ${month.slice(0, 4)}`
const named = (words: Readonly<Record<string, string>>) => (value: string): string => words[value] ?? value

/** Counts and medians of the records that are found, and the table of them for a spreadsheet. */
export function RecordsPanel({ filter }: { readonly filter: RecordsFilter }) {
  const query = useQuery({ queryKey: ['record.statistics', filter], placeholderData: keepPreviousData, queryFn: async () => {
    const reply = await client.call('record.statistics', filter)
    if (!reply.ok) throw new Error(faultText(reply.error))
    return reply.value
  } })
  const counted = query.data
  return (
    <Panel title="Counts" end={counted === undefined ? '' : `${String(counted.signed)} of ${String(counted.records)} signed`} foot={<TableFile filter={filter} records={counted?.records ?? 0} />}>
      <BringBackSection />
      {query.error !== null && <p className="sec" role="alert">{query.error.message}</p>}
      {counted !== undefined && (
        <>
          <Section title="Medians">
            <dl className="figs"><div><dt>Fluoroscopy time</dt><dd>{medianWords(counted.fluoroscopyTimeS, 's')}</dd></div><div><dt>Best relief in 30 min</dt><dd>{medianWords(counted.reliefPercent, '%')}</dd></div></dl>
          </Section>
          <Counts title="By month" counts={counted.byMonth} of={counted.records} words={monthWords} />
          <Counts title="By side" counts={counted.bySide} of={counted.records} words={(value) => value} />
          <Counts title="By level" counts={counted.byLevel} of={counted.records} words={(value) => value} />
          <Counts title="By pattern" counts={counted.byPattern} of={counted.records} words={named(patternWords)} />
          <Counts title="By complication" counts={counted.byComplication} of={counted.records} words={named(complicationWords)} />
        </>
      )}
    </Panel>
  )
}

type CountsProps = { readonly title: string; readonly counts: readonly { readonly value: string; readonly records: number }[]; readonly of: number; readonly words: (value: string) => string }

const Counts = ({ title, counts, of, words }: CountsProps) => (counts.length === 0 ? null : (
  <Section title={title}>
    <ul className="rec-c">{counts.map(({ value, records }) => <li key={value}><span>{words(value)}</span><i aria-hidden><b style={{ inlineSize: `${String((100 * records) / Math.max(of, 1))}%` }} /></i><span className="n">{records}</span></li>)}</ul>
  </Section>
))

type Told = { readonly kind: 'none' } | { readonly kind: 'done'; readonly words: string } | { readonly kind: 'failed'; readonly words: string }

/** To a folder of the user's choice in Electron; in a browser as a download. */
function TableFile({ filter, records }: { readonly filter: RecordsFilter; readonly records: number }) {
  const [told, tell] = useState<Told>({ kind: 'none' })
  const write = async (): Promise<void> => {
    const folder = await client.call('app.chooseExportFolder', {})
    if (folder.ok && folder.value.directory === null) return
    const reply = await client.call('record.table', { ...filter, ...(folder.ok && folder.value.directory !== null ? { directory: folder.value.directory } : {}) })
    if (!reply.ok) return tell({ kind: 'failed', words: faultText(reply.error) })
    if (reply.value.csv !== null) downloadText(TABLE_NAME, reply.value.csv)
    tell({ kind: 'done', words: `${String(reply.value.records)} ${reply.value.records === 1 ? 'record' : 'records'} written${reply.value.path === null ? ` as ${TABLE_NAME}, to where this browser keeps its downloads` : ` to ${reply.value.path}`}.` })
  }
  return (
    <>
      {told.kind !== 'none' && <p className={told.kind === 'failed' ? 'nf-e' : 'nt path'} role={told.kind === 'failed' ? 'alert' : 'status'}>{told.words}</p>}
      <button type="button" className="btn rec-w" aria-disabled={records === 0} onClick={() => { if (records > 0) void write() }}><IconFileSpreadsheet className="i" aria-hidden />Write as table (CSV)</button>
      <p className="nt c2">The table names patients. Keep it as you keep records.</p>
    </>
  )
}

const TABLE_NAME = 'axis-guide-records.csv'
