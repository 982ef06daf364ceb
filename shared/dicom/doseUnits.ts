import { z } from 'zod'
import { finite, text } from '#shared/values.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

/** A figure of a dose report in one unit for all reports, and as the report itself states it. */
export const doseFigure = z.strictObject({
  value: finite.min(0), unit: z.enum(['Gy.cm2', 'mGy', 's', 'mGy.cm', '1']),
  stated: z.strictObject({ value: text(32), unit: text(64) }).describe('as the report says it'),
})
export type DoseFigure = Readonly<z.infer<typeof doseFigure>>

/** What a figure is of: it decides in which units it may be stated, and in which one it is given. */
export type DoseQuantity = 'doseArea' | 'kerma' | 'time' | 'doseLength' | 'count'

/** Units by their UCUM code, each with how many of the one we give make one of it. 1 Gy.m2 = 10 000 Gy.cm2. */
const units: Readonly<Record<DoseQuantity, { readonly given: DoseFigure['unit']; readonly factors: Readonly<Record<string, number>> }>> = {
  doseArea: { given: 'Gy.cm2', factors: { 'Gy.m2': 1e4, 'dGy.m2': 1e3, 'cGy.m2': 1e2, 'mGy.m2': 10, 'uGy.m2': 1e-2, 'Gy.cm2': 1, 'dGy.cm2': 0.1, 'cGy.cm2': 1e-2, 'mGy.cm2': 1e-3, 'uGy.cm2': 1e-6 } },
  kerma: { given: 'mGy', factors: { Gy: 1e3, dGy: 100, cGy: 10, mGy: 1, uGy: 1e-3 } },
  time: { given: 's', factors: { s: 1, ms: 1e-3, min: 60 } },
  doseLength: { given: 'mGy.cm', factors: { 'mGy.cm': 1, 'Gy.cm': 1e3, 'mGy.m': 100, 'uGy.cm': 1e-3 } },
  count: { given: '1', factors: { 1: 1 } },
}

/**
 * A figure as stated, in the one unit that all figures of its kind are given in.
 *
 * @units   Gy.cm2, mGy, s, mGy.cm, or none of a count
 * @source  UCUM, as PS3.16 7.2.2 asks for; TID 10004 (Gy.m2, Gy, s), TID 10012 and 10013 (mGy.cm, mGy)
 * @limits  a unit that the quantity cannot have is a fault: a wrong factor would be a wrong dose. Annotations in braces are units of a count
 */
export function toDoseFigure(quantity: DoseQuantity, value: number, stated: { readonly value: string; readonly unit: string }): Result<DoseFigure, Fault<'UNEXPECTED_UNIT'>> {
  const { given, factors } = units[quantity]
  const code = quantity === 'count' && /^\{.*\}$/.test(stated.unit) ? '1' : stated.unit
  const factor = Object.hasOwn(factors, code) ? factors[code] : undefined
  if (factor === undefined) return err('UNEXPECTED_UNIT', `This dose report states a figure in "${stated.unit.slice(0, 64)}", which is no unit of it. None of its figures is used. Read them at the machine.`)
  // Twelve digits are more than any dosimeter has, and leave out what the multiplication itself adds.
  return ok({ value: Number((value * factor).toPrecision(12)), unit: given, stated: { value: stated.value.slice(0, 32), unit: stated.unit.slice(0, 64) } })
}
