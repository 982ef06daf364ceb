import { allergenWords, breastFeedings, noYes, pregnancies, wordsOf, yesNo } from '#shared/procedure/note/answerWords.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import { allergens, type NoteSections } from '#shared/procedure/note/noteSections.ts'
import { writeDate } from '#renderer/features/case/index.ts'
import { AgentRows } from './AgentRows.tsx'
import { ChoiceField, NumberField, TextField } from './fields.tsx'
import { localDay } from '#shared/localDay.ts'
import { PLAN_SOURCE } from './offers.ts'
import { Rows } from './Rows.tsx'
import { SectionBox } from './SectionBox.tsx'
import type { NoteScreen } from './useNoteScreen.ts'

type Checks = NoteSections['checks']

export function ChecksBox({ screen }: { readonly screen: NoteScreen }) {
  const { checks } = screen.state.note
  return <SectionBox screen={screen} section="checks" read={checks === null ? null : <Read checks={checks} />} form={() => <Form screen={screen} checks={checks ?? emptySections.checks} />} />
}

function Read({ checks }: { readonly checks: Checks }) {
  const { anticoagulants, allergies, consent, steroidInTwelveMonths: steroid } = checks
  const known = allergens.filter((allergen) => allergies[allergen] === 'yes').map((allergen) => allergenWords[allergen])
  const open = allergens.filter((allergen) => allergies[allergen] === null)
  const found = (['infection', 'bleedingDisorder', 'diabetes'] as const).filter((name) => checks[name] === 'yes').map((name) => ({ infection: 'Infection', bleedingDisorder: 'Bleeding disorder', diabetes: 'Diabetes' })[name])
  const denied = [checks.infection, checks.bleedingDisorder, checks.diabetes].every((said) => said === 'no')
  return (
    <Rows
      asked={['Blood thinners', 'Allergies', 'Consent']}
      rows={[
        ['Blood thinners', anticoagulants.taken === 'no' ? 'None taken' : anticoagulants.taken === null ? null : anticoagulants.agents.map(({ name, lastDoseWords }) => `${name}${lastDoseWords === '' ? '' : `, last ${lastDoseWords}`}`).join('; ') || 'Taken, not named'],
        ['Allergies', known.length > 0 || allergies.others !== '' ? [...known, allergies.others].filter((part) => part !== '').join(', ') : open.length === 0 ? 'None known' : open.length < allergens.length ? `${open.map((allergen) => allergenWords[allergen]).join(', ')}: not answered` : null],
        ['Consent', consent.given === 'yes' ? ['Given', consent.by, consent.onDate === null ? '' : writeDate(consent.onDate)].filter((part) => part !== '').join(', ') : consent.given === 'no' ? 'Not given' : null],
        ['Pregnancy', wordsOf(pregnancies, checks.pregnancy)], ['Breast-feeding', wordsOf(breastFeedings, checks.breastFeeding)],
        ['Known', found.length > 0 ? found.join(', ') : denied ? 'No infection, bleeding disorder or diabetes' : null],
        ['Steroid in a year', steroid.given === 'yes' ? [steroid.totalMg === null ? 'given' : `${String(steroid.totalMg)} mg`, steroid.words].filter((part) => part !== '').join(', ') : steroid.given === 'no' ? 'None given' : null],
        ['Sedation', checks.sedationPlanned === null ? null : checks.sedationPlanned === 'no' ? 'Not planned' : `Planned${checks.fastingHours === null ? '' : `, fasting ${String(checks.fastingHours)} h`}${checks.escort === 'yes' ? ', escort' : ''}`],
        ['Artery variants', checks.arteryVariantsLookedFor === null ? null : checks.arteryVariantsLookedFor === 'yes' ? 'Looked for' : 'Not looked for'],
        ['Earlier blocks', checks.earlierBlocks], ['Neurology', checks.neurology],
      ]}
    />
  )
}

function Form({ screen, checks }: { readonly screen: NoteScreen; readonly checks: Checks }) {
  const set = (change: Partial<Checks>): void => { screen.write({ section: 'checks', content: { ...checks, ...change } }) }
  const { consent, anticoagulants } = checks
  const by = consent.by === '' ? screen.operator : consent.by
  return (
    <>
      <div className="nf-q">
        <button type="button" className="btn sm" onClick={() => { set({ anticoagulants: { ...anticoagulants, taken: 'no', agents: [] } }) }}>No blood thinners</button>
        <button type="button" className="btn sm" onClick={() => { set({ allergies: { ...checks.allergies, contrast: 'no', steroid: 'no', anaesthetic: 'no', latex: 'no', chlorhexidine: 'no' } }) }}>No allergy to contrast, steroid, anaesthetic, latex, chlorhexidine</button>
        <button type="button" className="btn sm" onClick={() => { set({ consent: { given: 'yes', by, onDate: localDay(new Date()) } }) }}>Consent given today{by === '' ? '' : `, to ${by}`}</button>
        <button type="button" className="btn sm" onClick={() => { set({ infection: 'no', bleedingDisorder: 'no', diabetes: 'no' }) }}>No infection, bleeding disorder or diabetes</button>
      </div>
      <ChoiceField label="Blood thinners taken" answers={noYes} value={anticoagulants.taken} onChange={(taken) => { set({ anticoagulants: { ...anticoagulants, taken } }) }} />
      {anticoagulants.taken === 'yes' && <AgentRows anticoagulants={anticoagulants} onChange={(next) => { set({ anticoagulants: next }) }} />}
      <Allergies checks={checks} set={set} />
      <ChoiceField label="Consent given" answers={yesNo} value={consent.given} onChange={(given) => { set({ consent: { ...consent, given } }) }} />
      <TextField label="Consent taken by" wide={false} value={consent.by} maxLength={200} onChange={(value) => { set({ consent: { ...consent, by: value } }) }} />
      <Illnesses checks={checks} set={set} />
      <Sedation checks={checks} set={set} />
      <ChoiceField label="Artery variants looked for" answers={yesNo} value={checks.arteryVariantsLookedFor} source={checks.arteryVariantsLookedFor !== null && checks.arteryVariantsLookedFor === screen.state.acceptedPlan?.arteryVariantsLookedFor ? PLAN_SOURCE : null} onChange={(arteryVariantsLookedFor) => { set({ arteryVariantsLookedFor }) }} />
      <TextField label="Earlier blocks and their relief" value={checks.earlierBlocks} maxLength={1000} onChange={(earlierBlocks) => { set({ earlierBlocks }) }} />
      <TextField label="Neurology before" value={checks.neurology} maxLength={1000} onChange={(neurology) => { set({ neurology }) }} />
    </>
  )
}

type PartProps = { readonly checks: Checks; readonly set: (change: Partial<Checks>) => void }

const Allergies = ({ checks: { allergies }, set }: PartProps) => (
  <>
    {allergens.map((allergen) => <ChoiceField key={allergen} label={`Allergy: ${allergenWords[allergen].toLowerCase()}`} answers={noYes} value={allergies[allergen]} onChange={(said) => { set({ allergies: { ...allergies, [allergen]: said } }) }} />)}
    <TextField label="Other allergies, and what happened" value={allergies.others} maxLength={500} onChange={(others) => { set({ allergies: { ...allergies, others } }) }} />
  </>
)

const Illnesses = ({ checks, set }: PartProps) => (
  <>
    <ChoiceField label="Pregnancy" wide answers={pregnancies} value={checks.pregnancy} onChange={(pregnancy) => { set({ pregnancy }) }} />
    <ChoiceField label="Breast-feeding" wide answers={breastFeedings} value={checks.breastFeeding} onChange={(breastFeeding) => { set({ breastFeeding }) }} />
    <ChoiceField label="Infection or fever" answers={noYes} value={checks.infection} onChange={(infection) => { set({ infection }) }} />
    <ChoiceField label="Bleeding disorder" answers={noYes} value={checks.bleedingDisorder} onChange={(bleedingDisorder) => { set({ bleedingDisorder }) }} />
    <ChoiceField label="Diabetes" answers={noYes} value={checks.diabetes} onChange={(diabetes) => { set({ diabetes }) }} />
    <ChoiceField label="Steroid in the last 12 months" answers={noYes} value={checks.steroidInTwelveMonths.given} onChange={(given) => { set({ steroidInTwelveMonths: { ...checks.steroidInTwelveMonths, given } }) }} />
    {checks.steroidInTwelveMonths.given === 'yes' && <NumberField label="Steroid in total" unit="mg" min={0} max={100_000} value={checks.steroidInTwelveMonths.totalMg} onChange={(totalMg) => { set({ steroidInTwelveMonths: { ...checks.steroidInTwelveMonths, totalMg } }) }} />}
    {checks.steroidInTwelveMonths.given === 'yes' && <TextField label="Which steroid, and when" wide={false} value={checks.steroidInTwelveMonths.words} maxLength={200} onChange={(words) => { set({ steroidInTwelveMonths: { ...checks.steroidInTwelveMonths, words } }) }} />}
  </>
)

const Sedation = ({ checks, set }: PartProps) => (
  <>
    <ChoiceField label="Sedation planned" answers={noYes} value={checks.sedationPlanned} onChange={(sedationPlanned) => { set({ sedationPlanned }) }} />
    {checks.sedationPlanned === 'yes' && <NumberField label="Fasting for" unit="h" min={0} max={72} value={checks.fastingHours} onChange={(fastingHours) => { set({ fastingHours }) }} />}
    <ChoiceField label="Escort" answers={yesNo} value={checks.escort} onChange={(escort) => { set({ escort }) }} />
  </>
)
