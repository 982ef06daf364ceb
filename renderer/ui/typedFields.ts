/** What becomes of words when a field hands them on: they are kept; they are on their way to where the field reads them from; or they cannot be read and stay in the field. */
export type Kept = 'now' | 'later' | 'not'

export type TypedField = {
  /** What is to be done with the words from now on. */
  readonly keepsBy: (keep: (words: string) => Kept) => void
  readonly type: (words: string) => void
  /** Keeps the words while the field goes on holding them. */
  readonly pause: () => void
  /** Null where nothing waits. */
  readonly handOn: () => Kept | null
  readonly forget: () => void
}

/** Fields with words that are on the screen alone. `isAction`: handing them on does something, which only leaving the field asks for. */
const waiting = new Map<TypedField, { readonly isAction: boolean }>()

/** What somebody types into one field, until it is handed on. */
export function createTypedField(onKept: (kept: Kept) => void = () => undefined, isAction = false): TypedField {
  let words: string | null = null
  let keep: (words: string) => Kept = () => 'not'
  const hold = (typed: string | null): void => {
    words = typed
    if (typed === null) waiting.delete(field)
    else waiting.set(field, { isAction })
  }
  const field: TypedField = {
    keepsBy: (next) => { keep = next },
    type: hold,
    pause: () => { if (words !== null) keep(words) },
    handOn: () => {
      if (words === null) return null
      const typed = words
      hold(null)
      const kept = keep(typed)
      if (kept === 'not') hold(typed)
      onKept(kept)
      return kept
    },
    forget: () => { hold(null) },
  }
  return field
}

/** Whether something that was typed is on the screen alone. */
export const isTyping = (): boolean => waiting.size > 0

/** Before what leads away from the screen: every field hands on what was typed, as if it were left. */
export function handOnTyped(): void {
  for (const [field, { isAction }] of [...waiting]) if (!isAction) field.handOn()
}
