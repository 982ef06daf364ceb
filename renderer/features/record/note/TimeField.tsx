import { writeClockSeconds } from '#renderer/features/case/index.ts'
import { Field, TypedInput } from './fields.tsx'
import { dayUnlessToday } from './dayUnlessToday.ts'
import { readClock } from './readClock.ts'

type TimeFieldProps = {
  readonly label: string; readonly value: string | null; readonly onChange: (atIso: string | null) => void
  /** Of the procedure: what a time without a day is taken for. */
  readonly day: Date
  readonly name?: string; readonly bare?: boolean
}

/** A time of day, of the day that was written or of the procedure's; "Now" is one press. */
export function TimeField({ label, value, onChange, day, name = label, bare = false }: TimeFieldProps) {
  const shown = value === null ? '' : writeClockSeconds(new Date(value))
  const otherDay = dayUnlessToday(value ?? day.toISOString())
  const input = (
    <div className="nin-t">
      <TypedInput label={label} name={otherDay === '' ? name : `${name}, ${otherDay}`} value={shown} unit={otherDay} placeholder="10:36" read={(typed) => readClock(typed, label, value === null ? day : new Date(value), new Date())} onChange={(at) => { onChange(at === null ? null : at.toISOString()) }} />
      <button type="button" className="btn sm" aria-label={`${name}: now`} onClick={() => { onChange(new Date().toISOString()) }}>Now</button>
    </div>
  )
  return bare ? input : <Field label={label}>{input}</Field>
}
