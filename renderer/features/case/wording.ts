/** How identity, dates and ages are written on the screen. */

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number): string => String(value).padStart(2, '0')

/** DOE^JANE^^^ is written DOE, JANE; further groups (ideographic, phonetic) follow a "=". PS3.5 6.2.1 */
export function writeName(dicomName: string): string {
  const groups = dicomName.split('=').map(group => group.split('^').map(part => part.trim()).filter(part => part !== ''))
  const written = groups.map(([family, ...given]) => (family === undefined ? '' : given.length === 0 ? family : `${family}, ${given.join(' ')}`)).filter(group => group !== '')
  return written.length === 0 ? 'No name in the images' : written.join(' ')
}

/** YYYY-MM-DD(THH:MM…) as 22 Nov 2026. */
export function writeDate(isoDate: string): string {
  const [year, month, day] = isoDate.slice(0, 10).split('-')
  const name = months[Number(month) - 1]
  return year === undefined || day === undefined || name === undefined ? isoDate : `${String(Number(day))} ${name} ${year}`
}

export const writeTime = (localTime: string): string => localTime.slice(11, 16)
export const writeClock = (time: Date): string => `${two(time.getHours())}:${two(time.getMinutes())}`
export const writeClockSeconds = (time: Date): string => `${writeClock(time)}:${two(time.getSeconds())}`

export function ageInYears(birthDate: string, now: Date): number {
  const [year, month, day] = birthDate.split('-').map(Number)
  const beforeBirthday = now.getMonth() + 1 < (month ?? 1) || (now.getMonth() + 1 === month && now.getDate() < (day ?? 1))
  return now.getFullYear() - (year ?? now.getFullYear()) - (beforeBirthday ? 1 : 0)
}

/** 45 s, 1 min 14 s, 33 min, 5 h, 8 days, 3 years. */
export function writeAge(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (seconds < 60) return `${String(Math.floor(seconds))} s`
  if (minutes < 10) return `${String(minutes)} min ${String(Math.floor(seconds % 60))} s`
  if (minutes < 120) return `${String(minutes)} min`
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(hours / 24)
  if (hours < 48) return `${String(hours)} h`
  return days < 730 ? `${String(days)} days` : `${String(Math.floor(days / 365.25))} years`
}

export type ImageAge = { readonly words: string; readonly caution: boolean }

/**
 * How old the newest images are, by the clock of the machine that took them. Null when that clock is ahead of ours:
 * an age would then be made up.
 *
 * @units seconds inside; caution from 60 s for X-ray runs, from 24 h for anything else
 */
export function imageAge(acquiredAt: string, now: Date, isRun: boolean): ImageAge | null {
  const seconds = (now.getTime() - new Date(acquiredAt).getTime()) / 1000
  if (!Number.isFinite(seconds) || seconds < 0) return null
  return { words: `${writeAge(seconds)} old`, caution: seconds >= (isRun ? 60 : 86_400) }
}

const sexWords = { F: 'FEMALE', M: 'MALE', O: 'OTHER' } as const
export type WrittenIdentity = { readonly name: string; readonly details: string }

export function writeIdentity(patient: { readonly patientName: string; readonly patientId: string; readonly birthDate: string | null; readonly sex: 'F' | 'M' | 'O' | null }, now: Date): WrittenIdentity {
  const born = patient.birthDate === null ? 'birth date not stated' : `born ${writeDate(patient.birthDate)} · ${String(ageInYears(patient.birthDate, now))} years`
  const id = patient.patientId === '' ? 'no ID' : `ID ${patient.patientId}`
  return { name: writeName(patient.patientName), details: [patient.sex === null ? null : sexWords[patient.sex], born, id].filter(part => part !== null).join(' · ') }
}

/** What a series is called: its modality is not said twice where the description begins with it. */
export function writeSeries(series: { readonly modality: string; readonly description: string }): string {
  const { modality, description } = series
  return description.toUpperCase().startsWith(`${modality} `.toUpperCase()) || modality === '' ? description : `${modality} ${description}`.trim()
}

/** One decimal and a true minus sign. */
export const writeDecimal = (value: number): string => value.toFixed(1).replace('-', '−')
