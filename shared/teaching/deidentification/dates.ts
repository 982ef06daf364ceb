const dayMs = 86_400_000

/** A day earlier by so many days, or null for what is no date. @source PS3.5 6.2 DA; YYYY.MM.DD of ACR-NEMA, which old files have */
export function dateBefore(date: string, days: number): string | null {
  const [, year = '', month = '', day = ''] = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(date.trim()) ?? []
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const stated = new Date(at)
  if (year === '' || stated.getUTCMonth() !== Number(month) - 1 || stated.getUTCDate() !== Number(day)) return null
  return new Date(at - days * dayMs).toISOString().slice(0, 10).replaceAll('-', '')
}

/** The same of a date time; one that states only a year or a month keeps its precision. @source PS3.5 6.2 DT */
export function dateTimeBefore(dateTime: string, days: number): string | null {
  const [, date = '', rest = ''] = /^(\d{4}(?:\d{2}){0,2})((?:\d{2}){0,3}(?:\.\d{1,6})?(?:[+-]\d{4})?)$/.exec(dateTime.trim()) ?? []
  if (date === '') return null
  const shifted = dateBefore(`${date}0101`.slice(0, 8), days)
  return shifted === null ? null : shifted.slice(0, date.length) + rest
}

export const isTime = (time: string): boolean => /^\d{2}:?(\d{2}:?(\d{2}(\.\d{1,6})?)?)?$/.test(time.trim())

const daysOfUnit: Readonly<Record<string, number>> = { D: 1, W: 7, M: 365.25 / 12, Y: 365.25 }

/** An age that names nobody: above 89 years it is said as 90. Null for what is no age. @source PS3.5 6.2 AS; 45 CFR 164.514(b)(2)(i)(C) */
export function unidentifyingAge(age: string): string | null {
  const [, count = '', unit = ''] = /^(\d{3})([DWMY])$/.exec(age.trim()) ?? []
  const daysEach = daysOfUnit[unit]
  if (daysEach === undefined) return null
  return Number(count) * daysEach >= 90 * 365.25 ? '090Y' : `${count}${unit}`
}
