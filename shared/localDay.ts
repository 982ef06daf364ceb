/** The day of an instant by the clock of this computer, YYYY-MM-DD as ISO 8601 writes it. */
export function localDay(instant: string | Date): string {
  const at = new Date(instant)
  return `${String(at.getFullYear())}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}
