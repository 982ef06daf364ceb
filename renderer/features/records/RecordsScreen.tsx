import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, faultText } from '#renderer/api/index.ts'
import type { ScreenProps } from '#renderer/features/case/index.ts'
import { ListSwitch } from '#renderer/features/library/index.ts'
import { FilterRow } from './FilterRow.tsx'
import { filterOf, noFilter } from './recordsFilter.ts'
import { RecordsPanel } from './RecordsPanel.tsx'
import { RecordsTable } from './RecordsTable.tsx'
import './records.css'

const SHOWN = 200

/** Own procedures: found, counted, written out for audit. */
export function RecordsScreen({ tools }: ScreenProps) {
  const [fields, setFields] = useState(noFilter)
  const filter = filterOf(fields)
  const found = useQuery({ queryKey: ['record.search', filter], placeholderData: keepPreviousData, queryFn: async () => {
    const reply = await client.call('record.search', { ...filter, limit: SHOWN })
    if (!reply.ok) throw new Error(faultText(reply.error))
    return reply.value
  } })
  const records = found.data?.records ?? []
  const total = found.data?.total ?? 0
  const isFiltered = Object.keys(filter).length > 0
  return (
    <>
      <main className="work" data-region="work">
        <section className="lib recs" aria-label="Records">
          <div className="lh">
            <h1>Records</h1>
            <ListSwitch />
            <label className="srch">
              <IconSearch className="i" aria-hidden />
              <input type="search" aria-label="Find a record" placeholder="Patient, ID, operator, drug, finding, indication" value={fields.words} onChange={({ currentTarget }) => { setFields({ ...fields, words: currentTarget.value }) }} />
            </label>
            <span className="soft count" role="status">{total === 1 ? '1 record' : `${String(total)} records`}{total > records.length ? `, the latest ${String(records.length)} shown` : ''}</span>
          </div>
          <FilterRow fields={fields} onChange={setFields} />
          {records.length > 0
            ? <RecordsTable records={records} />
            : <div className="empty">{found.error !== null ? <p role="alert">{found.error.message}</p> : found.isPending ? <p>Reading the records.</p> : isFiltered ? <><p>No record matches.</p><button type="button" className="btn" onClick={() => { setFields(noFilter) }}>Clear the search</button></> : <p>No records yet. A record begins when the side of a case is confirmed.</p>}</div>}
        </section>
      </main>
      {tools}
      <RecordsPanel filter={filter} />
    </>
  )
}
