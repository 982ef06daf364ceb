import { ageOf, writeAge } from '#shared/imageAge.ts'
import { isCArmAngle, writeCArmAngle } from '#shared/projection/consoleAngles.ts'
import type { CornerLine } from './decor.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const two = (value: number): string => String(value).padStart(2, '0')

/**
 * When an image was taken, as the machine wrote it, and how long ago: "10:12:04, 7 min 3 s ago", with the date unless it is
 * today's. What is missing is said, not left out; a clock that is ahead is a caution, not an age.
 */
export function acquiredLine(acquiredAt: string | null, now: Date, isXray: boolean, isDated = false): CornerLine {
  const age = ageOf(acquiredAt, now, isXray)
  if (acquiredAt === null || age.kind === 'unknown') return { text: 'Time not stated', caution: true }
  const [date = '', time = ''] = acquiredAt.split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  const isToday = date === `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  const when = `${isToday && !isDated ? '' : `${String(Number(day))} ${months[Number(month) - 1] ?? ''} ${year} `}${time.slice(0, 8)}`
  if (age.kind === 'ahead') return { text: `${when}, the ${isXray ? 'C-arm' : 'scanner'}’s clock is ahead`, caution: true }
  return { text: `${when}, ${writeAge(age.seconds)} ago`, ...(age.caution ? { caution: true } : { soft: true }) }
}

/**
 * Patient Position in words, for annotation only.
 *
 * @source Patient Position (0018,5100), PS3.3 C.7.3.1.1.2
 */
export function patientPositionWords(position: string | null): string {
  if (position === null) return 'position not stated'
  const heads: Record<string, string> = { HF: 'head first', FF: 'feet first' }
  const sides: Record<string, string> = { S: 'supine', P: 'prone', DR: 'lying on the RIGHT', DL: 'lying on the LEFT' }
  const head = heads[position.slice(0, 2)]
  const side = sides[position.slice(2)]
  return head === undefined || side === undefined ? `position ${position}` : `${side}, ${head}`
}

/** Angles of a positioner as consoles say them: LAO + primary, CRAN + secondary. */
export function carmWords(primaryDeg: number | null, secondaryDeg: number | null): readonly string[] {
  const words = (axis: 'primary' | 'secondary', value: number | null): readonly string[] =>
    value === null ? [] : [isCArmAngle(axis, value) ? writeCArmAngle(axis, value) : `${value.toFixed(1)}° not usable`]
  return [...words('primary', primaryDeg), ...words('secondary', secondaryDeg)]
}
