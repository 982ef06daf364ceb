import { IconAlertTriangle } from '@tabler/icons-react'
import { openCase, useCases, writeClockSeconds, writeName } from '#renderer/features/case/index.ts'
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
      {state.kind === 'report' && <ReportSection report={state.report} at={state.at} />}
    </Panel>
  )
}

function ReportSection({ report, at }: { readonly report: ImportReport; readonly at: Date }) {
  return (
    <Section className="rep" title={report.cancelled ? 'Import report, stopped' : 'Import report'} end={`${writeClockSeconds(at)}, ${(report.elapsedMs / 1000).toFixed(1)} s`}>
      <div className="sum" role="status">
        <div><b>{report.instances}</b><span>opened</span></div>
        <div><b>{report.duplicates}</b><span>already there</span></div>
        <div><b>{report.refused.length}</b><span>not opened</span></div>
      </div>
      {report.notDicom > 0 && <p className="nt">{report.notDicom} {report.notDicom === 1 ? 'file is' : 'files are'} not DICOM and stayed where {report.notDicom === 1 ? 'it is' : 'they are'}.</p>}
      {report.refused.length > 0 && (
        <ul className="rjs" aria-label="Not opened">
          {report.refused.map(refusal => (
            <li key={`${refusal.path} ${refusal.code}`} className="rj">
              <IconAlertTriangle className="i caution" aria-hidden />
              <div><b title={refusal.path}>{refusal.path.split(/[/\\]/).at(-1)}</b><span>{refusal.message}</span><small>{refusal.path}</small></div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
