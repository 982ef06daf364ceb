import { complicationAnswers, dispositions, neurologies, wordsOf, yesNo } from '#shared/procedure/note/answerWords.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { Complication, NoteSections } from '#shared/procedure/note/noteSections.ts'
import { writeClock } from '#renderer/features/case/index.ts'
import { ChoiceField, TextField, TicksField } from './fields.tsx'
import { dayUnlessToday } from './dayUnlessToday.ts'
import { procedureDay } from './procedureDay.ts'
import { Rows } from './Rows.tsx'
import { SectionBox } from './SectionBox.tsx'
import { TimeField } from './TimeField.tsx'
import type { NoteScreen } from './useNoteScreen.ts'

type After = NoteSections['after']

export function AfterBox({ screen }: { readonly screen: NoteScreen }) {
  const { after } = screen.state.note
  return <SectionBox screen={screen} section="after" read={after === null ? null : <Read after={after} />} form={() => <Form screen={screen} after={after ?? emptySections.after} />} />
}

const Read = ({ after }: { readonly after: After }) => (
  <Rows
    asked={['Complications']}
    rows={[
      ['Complications', after.complications.map(({ what, words, atIso }) => [what === 'none' ? 'None seen' : wordsOf(complicationAnswers, what), words, atIso === null ? '' : [dayUnlessToday(atIso), writeClock(new Date(atIso))].join(' ').trim()].filter((part) => part !== '').join(', ')).join('; ')],
      ['Neurology', after.neurology === null ? null : [wordsOf(neurologies, after.neurology), after.neurologyWords].filter((part) => part !== '').join(', ')],
      ['Vital signs', after.vitalSigns],
      ['Leaves', [wordsOf(dispositions, after.disposition), after.instructionsGiven === 'yes' ? 'instructions given' : after.instructionsGiven === 'no' ? 'instructions not given' : null].filter((part) => part !== null).join(', ')],
      ['Follow-up', after.followUp],
    ]}
  />
)

/** "None" and a complication cannot both be: the one that was ticked last stands. */
function withTicked(now: After['complications'], ticked: readonly Complication[]): After['complications'] {
  const added = ticked.find((what) => !now.some((one) => one.what === what))
  const kept = added === 'none' ? ['none' as const] : added === undefined ? ticked : ticked.filter((what) => what !== 'none')
  return kept.map((what) => now.find((one) => one.what === what) ?? { what, words: '', atIso: null })
}

function Form({ screen, after }: { readonly screen: NoteScreen; readonly after: After }) {
  const set = (change: Partial<After>): void => { screen.write({ section: 'after', content: { ...after, ...change } }) }
  const setOne = (what: Complication, change: Partial<After['complications'][number]>): void => { set({ complications: after.complications.map((one) => (one.what === what ? { ...one, ...change } : one)) }) }
  return (
    <>
      <TicksField label="Complications" answers={complicationAnswers} values={after.complications.map(({ what }) => what)} onChange={(ticked) => { set({ complications: withTicked(after.complications, ticked) }) }} />
      {after.complications.filter(({ what }) => what !== 'none').map(({ what, words, atIso }) => {
        const name = wordsOf(complicationAnswers, what) ?? ''
        return (
          <div key={what} className="nf wide agent">
            <TextField bare label={`${name}, in words`} placeholder={`${name}: what happened`} value={words} maxLength={500} onChange={(next) => { setOne(what, { words: next }) }} />
            <TimeField bare label={name} name={`${name}, time`} value={atIso} day={procedureDay(screen.state, new Date())} onChange={(next) => { setOne(what, { atIso: next }) }} />
          </div>
        )
      })}
      <ChoiceField label="Neurology" answers={neurologies} wide value={after.neurology} onChange={(neurology) => { set({ neurology }) }} />
      <TextField label="Neurology in words" value={after.neurologyWords} maxLength={500} onChange={(neurologyWords) => { set({ neurologyWords }) }} />
      <TextField label="Vital signs" value={after.vitalSigns} maxLength={500} onChange={(vitalSigns) => { set({ vitalSigns }) }} />
      <ChoiceField label="Goes to" wide answers={dispositions} value={after.disposition} onChange={(disposition) => { set({ disposition }) }} />
      <ChoiceField label="Instructions given" answers={yesNo} value={after.instructionsGiven} onChange={(instructionsGiven) => { set({ instructionsGiven }) }} />
      <TextField label="Follow-up" value={after.followUp} maxLength={1000} onChange={(followUp) => { set({ followUp }) }} />
    </>
  )
}
