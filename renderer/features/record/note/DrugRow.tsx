import { IconTrash } from '@tabler/icons-react'
import { drugPlaceAnswers, noYes, yesNo } from '#shared/procedure/note/answerWords.ts'
import { doseOf, type DrugGiven } from '#shared/procedure/note/drugGiven.ts'
import { writeAmount } from '#shared/reporting/words.ts'
import { Above, ChoiceField, NumberField, TextField } from './fields.tsx'

type DrugRowProps = { readonly drug: DrugGiven; readonly number: number; readonly source: string | null; readonly onChange: (drug: DrugGiven) => void; readonly onRemove: () => void }

/** One drug: of strength, volume and dose two are written, the third is computed and shown as such. */
export function DrugRow({ drug, number, source, onChange, onRemove }: DrugRowProps) {
  const amounts = doseOf(drug)
  const computed = (which: 'strength' | 'volume' | 'dose', value: number | null): string | undefined => (amounts.kind === 'complete' && amounts.computed === which && value !== null ? writeAmount(value) : undefined)
  const of = amounts.kind === 'complete' ? amounts : null
  const mg = drug.place === 'contrast' ? 'mg I' : 'mg'
  return (
    <div className="drug" role="group" aria-label={`Drug ${String(number)}, ${drug.name}${source === null ? '' : `, ${source}`}`} title={source ?? undefined}>
      <div className="drug-1">
        <Above label={`Drug ${String(number)}`}><TextField bare label={`Drug ${String(number)}`} value={drug.name} maxLength={120} onChange={(name) => { if (name !== '') onChange({ ...drug, name }) }} /></Above>
        <Above label="Strength"><NumberField bare label="Strength" name={`${drug.name}, strength`} unit={`${mg}/mL`} min={0.001} max={2000} value={drug.strengthMgPerMl} computed={computed('strength', of?.strengthMgPerMl ?? null)} onChange={(strengthMgPerMl) => { onChange({ ...drug, strengthMgPerMl }) }} /></Above>
        <Above label="Volume"><NumberField bare label="Volume" name={`${drug.name}, volume`} unit="mL" min={0.001} max={100} value={drug.volumeMl} computed={computed('volume', of?.volumeMl ?? null)} onChange={(volumeMl) => { onChange({ ...drug, volumeMl }) }} /></Above>
        <Above label="Dose"><NumberField bare label="Dose" name={`${drug.name}, dose`} unit={mg} min={0.001} max={100_000} value={drug.doseMg} computed={computed('dose', of?.doseMg ?? null)} onChange={(doseMg) => { onChange({ ...drug, doseMg }) }} /></Above>
        <button type="button" className="vp-x" aria-label={`Take ${drug.name} away`} onClick={onRemove}><IconTrash size="1.1rem" aria-hidden /></button>
      </div>
      {amounts.kind === 'disagree' && <p className="nf-e" role="alert">{drug.name}: strength times volume is {writeAmount(amounts.expectedDoseMg)} {mg}, and {drug.doseMg === null ? '' : writeAmount(drug.doseMg)} {mg} is written. Correct one of the three.</p>}
      <div className="drug-2">
        <ChoiceField label="Into" name={`${drug.name}, into`} answers={drugPlaceAnswers} value={drug.place} onChange={(place) => { onChange({ ...drug, place }) }} />
        {drug.place !== 'contrast' && <ChoiceField label="Steroid" name={`${drug.name}, steroid`} answers={noYes} value={drug.isSteroid ? 'yes' : 'no'} onChange={(said) => { onChange({ ...drug, isSteroid: said === 'yes', particulate: said === 'yes' ? drug.particulate : null }) }} />}
        {drug.isSteroid && <ChoiceField label="Particulate" name={`${drug.name}, particulate`} answers={yesNo} value={drug.particulate} onChange={(particulate) => { onChange({ ...drug, particulate }) }} />}
        <TextField label="Lot" wide={false} value={drug.lot} maxLength={64} onChange={(lot) => { onChange({ ...drug, lot }) }} />
      </div>
    </div>
  )
}
