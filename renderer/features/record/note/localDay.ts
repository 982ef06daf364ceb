import { writeDate } from '#shared/reporting/words.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** A day by the clock of this computer, as ISO 8601 writes it. */
export const localDay = (at: Date): string => `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`

/** A time without its day is taken for one of today: empty then, else the day. */
export const dayUnlessToday = (atIso: string, now = new Date()): string => {
  const day = localDay(new Date(atIso))
  return day === localDay(now) ? '' : writeDate(day)
}
