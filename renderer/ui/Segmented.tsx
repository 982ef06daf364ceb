import type { ReactNode } from 'react'

export type Choice<Value extends string> = { readonly value: Value; readonly label: ReactNode; readonly name?: string }
type SegmentedProps<Value extends string> = {
  readonly label: string
  readonly choices: readonly Choice<Value>[]
  /** Null: nothing chosen yet. */
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly className?: string
  readonly disabled?: boolean
}

/** One of a few, as a radio group. Arrow keys choose; without a choice the first takes the focus and nothing is preset. */
export function Segmented<Value extends string>({ label, choices, value, onChange, className = '', disabled = false }: SegmentedProps<Value>) {
  const chosen = choices.findIndex(choice => choice.value === value)
  const choose = (group: HTMLElement, at: number): void => {
    const next = choices[(at + choices.length) % choices.length]
    if (next === undefined) return
    onChange(next.value)
    group.querySelectorAll<HTMLElement>('[role=radio]')[(at + choices.length) % choices.length]?.focus()
  }
  return (
    <div
      className={`seg ${className}`} role="radiogroup" aria-label={label} aria-disabled={disabled}
      onKeyDown={event => {
        if (disabled) return
        if (event.key === 'ArrowRight' || event.key === 'ArrowDown') choose(event.currentTarget, chosen + 1)
        else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') choose(event.currentTarget, chosen === -1 ? choices.length - 1 : chosen - 1)
        else return
        event.preventDefault()
      }}
    >
      {choices.map((choice, at) => (
        <button
          key={choice.value} type="button" role="radio" aria-checked={choice.value === value} aria-label={choice.name} disabled={disabled}
          tabIndex={choice.value === value || (chosen === -1 && at === 0) ? 0 : -1}
          className={choice.value === value ? 'on' : ''} onClick={() => { onChange(choice.value) }}
        >
          {choice.label}
        </button>
      ))}
    </div>
  )
}
