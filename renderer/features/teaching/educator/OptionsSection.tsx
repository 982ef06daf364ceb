import { Section, Segmented } from '#renderer/ui/index.ts'
import type { DeidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import type { DraftDocument } from '#shared/teaching/draft.ts'
import type { DraftEdit } from './draftStore.ts'
import { LeftField } from './LeftField.tsx'

type OptionsSectionProps = { readonly document: DraftDocument; readonly onEdit: DraftEdit }
type Switch = { readonly [Name in keyof DeidentifyOptions]: DeidentifyOptions[Name] extends boolean ? Name : never }[keyof DeidentifyOptions]

const switches: readonly { readonly name: Switch; readonly words: string }[] = [
  { name: 'cleanPixelData', words: 'Cover text in pictures' },
  { name: 'cleanGraphics', words: 'Clean graphics' },
  { name: 'cleanStructuredContent', words: 'Clean structured content' },
  { name: 'cleanDescriptors', words: 'Clean descriptions' },
  { name: 'keepPatientCharacteristics', words: 'Keep age, sex, size' },
  { name: 'keepSafePrivate', words: 'Keep private attributes known as harmless' },
  { name: 'keepDeviceIdentity', words: 'Keep the device’s identity' },
  { name: 'keepInstitutionIdentity', words: 'Keep the institution’s identity' },
]

/** How the copy loses its identity; shipped as for teaching. */
export function OptionsSection({ document, onEdit }: OptionsSectionProps) {
  const { options } = document
  const set = (step: string, change: Partial<DeidentifyOptions>): void => { onEdit(step, (now) => ({ kind: 'options', options: { ...now.options, ...change } })) }
  const { keptExtent } = options
  const setExtent = (which: 'fromLpsZMm' | 'toLpsZMm', typed: string): void => {
    const value = typed.trim() === '' ? null : Number(typed.trim().replace('−', '-').replace(',', '.'))
    if (value === null) return set('whole extent', { keptExtent: null })
    if (!Number.isFinite(value)) return
    set('kept extent', { keptExtent: { fromLpsZMm: keptExtent?.fromLpsZMm ?? value, toLpsZMm: keptExtent?.toLpsZMm ?? value, [which]: value } })
  }
  const hasVolume = document.series.some(({ taken, kind }) => taken && kind === 'volume')
  return (
    <Section title="How identity is removed" end="PS3.15 Annex E">
      <div className="tch-o">
        {hasVolume && <div className="tch-r"><span>Face on CT</span><Segmented label="Face on CT" value={options.recognizableFeatures} onChange={(recognizableFeatures) => { set('face on CT', { recognizableFeatures }) }} choices={[{ value: 'crop', label: 'C0 to C3' }, { value: 'deface', label: 'Defaced' }, { value: 'keep', label: 'Kept' }]} /></div>}
        {hasVolume && options.recognizableFeatures === 'crop' && (
          <div className="tch-g"><LeftField label="From, mm" hint="feet" value={keptExtent === null ? '' : String(keptExtent.fromLpsZMm)} maxLength={10} onLeave={(typed) => { setExtent('fromLpsZMm', typed) }} /><LeftField label="Up to, mm" hint="head" value={keptExtent === null ? '' : String(keptExtent.toLpsZMm)} maxLength={10} onLeave={(typed) => { setExtent('toLpsZMm', typed) }} /></div>
        )}
        <div className="tch-r"><span>Dates</span><Segmented label="Dates" value={options.dates} onChange={(dates) => { set('dates', { dates }) }} choices={[{ value: 'shifted', label: 'Shifted' }, { value: 'removed', label: 'Removed' }, { value: 'full', label: 'Kept' }]} /></div>
        {switches.map(({ name, words }) => <label key={name} className="tch-k"><input type="checkbox" checked={options[name]} onChange={({ currentTarget }) => { set(words.toLowerCase(), { [name]: currentTarget.checked }) }} />{words}</label>)}
      </div>
    </Section>
  )
}
