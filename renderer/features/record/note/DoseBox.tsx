import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { NoteSections } from '#shared/procedure/note/noteSections.ts'
import { NumberField, TextField } from './fields.tsx'
import { SectionBox } from './SectionBox.tsx'
import type { NoteScreen } from './useNoteScreen.ts'

type Dose = NoteSections['dose']
type Figure = { readonly name: 'fluoroscopyTimeS' | 'airKermaMGy' | 'doseAreaProductGyCm2' | 'runs' | 'frames' | 'ctdiVolMGy' | 'doseLengthProductMGyCm' | 'scans'; readonly label: string; readonly unit: string; readonly whole?: true; readonly ct?: true }

const figures: readonly Figure[] = [
  { name: 'fluoroscopyTimeS', label: 'Fluoroscopy time', unit: 's' }, { name: 'airKermaMGy', label: 'Air kerma', unit: 'mGy' }, { name: 'doseAreaProductGyCm2', label: 'Dose area product', unit: 'Gy·cm²' },
  { name: 'runs', label: 'Runs', unit: '', whole: true }, { name: 'frames', label: 'Frames', unit: '', whole: true },
  { name: 'ctdiVolMGy', label: 'CTDIvol', unit: 'mGy', ct: true }, { name: 'doseLengthProductMGyCm', label: 'CT dose length', unit: 'mGy·cm', ct: true }, { name: 'scans', label: 'CT scans', unit: '', whole: true, ct: true },
]

export function DoseBox({ screen }: { readonly screen: NoteScreen }) {
  const { dose } = screen.state.note
  return <SectionBox screen={screen} section="dose" remarks={screen.dose.remarks} small={dose?.source === 'doseReport' ? 'from the dose report' : dose?.source === 'typed' ? 'typed' : ''} read={dose === null ? null : <Read dose={dose} />} form={() => <Form screen={screen} dose={dose ?? emptySections.dose} />} />
}

function Read({ dose }: { readonly dose: Dose }) {
  const stated = figures.filter(({ name }) => dose[name] !== null)
  const reason = dose.notStatedReason ?? ''
  return (
    <>
      <ul className="d4">{stated.map(({ name, label, unit }) => <li key={name}><b>{String(dose[name])}</b> {unit}<span>{label}</span></li>)}</ul>
      {reason !== '' && <p className="nt">Not stated: {reason}</p>}
      {stated.length === 0 && reason === '' && <p className="nt">No figure is written.</p>}
    </>
  )
}

function Form({ screen, dose }: { readonly screen: NoteScreen; readonly dose: Dose }) {
  const guidance = screen.state.note.technique?.guidance ?? []
  const byCt = guidance.includes('ct') || guidance.includes('ctFluoroscopy')
  const byX = guidance.length === 0 || guidance.includes('fluoroscopy') || guidance.includes('coneBeamCt')
  // A figure that was typed is no longer the report's.
  const set = (change: Partial<Dose>): void => { screen.write({ section: 'dose', content: { ...dose, source: 'typed', reportSopInstanceUid: null, ...change } }) }
  const shown = figures.filter(({ name, ct }) => (ct === true ? byCt || guidance.length === 0 : byX) || dose[name] !== null)
  return (
    <>
      {shown.map(({ name, label, unit, whole }) => <NumberField key={name} label={label} unit={unit} min={0} max={whole === true ? 1000 : 1e6} whole={whole === true} value={dose[name]} onChange={(value) => { set({ [name]: value }) }} />)}
      <TextField label="No dose is stated because" value={dose.notStatedReason ?? ''} maxLength={500} onChange={(notStatedReason) => { set({ notStatedReason }) }} />
    </>
  )
}
