import { writeAge, type ImageAge } from '#shared/imageAge.ts'
import { localDay } from '#shared/localDay.ts'
import type { ConfirmAgain } from '#shared/procedure/confirmation.ts'
import { sexWords, writeDate, writeName } from '#shared/reporting/words.ts'

export { writeDate, writeDecimal, writeName } from '#shared/reporting/words.ts'

/** How identity, dates and ages are written on the screen. */

const two = (value: number): string => String(value).padStart(2, '0')

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

/** Why patient and side are asked for again, and what to do. */
export function writeConfirmAgain(why: ConfirmAgain, confirmedAtIso: string | null): string {
  const then = confirmedAtIso === null ? '' : ` on ${writeDate(localDay(confirmedAtIso))}`
  const since = why.kind === 'signed' ? 'that record is signed' : `images of ${writeDate(why.day)} have come since`
  return `Patient and side were confirmed${then}, and ${since}. Check with the patient, then confirm again in Study and side.`
}
