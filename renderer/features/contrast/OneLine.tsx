import { useTypedInCase } from '#renderer/features/case/index.ts'

type OneLineProps = { readonly label: string; readonly placeholder: string; readonly value: string; readonly maxLength: number; readonly onDone: (value: string) => void; readonly list?: string; readonly autoFocus?: boolean }

/** A line of words, kept when the field is left or Enter is pressed. */
export function OneLine({ label, placeholder, value, maxLength, onDone, list, autoFocus = false }: OneLineProps) {
  const { shown, type, leave } = useTypedInCase(value, onDone, (typed) => typed.trim())
  return (
    <input
      className="field one-line" aria-label={label} placeholder={placeholder} value={shown} maxLength={maxLength} list={list} autoFocus={autoFocus}
      onChange={(event) => { type(event.currentTarget.value) }} onBlur={leave} onKeyDown={(event) => { if (event.key === 'Enter') event.currentTarget.blur() }}
    />
  )
}
