import { IconEye, IconPencil, IconPrinter } from '@tabler/icons-react'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { useCommands } from '#renderer/features/commands/index.ts'
import { Section } from '#renderer/ui/index.ts'
import { paperKinds, paperNames, type PaperKind } from './pdfPages.ts'
import { editSheet, openPaper, printPaper, usePaper } from './paperStore.ts'

/** The record and the sheets for its patient as they are on paper. */
export function PaperSection({ state: { recordId, signature } }: { readonly state: RecordState }) {
  const { busy, fault } = usePaper()
  useCommands({ print: { run: () => { void printPaper(recordId, 'report') }, reason: busy } })
  return (
    <Section title="On paper" end={busy ?? (signature === null ? 'DRAFT on every page until signed' : '')}>
      <ul className="cks">{paperKinds.map((kind) => <PaperRow key={kind} recordId={recordId} kind={kind} isBusy={busy !== null} />)}</ul>
      {fault !== null && <p className="nt caution" role="alert">{fault}</p>}
    </Section>
  )
}

const PaperRow = ({ recordId, kind, isBusy }: { readonly recordId: string; readonly kind: PaperKind; readonly isBusy: boolean }) => (
  <li className="todo paper-r">
    <span>{paperNames[kind]}</span>
    <span className="w row">
      {kind !== 'report' && <button type="button" className="btn sm" aria-label={`Write the text of the ${paperNames[kind].toLowerCase()}`} onClick={() => { editSheet(kind) }}><IconPencil className="i i-sm" aria-hidden /></button>}
      <button type="button" className="btn sm" aria-disabled={isBusy} aria-label={`Open ${paperNames[kind]}`} onClick={() => { void openPaper(recordId, kind) }}><IconEye className="i i-sm" aria-hidden />Open</button>
      <button type="button" className="btn sm" aria-disabled={isBusy} aria-label={`Print ${paperNames[kind]}`} onClick={() => { void printPaper(recordId, kind) }}><IconPrinter className="i i-sm" aria-hidden />Print</button>
    </span>
  </li>
)
