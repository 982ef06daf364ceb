/** Goes to a part of the screen by its id, and opens it where it can be written. */
export function leadTo(id: string): void {
  const part = document.getElementById(id)
  part?.scrollIntoView({ block: 'nearest' })
  const opener = part?.querySelector<HTMLElement>(':scope.nb .nb-o')
  if (opener !== null && opener !== undefined) return opener.click()
  part?.querySelector<HTMLElement>('button, [tabindex="0"]')?.focus()
}
