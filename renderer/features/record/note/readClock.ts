import { err, ok, type Fault, type Result } from '#shared/result.ts'

/** "10:36", "1036" or "10:36:40" as a time of the given day, by the clock of this computer; null for an empty field. */
export function readClock(typed: string, label: string, day: Date): Result<Date | null, Fault<'NOT_A_TIME'>> {
  const words = typed.trim()
  if (words === '') return ok(null)
  const [, hours, minutes, seconds] = /^(\d{1,2})[:.]?(\d{2})(?:[:.](\d{2}))?$/.exec(words) ?? []
  if (hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return err('NOT_A_TIME', `${label}: “${words}” is not a time. Write it as 10:36.`)
  return ok(new Date(day.getFullYear(), day.getMonth(), day.getDate(), Number(hours), Number(minutes), Number(seconds ?? 0)))
}
