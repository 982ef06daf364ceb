/** Whether nobody has answered: null, no words, an empty list, or an answer in parts of which none is given. */
export function isOpen(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && Object.values(value).every(isOpen)
}

/** The section with what was open filled in: an answer that somebody gave is never written over. */
export function fillOpen<Section extends object>(section: Section, values: Partial<Section>): Section {
  const filled = { ...section }
  for (const key in values) {
    const value = values[key]
    if (value !== undefined && !isOpen(value) && isOpen(filled[key])) filled[key] = value
  }
  return filled
}
