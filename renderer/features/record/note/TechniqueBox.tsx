import { approaches, aspirations, guidances, noYes, positions, targetThirds, wordsOf, yesNo } from '#shared/procedure/note/answerWords.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { NoteSections } from '#shared/procedure/note/noteSections.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { ChoiceField, NumberField, TextField, TicksField } from './fields.tsx'
import { needleWords, PLAN_SOURCE, plannedTechnique } from './offers.ts'
import { Rows } from './Rows.tsx'
import { SectionBox } from './SectionBox.tsx'
import type { NoteScreen } from './useNoteScreen.ts'

type Technique = NoteSections['technique']

export function TechniqueBox({ screen }: { readonly screen: NoteScreen }) {
  const { technique } = screen.state.note
  return <SectionBox screen={screen} section="technique" read={technique === null ? null : <Read technique={technique} state={screen.state} />} form={() => <Form screen={screen} technique={technique ?? emptySections.technique} />} />
}

/** Where the values came from, as far as they are still those of the accepted plan. */
function sources(technique: Technique, state: RecordState): { readonly needle: string | null; readonly approach: string | null } {
  const planned = plannedTechnique(state)
  const isNeedle = planned !== null && planned.needle.gauge !== null && planned.needle.gauge === technique.needle.gauge && planned.needle.lengthMm === technique.needle.lengthMm
  return { needle: isNeedle ? PLAN_SOURCE : null, approach: technique.approach !== null && planned?.approach === technique.approach ? PLAN_SOURCE : null }
}

function Read({ technique, state }: { readonly technique: Technique; readonly state: RecordState }) {
  const { position, approach, guidance, needle, passes, paraesthesia, aspiration, depthSeenOnLateral, digitalSubtraction } = technique
  const from = sources(technique, state)
  const approachSaid = wordsOf(approaches, approach)
  return (
    <Rows
      asked={['Guidance']}
      rows={[
        ['Position', wordsOf(positions, position)], ['Approach', approachSaid === null ? null : `${approachSaid}, ${state.side} ${state.level}`, from.approach],
        ['Guidance', guidance.map((one) => wordsOf(guidances, one)).join(', ')], ['Views', technique.views],
        ['Needle', [needleWords(needle), passes === null ? '' : `${String(passes)} ${passes === 1 ? 'pass' : 'passes'}`].filter((part) => part !== '').join(', '), from.needle],
        ['Target', technique.targetThird === null ? null : `${wordsOf(targetThirds, technique.targetThird) ?? ''} third`],
        ['Paraesthesia', paraesthesia === null ? null : paraesthesia === 'no' ? 'None' : 'Yes'], ['Aspiration', wordsOf(aspirations, aspiration)],
        ['Depth on lateral', depthSeenOnLateral === null ? null : depthSeenOnLateral === 'yes' ? 'Seen' : 'Not seen'], ['Subtraction', digitalSubtraction === null ? null : digitalSubtraction === 'yes' ? 'Used' : 'Not used'],
        ['Skin', technique.skinPreparation], ['Comment', technique.comment],
      ]}
    />
  )
}

function Form({ screen, technique }: { readonly screen: NoteScreen; readonly technique: Technique }) {
  const set = (change: Partial<Technique>): void => { screen.write({ section: 'technique', content: { ...technique, ...change } }) }
  const from = sources(technique, screen.state)
  const { needle } = technique
  return (
    <>
      <TicksField label="Guidance" answers={guidances} values={technique.guidance} onChange={(guidance) => { set({ guidance: [...guidance] }) }} />
      <ChoiceField label="Position" wide answers={positions} value={technique.position} onChange={(position) => { set({ position }) }} />
      <ChoiceField label="Approach" wide answers={approaches} value={technique.approach} source={from.approach} onChange={(approach) => { set({ approach }) }} />
      <NumberField label="Needle, gauge" unit="G" min={14} max={30} whole value={needle.gauge} source={from.needle} onChange={(gauge) => { set({ needle: { ...needle, gauge } }) }} />
      <NumberField label="Needle, length" unit="mm" min={1} max={400} value={needle.lengthMm} source={from.needle} onChange={(lengthMm) => { set({ needle: { ...needle, lengthMm } }) }} />
      <TextField label="Needle, tip" wide={false} value={needle.tip} maxLength={64} onChange={(tip) => { set({ needle: { ...needle, tip } }) }} />
      <NumberField label="Passes" unit="" min={0} max={1000} whole value={technique.passes} onChange={(passes) => { set({ passes }) }} />
      <ChoiceField label="Third of the joint" answers={targetThirds} wide value={technique.targetThird} onChange={(targetThird) => { set({ targetThird }) }} />
      <ChoiceField label="Aspiration" wide answers={aspirations} value={technique.aspiration} onChange={(aspiration) => { set({ aspiration }) }} />
      <ChoiceField label="Paraesthesia" answers={noYes} value={technique.paraesthesia} onChange={(paraesthesia) => { set({ paraesthesia }) }} />
      <ChoiceField label="Depth seen on a lateral" answers={yesNo} value={technique.depthSeenOnLateral} onChange={(depthSeenOnLateral) => { set({ depthSeenOnLateral }) }} />
      <ChoiceField label="Digital subtraction" answers={yesNo} value={technique.digitalSubtraction} onChange={(digitalSubtraction) => { set({ digitalSubtraction }) }} />
      <TextField label="Skin preparation" wide={false} value={technique.skinPreparation} maxLength={200} onChange={(skinPreparation) => { set({ skinPreparation }) }} />
      <TextField label="Views, with their angles" value={technique.views} maxLength={500} onChange={(views) => { set({ views }) }} />
      <TextField label="Comment" value={technique.comment} maxLength={2000} onChange={(comment) => { set({ comment }) }} />
    </>
  )
}
