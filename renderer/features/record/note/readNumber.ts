import { err, ok, type Fault, type Result } from '#shared/result.ts'

export type NumberRange = { readonly min: number; readonly max: number; readonly whole?: boolean }

/** What a person typed as a number: null for an empty field; with a decimal point or comma. The sentence of a fault begins with the name of the field. */
export function readNumber(typed: string, label: string, { min, max, whole = false }: NumberRange): Result<number | null, Fault<'NOT_A_NUMBER' | 'OUT_OF_RANGE'>> {
  const words = typed.trim().replace(',', '.').replace('−', '-')
  if (words === '') return ok(null)
  const value = /^-?(\d+(\.\d*)?|\.\d+)$/.test(words) ? Number(words) : Number.NaN
  if (!Number.isFinite(value)) return err('NOT_A_NUMBER', `${label}: “${typed.trim()}” is not a number. Write it as ${whole ? '2' : '0.5'}.`)
  if (whole && !Number.isInteger(value)) return err('NOT_A_NUMBER', `${label}: a whole number is asked for.`)
  if (value < min || value > max) return err('OUT_OF_RANGE', `${label}: write a number from ${String(min)} to ${String(max)}.`)
  return ok(value)
}
