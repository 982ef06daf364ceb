import { isCArmAngle, writeCArmAngle } from '#shared/projection/consoleAngles.ts'
import type { CornerLine } from './decor.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "22 Nov 2026 09:58", as the machine wrote it; a missing date is said, not left out. */
export function acquiredWords(acquiredAt: string | null): string {
  if (acquiredAt === null) return 'Date not stated'
  const [date = '', time = ''] = acquiredAt.split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  return `${String(Number(day))} ${months[Number(month) - 1] ?? ''} ${year} ${time.slice(0, 5)}`
}

/** Date of the images; their age stands in the patient bar, which knows the clock. */
export const acquisitionLines = (acquiredAt: string | null): readonly CornerLine[] => [{ text: acquiredWords(acquiredAt), soft: true }]

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
    value === null ? [] : [isCArmAngle(axis, value) ? writeCArmAngle(axis, value) : `${axis} angle ${value.toFixed(1)}°: no C-arm has it`]
  return [...words('primary', primaryDeg), ...words('secondary', secondaryDeg)]
}
