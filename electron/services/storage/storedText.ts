import { z } from 'zod'
import { Damaged } from '#shared/contract/damaged.ts'
import type { SqlRow } from './database.ts'
import { isDamaged } from './soundTexts.ts'

/** What was saved as JSON. Throws Damaged with these words where the disk has changed it. */
export function readStored<S extends z.ZodType>(schema: S, stored: string, words: string): z.output<S> {
  if (isDamaged(stored)) throw new Damaged(words)
  try {
    return schema.parse(JSON.parse(stored))
  } catch (error) {
    throw new Damaged(words, { cause: error })
  }
}

/** A text column that must be as it was written. */
export const soundText = z.string().refine((text) => !isDamaged(text))

/** The columns of a row. Throws Damaged with these words where one is not as the schema says. */
export function readColumns<S extends z.ZodType>(schema: S, row: SqlRow, words: string): z.output<S> {
  const columns = schema.safeParse(row)
  if (!columns.success) throw new Damaged(words, { cause: columns.error })
  return columns.data
}

/** Rows that are whole, and how many are not: one damaged entry does not take the others with it. */
export type Whole<T> = { readonly whole: readonly T[]; readonly damaged: number }

export function wholeOnes<T>(rows: readonly SqlRow[], read: (row: SqlRow) => T): Whole<T> {
  const whole = rows.flatMap((row) => unlessDamaged(() => [read(row)]) ?? [])
  return { whole, damaged: rows.length - whole.length }
}

/** Null where the disk has changed what is read. */
export function unlessDamaged<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof Damaged) return null
    throw error
  }
}
