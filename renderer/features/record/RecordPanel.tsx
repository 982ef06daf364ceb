import { useState } from 'react'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { client, faultText, streamUrl } from '#renderer/api/index.ts'
import { useHello } from '#renderer/features/case/index.ts'
import { Notice, Panel, PrimaryButton, Section } from '#renderer/ui/index.ts'
import type { Output } from '#shared/contract/types.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'

type Exported = Output<'record.export'>

export function RecordPanel({ recordId, state }: { readonly recordId: string | null; readonly state: RecordState | null }) {
  const hello = useHello()
  const [exported, setExported] = useState<Exported | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [running, setRunning] = useState(false)
  const standing = state?.keyImages.filter(image => !image.removed).length ?? 0
  const run = async (): Promise<void> => {
    if (recordId === null) return
    setRunning(true)
    const outcome = await exportRecord(recordId, hello?.filesBy === 'dialog')
    setRunning(false)
    if (typeof outcome === 'string') return setProblem(outcome)
    setProblem(null)
    if (outcome !== null) setExported(outcome)
  }
  return (
    <Panel
      title="Record" tag={<span className="tag line">draft</span>} end={state === null ? undefined : `${String(state.events)} entries`}
      foot={<PrimaryButton label="Export key images" todo={standing === 0 ? ['a key image'] : []} running={running ? 'Exporting' : null} onPress={() => { void run() }} />}
    >
      <Section title="In this record">
        <ul className="cks">
          <Check done={state !== null} words="Patient and side" value={state === null ? 'to do' : `${state.side} ${state.level}`} />
          <Check done={state?.acceptedPlan != null} words="Plan" value={state?.acceptedPlan == null ? 'none accepted' : state.acceptedPlan.plan.name} />
          <Check done={(state?.assessments.length ?? 0) > 0} words="Contrast decision" value={state?.assessments.at(-1)?.assessment.decision ?? 'to do'} />
          <Check done={standing > 0} words="Key images" value={String(standing)} />
        </ul>
      </Section>
      {problem !== null && <section className="sec" aria-label="Export failed"><Notice kind="stop" title="Not exported">{problem}</Notice></section>}
      {exported !== null && (
        <Section title={`Exported ${String(exported.files.length)} files`} end={exported.downloadId === null ? undefined : 'one ZIP, downloaded'}>
          <ul className="files">{exported.files.map(file => <li key={file.path}><span className="tag">{file.kind}</span> {file.path.split(/[/\\]/).at(-1)}</li>)}</ul>
          {exported.downloadId === null && <p className="nt">{exported.directory}</p>}
        </Section>
      )}
      <Section title="What is written"><p className="sub">Each key image as PNG and as DICOM Secondary Capture, with name, ID, birth date, side and time burned in.</p></Section>
    </Panel>
  )
}

function Check({ done, words, value }: { readonly done: boolean; readonly words: string; readonly value: string }) {
  const Icon = done ? IconCircleCheck : IconAlertTriangle
  return <li className="todo"><Icon className={done ? 'i ok' : 'i caution'} aria-hidden /><span>{words}</span><span className="w">{value}</span></li>
}

/** What was written; null when the operator went back from the folder dialog; else the words of the fault. */
async function exportRecord(recordId: string, byDialog: boolean): Promise<Exported | string | null> {
  let directory: string | undefined
  if (byDialog) {
    const chosen = await client.call('app.chooseExportFolder', {})
    if (!chosen.ok) return faultText(chosen.error)
    if (chosen.value.directory === null) return null
    directory = chosen.value.directory
  }
  const written = await client.call('record.export', { recordId, ...(directory === undefined ? {} : { directory }) })
  if (!written.ok) return faultText(written.error)
  if (written.value.downloadId !== null) download(streamUrl('record.download', { downloadId: written.value.downloadId }))
  return written.value
}

function download(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = 'key-images.zip'
  link.click()
}
