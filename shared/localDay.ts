/** The day of an instant in this place, YYYY-MM-DD. */
export function localDay(atIso: string): string {
  const at = new Date(atIso)
  return `${String(at.getFullYear())}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}
