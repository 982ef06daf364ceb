import { IconAlertTriangle } from '@tabler/icons-react'
import { openCase, useCases, useCaseSeries, writeClockSeconds, writeName } from '#renderer/features/case/index.ts'
import { BringBackButton, CarriedRecords, useCarriedRecords, type RecordsFrom } from '#renderer/features/rebuild/index.ts'
import { Notice, Panel, Section } from '#renderer/ui/index.ts'
import type { ImportReport } from '#shared/contract/areas/library.ts'
import { DropArea } from './DropArea.tsx'
import { cancelImport, useImport } from './importJob.ts'

export function ImportPanel({ selectedCaseId }: { readonly selectedCaseId: string | null }) {
  const state = useImport()
  const selected = useCases().data?.cases.find(each => each.caseId === selectedCaseId)
  return (
    <Panel
      title="Import" end={<>files are copied,<br />never moved or changed</>}
      foot={selected === undefined ? undefined : <button type="button" className="btn pri" onClick={() => { void openCase(selected.caseId, selected.stage) }}>Open {writeName(selected.patientName)}</button>}
    >
      <section className="sec" aria-label="Bring in images"><DropArea /></section>
      {state.kind === 'reading' && (
        <Section title={state.total === 0 ? state.words : `${state.words} ${String(state.done)} of ${String(state.total)}`} end={<button type="button" className="btn sm" onClick={() => { void cancelImport() }}>Cancel</button>}>
          <div className="pgb" role="progressbar" aria-label="Import" aria-valuemin={0} aria-valuemax={Math.max(1, state.total)} aria-valuenow={state.done} aria-valuetext={`${String(state.done)} of ${String(state.total)}`}>
            <i style={{ width: state.total === 0 ? '0' : `${String(100 * state.done / state.total)}%` }} />
          </div>
          <p className="nt">Images can be opened as soon as they are in the list.</p>
        </Section>
      )}
      {state.kind === 'failed' && <section className="sec" aria-label="Import failed"><Notice kind="stop" title="Not imported" code={state.code}>{state.message}</Notice></section>}
      {state.kind === 'report' && <ReportSection report={state.report} at={state.at} pdfs={state.pdfs} />}
      <Carried selectedCaseId={selectedCaseId} imported={state.kind === 'report' ? state.report : null} />
    </Panel>
  )
}

function ReportSection({ report, at, pdfs }: { readonly report: ImportReport; readonly at: Date; readonly pdfs: RecordsFrom | null }) {
  const carried = useCarriedRecords(report.series.map(({ seriesUid }) => seriesUid))
  return (
    <Section className="rep" title={report.cancelled ? 'Import report, stopped' : 'Import report'} end={`${writeClockSeconds(at)}, ${(report.elapsedMs / 1000).toFixed(1)} s`}>
      <div className="sum" role="status">
        <div><b>{report.instances}</b><span>opened</span></div>
        <div><b>{report.duplicates}</b><span>already there</span></div>
        <div><b>{report.refused.length}</b><span>not opened</span></div>
      </div>
      {report.notDicom > 0 && <p className="nt">{report.notDicom} {report.notDicom === 1 ? 'file is' : 'files are'} not DICOM and stayed where {report.notDicom === 1 ? 'it is' : 'they are'}.</p>}
      {pdfs !== null && (carried === null || carried.records.length === 0) && <><p className="nt">The PDF of a procedure record carries the record itself.</p><BringBackButton from={pdfs} /></>}
      <Files label="Opened in part" files={report.inPart} />
      <Files label="Not opened" files={report.refused} />
    </Section>
  )
}

/** Records in the documents of the case that is chosen, else of what was imported last. */
function Carried({ selectedCaseId, imported }: { readonly selectedCaseId: string | null; readonly imported: ImportReport | null }) {
  const { series } = useCaseSeries(selectedCaseId)
  const seriesUids = selectedCaseId === null ? (imported?.series ?? []).map(({ seriesUid }) => seriesUid) : series.filter(({ kind }) => kind === 'document').map(({ seriesUid }) => seriesUid)
  return <CarriedRecords seriesUids={seriesUids} />
}

function Files({ label, files }: { readonly label: string; readonly files: readonly { readonly path: string; readonly message: string }[] }) {
  if (files.length === 0) return null
  return (
    <ul className="rjs" aria-label={label}>
      {files.map(({ path, message }) => (
        <li key={`${path} ${message}`} className="rj">
          <IconAlertTriangle className="i caution" aria-hidden />
          <div><b title={path}>{path.split(/[/\\]/).at(-1)}</b><span>{message}</span><small>{path}</small></div>
        </li>
      ))}
    </ul>
  )
}
