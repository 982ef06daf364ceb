import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconClock, IconFile } from '@tabler/icons-react'
import type { RecordEvent, RecordState } from '#shared/procedure/recordEvents.ts'
import { saysNothing } from '#shared/procedure/saysNothing.ts'
import { useOperator, writeClock, writeClockSeconds } from '#renderer/features/case/index.ts'
import { useCommands } from '#renderer/features/commands/index.ts'
import { Panel, Section } from '#renderer/ui/index.ts'
import { beforeSigning, todoWords, type SigningLine } from './beforeSigning.ts'
import { leadTo } from './leadTo.ts'
import { unsavedOf } from './note/noteDrafts.ts'
import { useNoteDrafts } from './note/noteStore.ts'
import { UnsavedNotes } from './note/UnsavedNotes.tsx'
import { useMissing, useShownRecord } from './note/useNoteScreen.ts'
import { PaperSection } from './paper/PaperSection.tsx'
import { RecordsOfCase } from './RecordsOfCase.tsx'
import { useRecordOnScreen } from './recordOnScreen.ts'
import { SignedSections } from './signing/SignedSections.tsx'
import { SigningFoot } from './signing/SigningFoot.tsx'
import { EXPORT_NAME, useExport, type ExportState } from './useExport.ts'

export function RecordPanel() {
  const { state, events, signaturesFromFile, isEarlier } = useRecordOnScreen()
  return state === null ? <Panel title="Record"><p className="nt sec">No record is open.</p></Panel> : <OpenRecord saved={state} events={events} signaturesFromFile={signaturesFromFile} isEarlier={isEarlier} />
}

type OpenRecordProps = { readonly saved: RecordState; readonly events: readonly RecordEvent[]; readonly signaturesFromFile: readonly number[]; readonly isEarlier: boolean }

function OpenRecord({ saved, events, signaturesFromFile, isEarlier }: OpenRecordProps) {
  const state = useShownRecord(saved)
  const missing = useMissing(state)
  const operator = useOperator() ?? ''
  const isUnsaved = unsavedOf(useNoteDrafts(), state.recordId).length > 0
  const lines = beforeSigning(state, missing, (atIso) => writeClock(new Date(atIso)))
  return (
    <Panel
      title={state.signature === null ? 'Record' : `Signed ${writeClockSeconds(new Date(state.signature.atIso))}`} tag={<span className="tag line">{state.signature === null ? 'draft, ' : ''}version {state.signature === null ? state.events : state.signature.seq + 1}</span>}
      end={state.signature === null ? (operator === '' ? 'operator not stated' : operator) : signaturesFromFile.includes(state.signature.seq) ? `${state.signature.name}, not checked` : state.signature.name}
      foot={<SigningFoot state={state} isEarlier={isEarlier} events={events} operator={operator} todo={[...todoWords(lines, missing), ...(isUnsaved ? ['wait until all is saved'] : [])]} />}
    >
      <UnsavedNotes state={state} />
      <RecordsOfCase state={state} isEarlier={isEarlier} />
      {state.signature === null ? <BeforeSigning lines={lines} /> : <SignedSections state={state} events={events} signaturesFromFile={signaturesFromFile} />}
      <PaperSection state={state} />
      <Export state={state} />
    </Panel>
  )
}

const icons = { done: IconCircleCheck, todo: IconAlertTriangle, stop: IconAlertOctagon, later: IconClock } as const
const looks = { done: 'ok', todo: 'caution', stop: 'stop', later: 'soft' } as const
const said = { done: 'done', todo: 'to do', stop: 'stop', later: 'later' } as const

const BeforeSigning = ({ lines }: { readonly lines: readonly SigningLine[] }) => (
  <Section title="Before signing">
    <ul className="cks">{lines.map(({ name, words, state, leadsTo }) => {
      const Icon = icons[state]
      return <li key={name}><button type="button" className="todo go" onClick={() => { leadTo(leadsTo) }}><Icon className={`i ${looks[state]}`} role="img" aria-label={said[state]} /><span>{name}</span><span className={state === 'todo' || state === 'stop' ? `w ${looks[state]}` : 'w'}>{words}</span></button></li>
    })}</ul>
  </Section>
)

function Export({ state }: { readonly state: RecordState }) {
  const [exported, startExport] = useExport(state.recordId)
  const keyImages = state.keyImages.filter((image) => !image.removed).length
  const reason = exported.kind === 'running' ? 'Exporting' : saysNothing(state) ? 'press K on an image to save it here, or write the note' : null
  const run = (): void => { if (reason === null) void startExport() }
  useCommands({ export: { run, reason } })
  return (
    <>
      <Section title="Export" end={keyImages === 1 ? '1 key image' : `${String(keyImages)} key images`}>
        <button type="button" className="btn" aria-disabled={reason !== null} onClick={run}>{exported.kind === 'running' ? 'Exporting' : 'Export record'}</button>
        {keyImages === 0 && <p className="nt">No key image yet: press K on an image to save it here.</p>}
      </Section>
      <Exported exported={exported} />
    </>
  )
}

/** What the letters of DICOM mean to somebody who wants the files. */
const fileWords: Readonly<Record<string, string>> = { SC: 'DICOM', GSPS: 'DICOM, as seen', KOS: 'DICOM, list', SR: 'DICOM, report', FHIR: 'FHIR R4' }

function Exported({ exported }: { readonly exported: ExportState }) {
  if (exported.kind === 'failed') return <Section title="Export failed"><p className="todo" role="alert"><IconAlertTriangle className="stop" size="1.25rem" aria-hidden /><span>{exported.message}</span></p></Section>
  if (exported.kind !== 'done') return null
  return (
    <Section title="Exported files" end={`${String(exported.files.length)} files`}>
      {exported.downloadId === null ? <p className="nt path">{exported.directory}</p> : <p className="nt">Downloaded as one ZIP, {EXPORT_NAME}, to where this browser keeps its downloads.</p>}
      <ul className="cks">{exported.files.map((file) => <li key={file.path} className="todo"><IconFile size="1.1rem" aria-hidden /><span className="path">{file.path.split(/[\\/]/).at(-1)}</span><span className="w">{fileWords[file.kind] ?? file.kind}</span></li>)}</ul>
      {exported.remarks.map((remark) => <p key={remark} className="nt">{remark}</p>)}
    </Section>
  )
}
