import { useId } from 'react'

type LeftFieldProps = { readonly label: string; readonly hint?: string; readonly value: string; readonly maxLength: number; readonly rows?: number; readonly onLeave: (value: string) => void }

/** Words that are kept when their field is left. A value that comes from elsewhere meanwhile, as by Undo, is shown anew. */
export function LeftField({ label, hint, value, maxLength, rows, onLeave }: LeftFieldProps) {
  const id = useId()
  const common = { id, className: 'nin', defaultValue: value, maxLength, onBlur: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) => { if (currentTarget.value !== value) onLeave(currentTarget.value) } }
  return (
    <div className="tch-fd">
      <label htmlFor={id}>{label}{hint !== undefined && <small> {hint}</small>}</label>
      {rows === undefined ? <input key={value} {...common} /> : <textarea key={value} rows={rows} {...common} />}
    </div>
  )
}
