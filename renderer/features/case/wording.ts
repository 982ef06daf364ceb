import { writeAge, type ImageAge } from '#shared/imageAge.ts'

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

/** How old the newest images are, for the patient bar. */
export function writeImageAge(age: ImageAge): { readonly words: string; readonly caution: boolean } {
  switch (age.kind) {
    case 'known': return { words: `${writeAge(age.seconds)} old`, caution: age.caution }
    case 'ahead': return { words: `clock ${writeAge(age.seconds)} ahead`, caution: true }
    case 'unknown': return { words: 'time not stated', caution: false }
  }
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
