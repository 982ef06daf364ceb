type OneLineProps = { readonly label: string; readonly placeholder: string; readonly value: string; readonly maxLength: number; readonly onDone: (value: string) => void; readonly list?: string; readonly autoFocus?: boolean }

/** A line of words, kept when the field is left or Enter is pressed. */
export const OneLine = ({ label, placeholder, value, maxLength, onDone, list, autoFocus = false }: OneLineProps) => (
  <input
    className="field one-line" aria-label={label} placeholder={placeholder} key={value} defaultValue={value} maxLength={maxLength} list={list} autoFocus={autoFocus}
    onBlur={(event) => { if (event.target.value.trim() !== value) onDone(event.target.value.trim()) }}
    onKeyDown={(event) => { if (event.key === 'Enter') event.currentTarget.blur() }}
  />
)
