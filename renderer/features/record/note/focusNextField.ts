const FIELDS = 'input, textarea, [role=radiogroup], [role=group].nf-t, .nf-go'

/** Goes on to the next question of the box; after the last one to the button that closes it. */
export function focusNextField(from: Element): void {
  const form = from.closest('.nform')
  if (form === null) return
  const fields = [...form.querySelectorAll<HTMLElement>(FIELDS)]
  const at = fields.findIndex((field) => field === from || from.contains(field) || field.contains(from))
  const next = fields[at + 1]
  // The group that has the focus writes its answer only once it is left or pressed; the next one takes it where it would by Tab.
  const target = next?.matches('[role=radiogroup]') === true ? next.querySelector<HTMLElement>('[tabindex="0"]') : next?.matches('[role=group]') === true ? next.querySelector<HTMLElement>('button') : next
  target?.focus()
}
