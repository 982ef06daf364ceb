import { patternOrder, patternWords } from '#shared/contrast/assessmentWords.ts'
import { complicationWords } from '#shared/procedure/note/noteWords.ts'
import { complications } from '#shared/procedure/note/noteSections.ts'
import type { FilterFields } from './recordsFilter.ts'

type FilterRowProps = { readonly fields: FilterFields; readonly onChange: (fields: FilterFields) => void }

/** Each field narrows; what is left open does not matter. */
export function FilterRow({ fields, onChange }: FilterRowProps) {
  const set = (change: Partial<FilterFields>): void => { onChange({ ...fields, ...change }) }
  return (
    <div className="rec-f" role="group" aria-label="Narrow the records">
      <Choice label="Side" value={fields.side} choices={[['LEFT', 'LEFT'], ['RIGHT', 'RIGHT']]} onChange={(side) => { set({ side }) }} />
      <Choice label="Pattern" value={fields.pattern} choices={patternOrder.map((value) => [value, patternWords[value]])} onChange={(pattern) => { set({ pattern }) }} />
      <Choice label="Complication" value={fields.complication} choices={complications.map((value) => [value, complicationWords[value]])} onChange={(complication) => { set({ complication }) }} />
      <Choice label="Signed" value={fields.signed} choices={[['yes', 'Signed'], ['no', 'Not signed']]} onChange={(signed) => { set({ signed }) }} />
      <label>Operator<input className="nin" value={fields.operator} maxLength={200} onChange={({ currentTarget }) => { set({ operator: currentTarget.value }) }} /></label>
      <label>From<input className="nin" type="date" value={fields.from} onChange={({ currentTarget }) => { set({ from: currentTarget.value }) }} /></label>
      <label>To<input className="nin" type="date" value={fields.to} onChange={({ currentTarget }) => { set({ to: currentTarget.value }) }} /></label>
    </div>
  )
}

type ChoiceProps<Value extends string> = { readonly label: string; readonly value: Value | ''; readonly choices: readonly (readonly [Value, string])[]; readonly onChange: (value: Value | '') => void }

const Choice = <Value extends string>({ label, value, choices, onChange }: ChoiceProps<Value>) => (
  <label>{label}
    <select className="nin" value={value} onChange={({ currentTarget }) => { onChange(choices.find(([each]) => each === currentTarget.value)?.[0] ?? '') }}>
      <option value="">any</option>
      {choices.map(([each, words]) => <option key={each} value={each}>{words}</option>)}
    </select>
  </label>
)
