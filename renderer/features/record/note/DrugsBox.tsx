import { IconPlus } from '@tabler/icons-react'
import { doseOf, JOINT_LIMIT_ML, jointVolumeMl, type DrugGiven } from '#shared/procedure/note/drugGiven.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { NoteSections } from '#shared/procedure/note/noteSections.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { writeAmount } from '#shared/reporting/words.ts'
import { Notice } from '#renderer/ui/index.ts'
import { DrugRow } from './DrugRow.tsx'
import { TextField } from './fields.tsx'
import { KNOWN_DRUGS } from './knownDrugs.ts'
import { CONTRAST_SOURCE, contrastGiven } from './offers.ts'
import { SectionBox } from './SectionBox.tsx'
import type { NoteScreen } from './useNoteScreen.ts'

type Injectate = NoteSections['injectate']

export function DrugsBox({ screen }: { readonly screen: NoteScreen }) {
  const { injectate } = screen.state.note
  return <SectionBox screen={screen} section="injectate" read={injectate === null ? null : <Read injectate={injectate} state={screen.state} />} form={() => <Form screen={screen} injectate={injectate ?? emptySections.injectate} />} />
}

const unitOf = ({ place }: DrugGiven): string => (place === 'contrast' ? 'mg I' : 'mg')
/** Where a drug came from, as far as it is still the one that the decision names. */
function sourceOf(drug: DrugGiven, { assessments }: RecordState): string | null {
  return contrastGiven(assessments).some(({ name, volumeMl }) => drug.place === 'contrast' && name === drug.name && volumeMl === drug.volumeMl) ? CONTRAST_SOURCE : null
}

/** A figure that follows from the two others is marked so. */
const Figure = ({ value, unit, isComputed }: { readonly value: number | null; readonly unit: string; readonly isComputed: boolean }) =>
  value === null ? <span className="soft">open</span> : isComputed ? <i className="comp" title="computed from the two others">= {writeAmount(value)} {unit}<span className="sr">, computed</span></i> : <>{writeAmount(value)} {unit}</>

function Read({ injectate, state }: { readonly injectate: Injectate; readonly state: RecordState }) {
  const { drugs, limitReason } = injectate
  const volumeMl = jointVolumeMl(drugs)
  const steroids = drugs.filter(({ isSteroid }) => isSteroid)
  const noContrast = injectate.noContrastReason ?? ''
  return (
    <>
      <table className="tb">
        <thead><tr><th scope="col">Drug</th><th scope="col">Strength</th><th scope="col" className="r">Volume</th><th scope="col" className="r">Dose</th></tr></thead>
        <tbody>{drugs.map((drug, at) => {
          const amounts = doseOf(drug)
          const shown = amounts.kind === 'complete' ? amounts : { ...drug, computed: null }
          const source = sourceOf(drug, state)
          return (
            <tr key={at} title={source ?? undefined}>
              <td>{drug.name}{drug.place === 'skin' ? ', skin' : ''}{source !== null && <span className="sr">, {source}</span>}</td>
              <td><Figure value={shown.strengthMgPerMl} unit={`${unitOf(drug)}/mL`} isComputed={shown.computed === 'strength'} /></td>
              <td className="r"><Figure value={shown.volumeMl} unit="mL" isComputed={shown.computed === 'volume'} /></td>
              <td className="r">{amounts.kind === 'disagree' ? <span className="stop">{drug.doseMg === null ? '' : writeAmount(drug.doseMg)} {unitOf(drug)}, not {writeAmount(amounts.expectedDoseMg)}</span> : <Figure value={shown.doseMg} unit={unitOf(drug)} isComputed={shown.computed === 'dose'} />}</td>
            </tr>
          )
        })}</tbody>
        {drugs.some(({ place }) => place !== 'skin') && <tfoot><tr><td colSpan={2}>Total in the joint</td><td className="r">{volumeMl === null ? 'open' : <b className={volumeMl > JOINT_LIMIT_ML ? 'caution' : ''}>{writeAmount(volumeMl)} mL</b>}</td><td className="r">limit {JOINT_LIMIT_ML} mL</td></tr></tfoot>}
      </table>
      {steroids.map(({ name, particulate }) => <p key={name} className={particulate === 'no' ? 'nt' : 'nt caution'}>{name}{particulate === null ? ': particulate or not is not answered.' : particulate === 'no' ? ' is non-particulate.' : ' is particulate.'}</p>)}
      {limitReason !== '' && <p className="nt">Above the limit because: {limitReason}</p>}
      {noContrast !== '' && <p className="nt">No contrast because: {noContrast}</p>}
    </>
  )
}

const newDrug: DrugGiven = { name: '', place: 'joint', strengthMgPerMl: null, volumeMl: null, doseMg: null, particulate: null, isSteroid: false, lot: '' }

function Form({ screen, injectate }: { readonly screen: NoteScreen; readonly injectate: Injectate }) {
  const set = (change: Partial<Injectate>): void => { screen.write({ section: 'injectate', content: { ...injectate, ...change } }) }
  const { drugs } = injectate
  const volumeMl = jointVolumeMl(drugs)
  const isAbove = volumeMl !== null && volumeMl > JOINT_LIMIT_ML
  const hasAllergyStop = screen.missing.some(({ id }) => id.startsWith('allergy.'))
  const noContrast = injectate.noContrastReason ?? ''
  return (
    <>
      {drugs.map((drug, at) => (
        <DrugRow
          key={at} drug={drug} number={at + 1} source={sourceOf(drug, screen.state)} onChange={(next) => { set({ drugs: drugs.map((one, each) => (each === at ? next : one)) }) }}
          onRemove={() => { set({ drugs: drugs.filter((_one, each) => each !== at) }) }}
        />
      ))}
      {drugs.length < 24 && <AddDrug onAdd={(drug) => { set({ drugs: [...drugs, drug] }) }} />}
      <datalist id="known-drugs">{KNOWN_DRUGS.map(({ label }) => <option key={label} value={label} />)}</datalist>
      {(isAbove || injectate.limitReason !== '') && (
        <div className="nf wide">
          {isAbove && <Notice kind="caution">Volume: {writeAmount(volumeMl)} mL in the joint is above {JOINT_LIMIT_ML} mL set for this site. Change it or give a reason.</Notice>}
          <TextField label="Above the limit because" value={injectate.limitReason} maxLength={500} onChange={(limitReason) => { set({ limitReason }) }} />
        </div>
      )}
      {(hasAllergyStop || (injectate.despiteAllergyReason ?? '') !== '') && <TextField label="Given despite the allergy because" value={injectate.despiteAllergyReason ?? ''} maxLength={500} onChange={(despiteAllergyReason) => { set({ despiteAllergyReason }) }} />}
      {(noContrast !== '' || screen.state.assessments.length === 0) && <TextField label="No contrast was given because" value={noContrast} maxLength={500} onChange={(noContrastReason) => { set({ noContrastReason }) }} />}
    </>
  )
}

/** A drug needs a name before it can be written. */
function AddDrug({ onAdd }: { readonly onAdd: (drug: DrugGiven) => void }) {
  return (
    <div className="nf wide add-drug">
      <span className="nf-l"><IconPlus className="i i-sm" aria-hidden /> Add a drug</span>
      <TextField bare isAction label="Add a drug, by name" placeholder="Name, as: Dexamethasone 4 mg/mL" list="known-drugs" value="" maxLength={120} onChange={(typed) => { onAdd({ ...newDrug, ...drugNamed(typed) }) }} />
    </div>
  )
}

/** What a known name says: its strength, and whether it is a steroid. Whether it is particulate is asked. */
function drugNamed(typed: string): Pick<DrugGiven, 'name'> & Partial<DrugGiven> {
  const known = KNOWN_DRUGS.find(({ label }) => label.toLowerCase() === typed.toLowerCase())
  if (known !== undefined) return known.drug
  const strength = /^(.*?)\s+(\d+(?:[.,]\d+)?)\s*mg\s*\/\s*mL$/iu.exec(typed)
  return strength?.[1] === undefined || strength[2] === undefined ? { name: typed } : { name: strength[1], strengthMgPerMl: Number(strength[2].replace(',', '.')) }
}
