import { localDay } from '#shared/localDay.ts'
import { writeDate } from '#shared/reporting/words.ts'

/** A time without its day is taken for one of today: empty then, else the day. */
export const dayUnlessToday = (atIso: string, now = new Date()): string => {
  const day = localDay(atIso)
  return day === localDay(now) ? '' : writeDate(day)
}
