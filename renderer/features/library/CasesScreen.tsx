import { useMemo, useState } from 'react'
import { IconSearch, IconShieldCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { client } from '#renderer/api/index.ts'
import { useCases, useHello, type ScreenProps } from '#renderer/features/case/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { findCases, orderCases, type CaseOrder } from './caseOrder.ts'
import { CaseTable } from './CaseTable.tsx'
import { ImportPanel } from './ImportPanel.tsx'
import { ListSwitch } from './ListSwitch.tsx'

const noSeries: readonly SeriesSummary[] = []

function groupByCase(series: readonly SeriesSummary[]): ReadonlyMap<string, readonly SeriesSummary[]> {
  const groups = new Map<string, SeriesSummary[]>()
  for (const each of series) groups.set(each.caseId, [...(groups.get(each.caseId) ?? []), each])
  return groups
}

export function CasesScreen({ tools }: ScreenProps) {
  const [search, setSearch] = useState('')
  const [order, setOrder] = useState<CaseOrder>({ column: 'date', descending: true })
  const [selectedCaseId, select] = useState<string | null>(null)
  const cases = useCases()
  const hello = useHello()
  const series = useQuery({ queryKey: ['library.series', 'all'], queryFn: async () => { const all = await client.call('library.series', {}); return all.ok ? all.value.series : noSeries } }).data ?? noSeries
  const byCase = useMemo(() => groupByCase(series), [series])
  const all = cases.data?.cases ?? []
  const shown = useMemo(() => {
    const words = (caseId: string): string => (byCase.get(caseId) ?? noSeries).map(each => `${each.modality} ${each.description} ${each.studyDescription}`).join(' ')
    return orderCases(findCases(cases.data?.cases ?? [], search, words), order)
  }, [cases.data, search, byCase, order])
  return (
    <>
      <main className="work" data-region="work">
        <section className="lib" aria-label="Cases">
          <div className="lh">
            <h1>Cases</h1>
            <ListSwitch />
            <label className="srch">
              <IconSearch className="i" aria-hidden />
              <input type="search" aria-label="Find a case" placeholder="Name, ID, date, side, modality, description" value={search} onChange={event => { setSearch(event.currentTarget.value) }} />
            </label>
            <span className="soft count" role="status">{search === '' ? `${String(all.length)} ${all.length === 1 ? 'case' : 'cases'}` : `${String(shown.length)} of ${String(all.length)}`}</span>
          </div>
          {shown.length > 0
            ? <CaseTable cases={shown} order={order} onOrder={setOrder} selectedCaseId={selectedCaseId} onSelect={select} seriesOf={caseId => byCase.get(caseId) ?? noSeries} />
            : <EmptyList loading={cases.isPending} fault={cases.error?.message ?? null} search={search} onClear={() => { setSearch('') }} samplesComing={hello?.sampleCases === 'available'} />}
          <div className="lf2"><IconShieldCheck className="i ok i-sm" aria-hidden /> Stored on this computer only. {all.length} {all.length === 1 ? 'case' : 'cases'}, {series.length} series.</div>
        </section>
      </main>
      {tools}
      <ImportPanel selectedCaseId={selectedCaseId} />
    </>
  )
}

type EmptyProps = { readonly loading: boolean; readonly fault: string | null; readonly search: string; readonly onClear: () => void; readonly samplesComing: boolean }
function EmptyList({ loading, fault, search, onClear, samplesComing }: EmptyProps) {
  if (fault !== null) return <div className="empty" role="alert"><p>{fault}</p></div>
  if (loading) return <div className="empty"><p>Reading the list of cases.</p></div>
  if (search !== '') return <div className="empty"><p>No case matches '{search}'.</p><button type="button" className="btn" onClick={onClear}>Clear the search</button></div>
  return <div className="empty"><p>No cases yet. Drop a folder, disc, ZIP or files on Import.</p>{samplesComing && <p className="soft">The sample cases are being read. They appear here by themselves.</p>}</div>
}
