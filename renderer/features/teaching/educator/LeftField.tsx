import { useId } from 'react'
import { useTyped } from '#renderer/ui/index.ts'

type LeftFieldProps = { readonly label: string; readonly hint?: string; readonly value: string; readonly maxLength: number; readonly rows?: number; readonly onLeave: (value: string) => void }

/** Words that are kept when their field is left. A value that comes from elsewhere meanwhile, as by Undo, is shown anew. */
export function LeftField({ label, hint, value, maxLength, rows, onLeave }: LeftFieldProps) {
  const id = useId()
  const { shown, type, leave } = useTyped(value, (typed) => {
    if (typed === value) return 'now'
    onLeave(typed)
    return 'later'
  })
  const common = { id, className: 'nin', value: shown, maxLength, onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) => { type(currentTarget.value) }, onBlur: leave }
  return (
    <div className="tch-fd">
      <label htmlFor={id}>{label}{hint !== undefined && <small> {hint}</small>}</label>
      {rows === undefined ? <input {...common} /> : <textarea rows={rows} {...common} />}
    </div>
  )
}
