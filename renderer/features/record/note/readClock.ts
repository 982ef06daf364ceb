import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { localDay } from '#shared/localDay.ts'

/**
 * "10:36", "1036" or "10:36:40" as a time of the given day, by the clock of this computer, with a day before it of that day; null
 * for an empty field. What is still to come has not happened.
 */
export function readClock(typed: string, label: string, day: Date, now: Date): Result<Date | null, Fault<'NOT_A_TIME'>> {
  const words = typed.trim()
  if (words === '') return ok(null)
  const [, year, month, date, hours, minutes, seconds] = /^(?:(\d{4})-(\d{2})-(\d{2})\s+)?(\d{1,2})[:.]?(\d{2})(?:[:.](\d{2}))?$/.exec(words) ?? []
  if (hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return err('NOT_A_TIME', `${label}: “${words}” is not a time. Write it as 10:36.`)
  const on = year === undefined ? day : new Date(Number(year), Number(month) - 1, Number(date))
  if (year !== undefined && localDay(on) !== `${year}-${String(month)}-${String(date)}`) return err('NOT_A_TIME', `${label}: “${words}” names no day of the calendar. Write it as ${localDay(day)} 10:36.`)
  const at = new Date(on.getFullYear(), on.getMonth(), on.getDate(), Number(hours), Number(minutes), Number(seconds ?? 0))
  if (at.getTime() <= now.getTime()) return ok(at)
  return err('NOT_A_TIME', `${label}: ${localDay(at)} ${words.split(/\s+/).at(-1) ?? ''} is still to come. If it was on another day, write the day too: ${localDay(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1))} 10:36.`)
}
