/** How identity, dates and amounts are written, on the screen and on paper. */

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** DOE^JANE^^^ is written DOE, JANE; further groups (ideographic, phonetic) follow a "=". PS3.5 6.2.1 */
export function writeName(dicomName: string): string {
  const groups = dicomName.split('=').map((group) => group.split('^').map((part) => part.trim()).filter((part) => part !== ''))
  const written = groups.map(([family, ...given]) => (family === undefined ? '' : given.length === 0 ? family : `${family}, ${given.join(' ')}`)).filter((group) => group !== '')
  return written.length === 0 ? 'No name in the images' : written.join(' ')
}

/** YYYY-MM-DD(THH:MM…) as 22 Nov 2026. */
export function writeDate(isoDate: string): string {
  const [year, month, day] = isoDate.slice(0, 10).split('-')
  const name = months[Number(month) - 1]
  return year === undefined || day === undefined || name === undefined ? isoDate : `${String(Number(day))} ${name} ${year}`
}

/** One decimal and a true minus sign. */
export const writeDecimal = (value: number): string => value.toFixed(1).replace('-', '−')

/** Doses and volumes: no trailing zero, at most three decimals, a leading zero always. */
export const writeAmount = (value: number): string => String(Math.round(value * 1000) / 1000).replace('-', '−')

export const sexWords = { F: 'FEMALE', M: 'MALE', O: 'OTHER' } as const

/** Instants as a clock on the wall shows them. */
export type WallClock = {
  readonly date: (atIso: string) => string
  readonly time: (atIso: string) => string
  /** YYYY-MM-DD of an instant there. */
  readonly isoDate: (atIso: string) => string
  /** "UTC+01:00" */
  readonly zone: (atIso: string) => string
}

const two = (value: number): string => String(value).padStart(2, '0')

/** A clock of a place: `offsetMinutes` tells how far its local time is ahead of UTC at an instant. */
export function wallClock(offsetMinutes: (atIso: string) => number): WallClock {
  const local = (atIso: string): string => new Date(Date.parse(atIso) + offsetMinutes(atIso) * 60_000).toISOString()
  return {
    date: (atIso) => writeDate(local(atIso)),
    time: (atIso) => local(atIso).slice(11, 16),
    isoDate: (atIso) => local(atIso).slice(0, 10),
    zone: (atIso) => {
      const minutes = offsetMinutes(atIso)
      const ahead = Math.abs(minutes)
      return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`
    },
  }
}

/** Whole years between a birth date and a day, both YYYY-MM-DD. */
export function yearsBetween(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}
