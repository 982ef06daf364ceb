import { IconAlertTriangle, IconCircle, IconCircleCheck, IconDownload, IconFile } from '@tabler/icons-react'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { useRecord, useSession } from '#renderer/features/session/index.ts'
import { useExport, type ExportState } from './useExport.ts'

export function RecordPanel() {
  const operator = useSession((state) => state.operator)
  const { data } = useRecord()
  const [exported, startExport] = useExport()
  const keyImages = data?.state.keyImages.filter((image) => !image.removed).length ?? 0
  return (
    <aside className="panel" aria-label="Record">
      <div className="p-h"><h1>Record</h1><span className="tag line">draft</span><span className="end">{operator === '' ? 'operator not stated' : operator}</span></div>
      <div className="p-b scroll">
        {data !== undefined && <Contents state={data.state} keyImages={keyImages} />}
        <Exported exported={exported} />
      </div>
      <div className="p-f">
        {keyImages === 0 && <ul className="lf" id="record-todo"><li className="todo"><IconAlertTriangle className="caution" size="1.25rem" aria-hidden /><span><b>1 to do:</b> press K on an image to save it here</span></li></ul>}
        <button type="button" className={keyImages === 0 ? 'btn wait' : 'btn pri'} aria-disabled={keyImages === 0 || exported.kind === 'running'} aria-describedby={keyImages === 0 ? 'record-todo' : undefined}
          onClick={() => { if (keyImages > 0 && exported.kind !== 'running') void startExport() }}>
          <IconDownload size="1.25rem" aria-hidden />{exported.kind === 'running' ? 'Exporting' : 'Export key images'}
        </button>
      </div>
    </aside>
  )
}

function Contents({ state, keyImages }: { readonly state: RecordState; readonly keyImages: number }) {
  const lines: readonly (readonly [string, string, boolean])[] = [
    ['Patient and side', `${state.side} ${state.level}`, true],
    ['Plan', state.acceptedPlan === null ? 'not accepted' : state.acceptedPlan.plan.name, state.acceptedPlan !== null],
    ['Contrast decision', state.assessments.length === 0 ? 'open' : (state.assessments.at(-1)?.assessment.decision ?? ''), state.assessments.length > 0],
    ['Key images', String(keyImages), keyImages > 0],
  ]
  return (
    <section className="sec"><h2>In this record</h2>
      <ul className="cks">{lines.map(([name, value, isDone]) => (
        <li key={name} className="todo">{isDone ? <IconCircleCheck className="ok" size="1.25rem" aria-label="done" /> : <IconCircle className="caution" size="1.25rem" aria-label="open" />}<span>{name}</span><span className="w">{value}</span></li>
      ))}</ul>
    </section>
  )
}

function Exported({ exported }: { readonly exported: ExportState }) {
  if (exported.kind === 'failed') return <section className="sec" role="alert"><h2>Export</h2><p className="todo"><IconAlertTriangle className="stop" size="1.25rem" aria-hidden /><span>{exported.message}</span></p></section>
  if (exported.kind !== 'done') return null
  return (
    <section className="sec" aria-label="Exported files"><h2>Exported<span className="end">{exported.files.length} files</span></h2>
      <p className="nt path">{exported.directory}</p>
      <ul className="cks">{exported.files.map((file) => <li key={file.path} className="todo"><IconFile size="1.1rem" aria-hidden /><span className="path">{file.path.split(/[\\/]/).at(-1)}</span><span className="w">{file.kind === 'SC' ? 'DICOM' : file.kind}</span></li>)}</ul>
    </section>
  )
}
