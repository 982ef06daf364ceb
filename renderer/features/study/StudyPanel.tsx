import { editCase, useCaseDocument, useCaseRecord, useConfirmAgain, isSideConfirmed, goToStage, useOperator, useSaving, useSideConflicts, writeConfirmAgain, writeDate, writeName } from '#renderer/features/case/index.ts'
import { useLooking } from '#renderer/features/fluoroscopy/index.ts'
import { LayoutSection, NeedsSection } from '#renderer/features/picture/index.ts'
import { KeptViewsSection } from '#renderer/features/presentation/index.ts'
import { openCalibration, XrayPages } from '#renderer/features/xray/index.ts'
import { Notice, Panel, PrimaryButton, Section, Segmented } from '#renderer/ui/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { localDay } from '#shared/localDay.ts'
import { isOfEarlierDay } from '#shared/procedure/confirmation.ts'
import type { SideConflict } from '#shared/procedure/sideConflicts.ts'
import { confirmSide } from './confirmSide.ts'
import { OperatorSection } from './OperatorSection.tsx'
import { RunSection } from './RunSection.tsx'
import { hasVolume, studyTodo, withSide } from './studyRules.ts'
import { useRunQuestions } from './useRunQuestions.ts'

const yesNo = [{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }] as const
const editStudy = (step: string, change: Partial<CaseDocument['study']>): void => {
  void editCase(step, document => ({ ...document, study: { ...document.study, ...change } }))
}

type StudyPanelProps = {
  readonly series: readonly SeriesSummary[]
  readonly shownUid: string | null
  /** What is shown is looked at frame by frame, and can be measured on. */
  readonly isFrames: boolean
}

export function StudyPanel({ series, shownUid, isFrames }: StudyPanelProps) {
  const document = useCaseDocument()
  const { study } = document
  const operator = useOperator() ?? ''
  const frame = useLooking(state => state.frames[shownUid ?? ''] ?? 0)
  const saving = useSaving().kind === 'saving'
  const patient = series[0]
  const questions = useRunQuestions(series)
  const open = studyTodo(study, series, questions)
  const conflicts = useSideConflicts()
  const { state: record } = useCaseRecord()
  const todo = [...open, ...(conflicts.length === 0 ? [] : [`sides that disagree: ${conflicts.map(({ between }) => between.join(' and ')).join('; ')}`])]
  const again = useConfirmAgain()
  const confirmed = isSideConfirmed(document) && conflicts.length === 0 && again === null
  // The open record may be of an earlier procedure, and that of the other side.
  const isOtherRecord = record !== null && study.side !== null && record.side !== study.side && series.some(one => one.kind !== 'document' && isOfEarlierDay(record, one))
  const questionsPage = (
    <>
      {patient !== undefined && (
        <Section title={`Is this ${writeName(patient.patientName)}, ${patient.birthDate === null ? 'birth date not stated' : `born ${writeDate(patient.birthDate)}`}?`}>
          <Segmented label="Is this the patient?" choices={[{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'Another patient' }]} value={study.patientConfirmed ? 'yes' : null}
            onChange={value => { if (value === 'yes') editStudy('patient confirmed', { patientConfirmed: true }); else editStudy('patient not confirmed', { patientConfirmed: false, confirmedAtIso: null }) }} />
        </Section>
      )}
      <Section title="Level">
        <Segmented label="Level" choices={[{ value: 'C1-2', label: 'C1-2, count is correct' }]} value={study.level} onChange={level => { editStudy('level C1-2', { level }) }} />
      </Section>
      {hasVolume(series) && (
        <Section title="Body direction" className="ask">
          <Question label="Does the face point to A?" value={study.faceTowardsAnterior} onChange={value => { editStudy(`face points to A: ${value}`, { faceTowardsAnterior: value, ...(value === 'no' && { confirmedAtIso: null }) }) }} />
          {study.faceTowardsAnterior === 'no' && <Notice kind="stop">The face does not point to A. LEFT and RIGHT in this series may be swapped. Do not plan on it. Use another series.</Notice>}
          <Question label="Is the skull base toward H?" value={study.skullTowardsHead} onChange={value => { editStudy(`skull base toward H: ${value}`, { skullTowardsHead: value, ...(value === 'no' && { confirmedAtIso: null }) }) }} />
          {study.skullTowardsHead === 'no' && <Notice kind="stop">The skull base does not lie toward H. LEFT and RIGHT in this series may be swapped. Do not plan on it. Use another series.</Notice>}
        </Section>
      )}
      <Section title="Side" end="the patient's">
        <Segmented className="sides" label="Side" choices={[{ value: 'LEFT', label: 'LEFT' }, { value: 'RIGHT', label: 'RIGHT' }]} value={study.side} onChange={side => { void editCase(`side ${side}`, before => withSide(before, side)) }} />
        {conflicts.map(conflict => <ConflictNotice key={conflict.key} conflict={conflict} operator={operator} />)}
        {document.plans.length > 0 && !confirmed && study.side !== null && <Notice kind="caution">A plan exists already. It is not moved to another side: check it after you confirm.</Notice>}
        {again !== null && <Notice kind="caution">{writeConfirmAgain(again, study.confirmedAtIso)} The answers of then are shown.</Notice>}
        {isOtherRecord && <Notice kind="caution">The open record is {record.side} {record.level}, begun on {writeDate(localDay(record.createdAtIso))}, before the day of these images. Confirming {study.side} turns that record to {study.side}, with what is in it. If it is of an earlier procedure: choose {record.side}, confirm and sign it, then choose {study.side}.</Notice>}
        {record !== null && record.signature !== null && study.side !== null && study.side !== record.side && !confirmed && <Notice kind="caution">The record of {record.side} {record.level} is signed and stays as it is. Confirming {study.side} begins a new record.</Notice>}
      </Section>
      <RunSection series={series} questions={questions} study={study} />
      {shownUid !== null && <NeedsSection seriesUid={shownUid} frame={frame} onCalibrate={openCalibration} />}
      {!isFrames && <LayoutSection />}
      {patient !== undefined && <KeptViewsSection caseId={patient.caseId} series={series} shownUid={shownUid} />}
      <OperatorSection operator={operator} />
    </>
  )
  return (
    <Panel
      title="Study and side" end={confirmed ? 'confirmed' : undefined}
      foot={confirmed
        ? <PrimaryButton label="Go to Plan" todo={[]} onPress={() => { goToStage('plan') }} />
        : <PrimaryButton label={study.side === null ? 'Confirm side' : `Confirm ${study.side} ${study.level ?? ''}`} todo={todo} running={saving ? 'Saving' : null} onPress={() => { if (shownUid !== null) void confirmSide(shownUid, operator) }} />}
    >
      {isFrames ? <XrayPages pathTitle="Side" path={questionsPage} shownUid={shownUid} frame={frame} /> : questionsPage}
    </Panel>
  )
}

/** What two things disagree; a person may say that he has asked the patient, and stays named beside it. */
function ConflictNotice({ conflict: { key, words, mayBeSettled }, operator }: { readonly conflict: SideConflict; readonly operator: string }) {
  const settle = (): void => {
    void editCase('side checked with the patient', document => ({ ...document, study: { ...document.study, sideChecked: { ...document.study.sideChecked, [key]: { by: operator, atIso: new Date().toISOString() } } } }))
  }
  return (
    <Notice kind="stop" action={mayBeSettled ? <button type="button" className="btn sm" disabled={operator === ''} onClick={settle}>{operator === '' ? 'Needs the operator’s name' : 'Checked with the patient: my answer is right'}</button> : undefined}>{words}</Notice>
  )
}

function Question({ label, value, onChange }: { readonly label: string; readonly value: 'yes' | 'no' | null; readonly onChange: (value: 'yes' | 'no') => void }) {
  return <div className="q"><span>{label}</span><Segmented label={label} choices={yesNo} value={value} onChange={onChange} /></div>
}
