import { useEffect, useState } from 'react'
import { createTypedField, type Kept } from './typedFields.ts'

/** A pause in typing after which words are kept although the field is not left: what is killed then has lost little. */
const PAUSE_MS = 2000

type TypedOptions = {
  /** What the field belongs to, where that can change while the field stays: words go to what they were typed for. */
  readonly of?: string
  readonly keepsInPause?: boolean
  readonly isAction?: boolean
}
type Typed = { readonly shown: string; readonly type: (typed: string) => void; /** The field is left. */ readonly leave: () => void; /** What was typed is taken back. */ readonly drop: () => void }

/**
 * What stands in a field while it is typed into; what is left goes on when the field is left, closed or taken off the screen.
 * React tells nobody that a field is left when it takes it off, as a key that leads to another stage does.
 */
export function useTyped(value: string, keep: (typed: string) => Kept, { of = '', keepsInPause = false, isAction = false }: TypedOptions = {}): Typed {
  const [typed, setTyped] = useState<{ readonly words: string; readonly isOnItsWay: boolean } | null>(null)
  const [field] = useState(() => createTypedField((kept) => {
    if (kept !== 'not') setTyped((now) => (kept === 'now' || now === null ? null : { ...now, isOnItsWay: true }))
  }, isAction))
  const [read, setRead] = useState({ value, of })
  if (read.value !== value || read.of !== of) {
    setRead({ value, of })
    // A value that comes, as the answer or by Undo, is shown; but not in the place of what is being typed.
    if (typed !== null && (typed.isOnItsWay || read.of !== of)) setTyped(null)
  }
  // In this order: what was typed for another thing goes on by what was said then.
  useEffect(() => () => {
    field.handOn()
    field.forget()
  }, [field, of])
  useEffect(() => { field.keepsBy(keep) })
  const words = typed?.words ?? null
  useEffect(() => {
    if (words === null || !keepsInPause) return
    // The field keeps what stands in it: whoever pauses after a word goes on after its space.
    const timer = setTimeout(field.pause, PAUSE_MS)
    return () => { clearTimeout(timer) }
  }, [field, words, keepsInPause])
  return {
    shown: typed?.words ?? value,
    type: (next) => {
      field.type(next)
      setTyped({ words: next, isOnItsWay: false })
    },
    leave: () => { field.handOn() },
    drop: () => {
      field.forget()
      setTyped(null)
    },
  }
}
