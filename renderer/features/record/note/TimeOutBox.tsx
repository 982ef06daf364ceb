import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { identifierAnswers, sides, wordsOf, yesNo } from '#shared/procedure/note/answerWords.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { NoteSections } from '#shared/procedure/note/noteSections.ts'
import { writeClockSeconds } from '#renderer/features/case/index.ts'
import { ChoiceField, TextField, TicksField } from './fields.tsx'
import { dayUnlessToday } from './dayUnlessToday.ts'
import { procedureDay } from './procedureDay.ts'
import { SectionBox } from './SectionBox.tsx'
import { TimeField } from './TimeField.tsx'
import type { NoteScreen } from './useNoteScreen.ts'

type TimeOut = NoteSections['timeOut']
const agreements = [['procedureAgreed', 'Procedure agreed'], ['positionAgreed', 'Position agreed'], ['imagesOfThisPatient', 'Images are of this patient'], ['allergiesSaid', 'Allergies said']] as const

export function TimeOutBox({ screen }: { readonly screen: NoteScreen }) {
  const { timeOut } = screen.state.note
  return <SectionBox screen={screen} section="timeOut" small={timeOut?.atIso === null || timeOut === null ? '' : `${[dayUnlessToday(timeOut.atIso), writeClockSeconds(new Date(timeOut.atIso))].join(' ').trim()}${timeOut.by === '' ? '' : `, ${timeOut.by}`}`} read={timeOut === null ? null : <Read timeOut={timeOut} />} form={() => <Form screen={screen} timeOut={timeOut ?? emptySections.timeOut} />} />
}

function Read({ timeOut }: { readonly timeOut: TimeOut }) {
  const { identifiersChecked, side, skinMark, implants } = timeOut
  const said: readonly (readonly [string, boolean])[] = [
    [identifiersChecked.length === 0 ? 'Identifiers not checked' : identifiersChecked.map((one) => wordsOf(identifierAnswers, one)).join(', '), identifiersChecked.length >= 2],
    [`Side said: ${side ?? 'not answered'}`, side !== null], [`Skin mark: ${skinMark ?? 'not answered'}`, skinMark !== null],
    ...agreements.map(([name, words]) => [timeOut[name] === null ? `${words}: not answered` : timeOut[name] === 'no' ? `${words}: No` : words, timeOut[name] === 'yes'] as const),
  ]
  return (
    <>
      <ul className="tk">{said.map(([words, isDone]) => <li key={words}>{isDone ? <IconCheck className="i i-sm ok" aria-hidden /> : <IconAlertTriangle className="i i-sm caution" aria-hidden />}{words}</li>)}</ul>
      {implants !== '' && <p className="nt">Implants: {implants}</p>}
    </>
  )
}

function Form({ screen, timeOut }: { readonly screen: NoteScreen; readonly timeOut: TimeOut }) {
  const set = (change: Partial<TimeOut>): void => { screen.write({ section: 'timeOut', content: { ...timeOut, ...change } }) }
  const by = timeOut.by === '' ? screen.operator : timeOut.by
  return (
    <>
      <div className="nf-q">
        <button type="button" className="btn sm" onClick={() => { set({ atIso: new Date().toISOString(), by }) }}>Time-out now{by === '' ? '' : `, by ${by}`}</button>
        <button type="button" className="btn sm" onClick={() => { set({ identifiersChecked: ['name', 'birthDate'] }) }}>Name and birth date checked</button>
        <button type="button" className="btn sm" onClick={() => { set({ procedureAgreed: 'yes', positionAgreed: 'yes', imagesOfThisPatient: 'yes', allergiesSaid: 'yes' }) }}>Procedure, position, images and allergies: all agreed</button>
      </div>
      <TimeField label="Time of the time-out" value={timeOut.atIso} day={procedureDay(screen.state, new Date())} onChange={(atIso) => { set({ atIso }) }} />
      <TextField label="By" wide={false} value={timeOut.by} maxLength={200} onChange={(value) => { set({ by: value }) }} />
      <TicksField label="Identifiers checked, two are needed" answers={identifierAnswers} values={timeOut.identifiersChecked} onChange={(identifiersChecked) => { set({ identifiersChecked: [...identifiersChecked] }) }} />
      <ChoiceField label="Side, as said aloud" answers={sides} value={timeOut.side} onChange={(side) => { set({ side }) }} />
      <ChoiceField label="Skin mark" answers={sides} value={timeOut.skinMark} onChange={(skinMark) => { set({ skinMark }) }} />
      {agreements.map(([name, words]) => <ChoiceField key={name} label={words} answers={yesNo} value={timeOut[name]} onChange={(said) => { set({ [name]: said }) }} />)}
      <TextField label="Implants" value={timeOut.implants} maxLength={500} onChange={(implants) => { set({ implants }) }} />
    </>
  )
}
