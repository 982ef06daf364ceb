import type { SqlRow, SqlValue } from './database.ts'

/** What libsql's prepared statement offers, as far as it is used here. */
type Columns = readonly { readonly name: string; readonly type: string | null }[]
export type TextsAsBytes = { readonly sql: string; readonly read: (row: SqlRow) => SqlRow }

const KIND = ' kind'
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })
/** Stands for bytes that are no text. It is no character, and the door of the contract lets none of its kind in: where it is found, the disk has changed what was written. */
const DAMAGE = '\udcff'

/** True for a text whose bytes were changed on the disk. */
export const isDamaged = (text: string): boolean => /[\ud800-\udfff]/u.test(text)

/**
 * A query that asks for the same rows with their texts as bytes. A text that is no UTF-8 any more would end the process in the
 * database's own code; here it becomes one that isDamaged tells from any other, and the rest of its row is read.
 */
export function textsAsBytes(sql: string, columns: Columns): TextsAsBytes | null {
  // A declared column of a STRICT table holds what it says; of an expression only the row tells.
  const texts = columns.filter(({ type }) => type === 'TEXT').map(({ name }) => name)
  const unsure = columns.filter(({ type }) => type === null).map(({ name }) => name)
  if (texts.length + unsure.length === 0) return null
  const asked = columns.map(({ name, type }) => {
    if (type === 'TEXT') return `CAST(${quoted(name)} AS BLOB) AS ${quoted(name)}`
    return type === null ? `CASE typeof(${quoted(name)}) WHEN 'text' THEN CAST(${quoted(name)} AS BLOB) ELSE ${quoted(name)} END AS ${quoted(name)}, typeof(${quoted(name)}) AS ${quoted(name + KIND)}` : quoted(name)
  })
  const read = (row: SqlRow): SqlRow => {
    const sound: Record<string, SqlValue> = { ...row }
    for (const name of texts) sound[name] = textOf(row[name] ?? null)
    for (const name of unsure) {
      if (row[name + KIND] === 'text') sound[name] = textOf(row[name] ?? null)
      Reflect.deleteProperty(sound, name + KIND)
    }
    return sound
  }
  return { sql: `SELECT ${asked.join(', ')} FROM (${sql})`, read }
}

function textOf(value: SqlValue | ArrayBuffer): SqlValue {
  if (!(value instanceof ArrayBuffer) && !(value instanceof Uint8Array)) return value
  try {
    return utf8.decode(value)
  } catch {
    return lenient.decode(value).replaceAll('\ufffd', DAMAGE)
  }
}
