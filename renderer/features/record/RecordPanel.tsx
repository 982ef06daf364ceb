import { IconAlertTriangle, IconCircle, IconCircleCheck, IconFile } from '@tabler/icons-react'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { useCaseRecord, useOperator } from '#renderer/features/case/index.ts'
import { useCommands } from '#renderer/features/commands/index.ts'
import { Panel, PrimaryButton, Section } from '#renderer/ui/index.ts'
import { EXPORT_NAME, useExport, type ExportState } from './useExport.ts'

export function RecordPanel() {
  const operator = useOperator()
  const { recordId, state } = useCaseRecord()
  const [exported, startExport] = useExport(recordId)
  const keyImages = state === null ? 0 : state.keyImages.filter((image) => !image.removed).length
  const todo = keyImages === 0 ? ['press K on an image to save it here'] : []
  const run = (): void => { void startExport() }
  useCommands({ export: { run, reason: exported.kind === 'running' ? 'Exporting' : todo[0] ?? null } })
  return (
    <Panel
      title="Record" tag={<span className="tag line">draft</span>} end={operator === null || operator === '' ? 'operator not stated' : operator}
      foot={<PrimaryButton label="Export key images" todo={todo} running={exported.kind === 'running' ? 'Exporting' : null} onPress={run} />}
    >
      {state !== null && <Contents state={state} keyImages={keyImages} />}
      <Exported exported={exported} />
    </Panel>
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
    <Section title="In this record">
      <ul className="cks">{lines.map(([name, value, isDone]) => (
        <li key={name} className="todo">{isDone ? <IconCircleCheck className="ok" size="1.25rem" aria-label="done" /> : <IconCircle className="caution" size="1.25rem" aria-label="open" />}<span>{name}</span><span className="w">{value}</span></li>
      ))}</ul>
    </Section>
  )
}

function Exported({ exported }: { readonly exported: ExportState }) {
  if (exported.kind === 'failed') return <Section title="Export"><p className="todo" role="alert"><IconAlertTriangle className="stop" size="1.25rem" aria-hidden /><span>{exported.message}</span></p></Section>
  if (exported.kind !== 'done') return null
  return (
    <Section title="Exported files" end={`${String(exported.files.length)} files`}>
      {exported.downloadId === null ? <p className="nt path">{exported.directory}</p> : <p className="nt">Downloaded as one ZIP, {EXPORT_NAME}, to where this browser keeps its downloads.</p>}
      <ul className="cks">{exported.files.map((file) => <li key={file.path} className="todo"><IconFile size="1.1rem" aria-hidden /><span className="path">{file.path.split(/[\\/]/).at(-1)}</span><span className="w">{file.kind === 'SC' ? 'DICOM' : file.kind}</span></li>)}</ul>
    </Section>
  )
}
