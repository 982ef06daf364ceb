import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { writeClockSeconds } from '#renderer/features/case/index.ts'
import { assessmentRows } from '#shared/reporting/assessmentRows.ts'
import { NoteBox } from './note/NoteBox.tsx'
import { Rows } from './note/Rows.tsx'

type ContrastBoxProps = { readonly state: RecordState; readonly missing: readonly string[] }

/** The newest decision stands first; earlier ones stay as they were. */
export function ContrastBox({ state: { assessments }, missing }: ContrastBoxProps) {
  if (assessments.length === 0) return <NoteBox id="note-contrast" title="Contrast" missing={missing} isLocked={false} form={null} read={null} empty="No decision yet." />
  return <>{assessments.toReversed().map(({ assessment, atIso, actor }, at) => (
    <NoteBox
      key={atIso} id={at === 0 ? 'note-contrast' : undefined} title="Contrast" small={assessments.length > 1 ? `decision ${String(assessments.length - at)} of ${String(assessments.length)}` : ''} missing={at === 0 ? missing : []} isLocked={false} form={null}
      read={<Rows rows={[]}>{assessmentRows(assessment, (instant) => writeClockSeconds(new Date(instant))).map(({ term, words }, row) => (
        <div key={`${term} ${String(row)}`}><dt>{term}</dt><dd>{term === 'Decision' ? <><b>{words}</b>, {writeClockSeconds(new Date(atIso))}, {actor}</> : words}</dd></div>
      ))}</Rows>}
    />
  ))}</>
}
