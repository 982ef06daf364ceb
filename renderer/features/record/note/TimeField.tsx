import { writeClockSeconds } from '#renderer/features/case/index.ts'
import { Field, TypedInput } from './fields.tsx'
import { readClock } from './readClock.ts'

type TimeFieldProps = { readonly label: string; readonly value: string | null; readonly onChange: (atIso: string | null) => void; readonly name?: string; readonly bare?: boolean }

/** A time of day, of the day that was written or of today; "Now" is one press. */
export function TimeField({ label, value, onChange, name = label, bare = false }: TimeFieldProps) {
  const shown = value === null ? '' : writeClockSeconds(new Date(value))
  const input = (
    <div className="nin-t">
      <TypedInput label={label} name={name} value={shown} placeholder="10:36" read={(typed) => readClock(typed, label, value === null ? new Date() : new Date(value))} onChange={(at) => { onChange(at === null ? null : at.toISOString()) }} />
      <button type="button" className="btn sm" aria-label={`${name}: now`} onClick={() => { onChange(new Date().toISOString()) }}>Now</button>
    </div>
  )
  return bare ? input : <Field label={label}>{input}</Field>
}
