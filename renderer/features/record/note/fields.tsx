import { useId, useState, type ReactNode } from 'react'
import type { Answer } from '#shared/procedure/note/answerWords.ts'
import { Segmented, useTyped } from '#renderer/ui/index.ts'
import type { Fault, Result } from '#shared/result.ts'
import { focusNextField } from './focusNextField.ts'
import { readNumber, type NumberRange } from './readNumber.ts'

type FieldProps = { readonly label: string; readonly children: ReactNode; readonly wide?: boolean | undefined; readonly source?: string | null | undefined }

/** A question and its answer. `source`: where the answer came from, when the app knows. */
export const Field = ({ label, children, wide = false, source = null }: FieldProps) => (
  <div className={wide ? 'nf wide' : 'nf'} title={source ?? undefined}><span className="nf-l">{label}{source !== null && <small>{source}</small>}</span>{children}</div>
)

/** Its name above an answer that stands in a row with others. */
export const Above = ({ label, children }: Pick<FieldProps, 'label' | 'children'>) => <div className="nf-a"><span className="nf-l" aria-hidden>{label}</span>{children}</div>

type ChoiceFieldProps<Value extends string> = {
  readonly label: string; readonly answers: readonly Answer<Value>[]; readonly value: Value | null; readonly onChange: (value: Value) => void
  readonly wide?: boolean; readonly source?: string | null; readonly name?: string
}

/** One of a few. A digit chooses and goes on to the next question. */
export function ChoiceField<Value extends string>({ label, answers, value, onChange, wide, source, name = label }: ChoiceFieldProps<Value>) {
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const chosen = /^[1-9]$/.test(event.key) ? answers[Number(event.key) - 1] : undefined
    if (chosen === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    onChange(chosen.value)
    focusNextField(event.currentTarget)
  }
  return (
    <Field label={label} wide={wide} source={source}>
      <div onKeyDownCapture={onKeyDown}>
        <Segmented label={source === null || source === undefined ? name : `${name}, ${source}`} value={value} onChange={onChange} choices={answers.map((one, at) => ({ value: one.value, name: one.words, label: <>{at < 9 && <small className="nf-d" aria-hidden>{at + 1}</small>}{one.words}</> }))} />
      </div>
    </Field>
  )
}

type TicksFieldProps<Value extends string> = { readonly label: string; readonly answers: readonly Answer<Value>[]; readonly values: readonly Value[]; readonly onChange: (values: readonly Value[]) => void }

/** Several of some; a digit ticks. */
export function TicksField<Value extends string>({ label, answers, values, onChange }: TicksFieldProps<Value>) {
  const toggle = (value: Value): void => { onChange(answers.map((one) => one.value).filter((one) => (one === value) !== values.includes(one))) }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const ticked = /^[1-9]$/.test(event.key) ? answers[Number(event.key) - 1] : undefined
    if (ticked === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    toggle(ticked.value)
  }
  return (
    <Field label={label} wide>
      <div className="nf-t" role="group" aria-label={label} onKeyDown={onKeyDown}>
        {answers.map((one, at) => (
          <button key={one.value} type="button" role="checkbox" aria-checked={values.includes(one.value)} aria-label={one.words} className={values.includes(one.value) ? 'on' : ''} onClick={() => { toggle(one.value) }}>
            {at < 9 && <small className="nf-d" aria-hidden>{at + 1}</small>}{one.words}
          </button>
        ))}
      </div>
    </Field>
  )
}

const onEnter = (event: React.KeyboardEvent<HTMLInputElement>): void => { if (event.key === 'Enter') focusNextField(event.currentTarget) }

type TextFieldProps = { readonly label: string; readonly value: string; readonly maxLength: number; readonly onChange: (value: string) => void; readonly list?: string; readonly wide?: boolean; readonly placeholder?: string; readonly bare?: boolean; /** Leaving the field does something, beyond keeping its words. */ readonly isAction?: boolean }

export function TextField({ label, value, maxLength, onChange, list, wide = true, placeholder, bare = false, isAction = false }: TextFieldProps) {
  const { shown, type, leave } = useTyped(value, (typed) => {
    if (typed.trim() !== value) onChange(typed.trim())
    return 'now'
  }, { keepsInPause: !isAction, isAction })
  const input = <input className="nin" aria-label={label} value={shown} maxLength={maxLength} list={list} placeholder={placeholder} onChange={(event) => { type(event.currentTarget.value) }} onBlur={leave} onKeyDown={onEnter} />
  return bare ? input : <Field label={label} wide={wide}>{input}</Field>
}

type TypedInputProps<Value> = {
  readonly label: string; readonly name: string; readonly value: string; readonly placeholder?: string | undefined; readonly unit?: string
  readonly read: (typed: string) => Result<Value, Fault>; readonly onChange: (value: Value) => void
}

/** What cannot be read stays as it was typed, and is said under the field. */
export function TypedInput<Value>({ label, name, value, placeholder, unit = '', read, onChange }: TypedInputProps<Value>) {
  const errorId = useId()
  const [fault, setFault] = useState<string | null>(null)
  const { shown, type, leave } = useTyped(value, (typed) => {
    if (typed === value) return 'now'
    const result = read(typed)
    setFault(result.ok ? null : result.error.message)
    if (result.ok) onChange(result.value)
    return result.ok ? 'now' : 'not'
  })
  return (
    <div className="nin-w">
      <span className={fault === null ? 'nin-u' : 'nin-u bad'}>
        <input className="nin num" inputMode="decimal" aria-label={name} data-field={label} aria-invalid={fault !== null} aria-describedby={fault === null ? undefined : errorId} placeholder={placeholder} value={shown} onChange={(event) => { type(event.currentTarget.value) }} onBlur={leave} onKeyDown={onEnter} />
        {unit !== '' && <span className="nin-x" aria-hidden>{unit}</span>}
      </span>
      {fault !== null && <span className="nf-e" id={errorId} role="alert">{fault}</span>}
    </div>
  )
}

type NumberFieldProps = NumberRange & {
  readonly label: string; readonly unit: string; readonly value: number | null; readonly onChange: (value: number | null) => void
  /** What follows from the other fields, shown where nothing is typed. */
  readonly computed?: string | undefined; readonly bare?: boolean; readonly name?: string; readonly source?: string | null
}

/** A number with its unit, which cannot be typed away. */
export function NumberField({ label, unit, value, onChange, computed, bare = false, name = label, source = null, ...range }: NumberFieldProps) {
  const words = [unit === '' ? name : `${name}, ${unit}`, computed === undefined || value !== null ? null : `computed ${computed}`, source].filter((part) => part !== null).join(', ')
  const input = <TypedInput label={label} name={words} unit={unit} value={value === null ? '' : String(value)} placeholder={computed === undefined ? undefined : `= ${computed}`} read={(typed) => readNumber(typed, label, range)} onChange={(next) => { if (next !== value) onChange(next) }} />
  return bare ? input : <Field label={label} source={source}>{input}</Field>
}
