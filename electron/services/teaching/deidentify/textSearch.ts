import { readWholeObject } from '#electron/services/dicom/wholeDataSet.ts'
import { isTextVr, type DataSet } from '#shared/teaching/deidentification/dataSet.ts'
import type { IdentityWord, IdentityWords } from '#shared/teaching/deidentification/identityWords.ts'
import { datesIn, numbersIn, plainForms, type Spelled } from '#shared/teaching/deidentification/otherSpellings.ts'
import { isDicom } from './quietRegions.ts'

export type TextFind = Pick<IdentityWord, 'of' | 'ordinary'> & { readonly at: number; readonly length: number; readonly encoding: string; /** Two letters: in an object they are the code of something. */ readonly isShort: boolean }
export type TextSearch = (text: string) => readonly TextFind[]

/**
 * Looks in text as people write it for what no pattern of bytes finds: a name without its marks or in the genitive, a date
 * in any spelling, a number in groups. What stands there as it stood in the original is left to the search in bytes.
 */
export function createTextSearch({ names, dates, numbers }: IdentityWords): TextSearch {
  const named = (text: string): readonly TextFind[] => [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].flatMap(({ 0: token, index }) => {
    const lower = token.normalize('NFC').toLowerCase()
    const found = plainForms(token).map((form) => names.get(form)).find((one) => one !== undefined)
    if (found === undefined) return []
    const isShort = found.word.length < 3
    // A modality is written in capitals.
    if (isShort ? lower.length !== 2 || !(found.inHeaders ? /^\p{Lu}\p{Ll}$/u : /^\p{Lu}/u).test(token) : lower === found.word.normalize('NFC').toLowerCase()) return []
    return [{ of: found.of, ordinary: found.ordinary, at: index, length: token.length, encoding: isShort ? 'as a word' : 'in another spelling', isShort }]
  })
  const known = (spelled: readonly Spelled[], of: ReadonlyMap<string, string>, encoding: string, text: string): readonly TextFind[] => spelled.flatMap(({ at, length, meant }) => {
    const found = meant.map((one) => of.get(one)).find((one) => one !== undefined)
    return found === undefined || isPlain(text.slice(at, at + length), text[at + length] ?? '') ? [] : [{ of: found, ordinary: false, at, length, encoding, isShort: false }]
  })
  return (text) => [...named(text), ...known(datesIn(text), dates, 'as a date', text), ...known(numbersIn(text), numbers, 'as a number', text)]
}

/** A date as it stands in a header; one with a time behind it no pattern of bytes ends in. */
const isPlain = (spelled: string, next: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(spelled) && !/\p{L}/u.test(next)

/** No bytes that text never has. */
export const isText = (bytes: Uint8Array): boolean => bytes.subarray(0, 4096).every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13)

/** What can be read in bytes: a text file, or every text of an object, its UIDs and figures not; null where nothing is meant to be, or, in a PDF, only once it is unpacked. */
export function readableText(bytes: Uint8Array): string | null {
  if (Buffer.from(bytes.subarray(0, 5)).equals(Buffer.from('%PDF-'))) return null
  if (isText(bytes)) return new TextDecoder().decode(bytes)
  if (!isDicom(bytes)) return null
  const whole = readWholeObject(bytes)
  return whole.ok ? textsOf(whole.value.dataSet).join('\n') : null
}

const figures = new Set(['UI', 'DS', 'IS', 'DA', 'TM', 'DT', 'AS'])
const textsOf = (dataSet: DataSet): readonly string[] => dataSet.flatMap(({ vr, value }) =>
  value.kind === 'items' ? value.items.flatMap(textsOf) : value.kind === 'text' && isTextVr(vr) && !figures.has(vr) ? value.texts : [])
