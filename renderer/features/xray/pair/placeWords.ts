import { writeDecimal } from '#renderer/features/case/index.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { SidesState } from '#shared/projection/pairGeometry.ts'

/** What is written as 0.0 goes nowhere: a side beside it would be believed. */
const isNothing = (value: number): boolean => Math.abs(value) < 0.05
const part = (value: number, positive: string, negative: string): string => `${writeDecimal(Math.abs(value))} mm${isNothing(value) ? '' : ` ${value > 0 ? positive : negative}`}`

/** A place in space in the patient's own directions; without them where nobody settled which side is which. */
export function placeWords([x, y, z]: PatientPoint, sides: SidesState): readonly string[] {
  return sides === 'known'
    ? [part(x, 'LEFT', 'RIGHT'), part(y, 'to the back', 'to the front'), part(z, 'to the head', 'to the feet')]
    : [`${writeDecimal(Math.abs(x))} mm across the body`, `${writeDecimal(Math.abs(y))} mm front to back`, `${writeDecimal(Math.abs(z))} mm along the body`]
}
