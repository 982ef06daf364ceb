import { createTextReader } from './characterSets.ts'

/** Bytes of every character of one of the tables that files are written in; made once, by reading all byte pairs. */
const tables = new Map<string, ReadonlyMap<string, readonly number[]>>()

function tableOf(term: string): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(term)
  if (known !== undefined) return known
  const read = createTextReader([term])
  const table = new Map<string, readonly number[]>()
  const put = (bytes: readonly number[]): void => {
    const text = read(Uint8Array.from(bytes), false)
    if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, bytes)
  }
  for (let byte = 0; byte < 0x100; byte++) if (byte !== 0x1b) put([byte])
  if (/149|13$|58|GB|87|159/i.test(term)) for (let first = 0x81; first < 0xff; first++) for (let second = 0x40; second < 0xff; second++) put([first, second])
  tables.set(term, table)
  return table
}

/**
 * How a text stands in a file of another character set, in each of the ways it may: without escapes, and with the high bit off as
 * the double byte sets of ISO 2022 have it. Empty where the set doesn't hold the text.
 *
 * @source PS3.3 C.12.1.1.2, PS3.5 Annexes H to K
 */
export function encodings(text: string, term: string): readonly Uint8Array[] {
  // Japanese double bytes are those of Korean and Chinese in form: both are read through their own table.
  const wanted = /IR[ _-]?(87|159)/i.test(term) ? 'EUC-JP' : term
  const found = wanted === 'EUC-JP' ? jisBytes(text) : plainBytes(text, wanted)
  return found === null ? [] : [Uint8Array.from(found), ...(/2022|IR[ _-]?(87|149|58)/i.test(term) ? [Uint8Array.from(found.filter((byte) => byte !== 0x8f), (byte) => byte & 0x7f)] : [])]
}

function plainBytes(text: string, term: string): readonly number[] | null {
  const table = tableOf(term)
  const bytes: number[] = []
  for (const character of text) {
    const found = table.get(character)
    if (found === undefined) return null
    bytes.push(...found)
  }
  return bytes
}

let jis: ReadonlyMap<string, readonly number[]> | null = null
/** JIS X 0208 with the high bits on. */
function jisBytes(text: string): readonly number[] | null {
  jis ??= readJis()
  const bytes: number[] = []
  for (const character of text) {
    const found = character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : jis.get(character)
    if (found === undefined) return null
    bytes.push(...found)
  }
  return bytes
}

function readJis(): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder('euc-jp')
  const table = new Map<string, readonly number[]>()
  for (let first = 0xa1; first < 0xff; first++) for (let second = 0xa1; second < 0xff; second++) {
    const text = decoder.decode(Uint8Array.of(first, second))
    if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, [first, second])
  }
  return table
}
