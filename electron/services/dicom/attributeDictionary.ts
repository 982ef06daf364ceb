import { dictionaryEntries } from './dicomWriter.ts'

export type DictionaryAttribute = { readonly vr: string; readonly name: string }

let byTag: ReadonlyMap<string, DictionaryAttribute> | null = null

/** KeywordsInOneWord as words; a run of capitals stays together (SOPInstanceUID, RTPlan). */
const spaced = (keyword: string): string => keyword.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')

/** What PS3.6 says of a tag (GGGGEEEE, upper case); null for what it doesn't know. Repeating groups are not listed. */
export function attributeOf(tag: string): DictionaryAttribute | null {
  byTag ??= new Map(dictionaryEntries().map(({ tag: stated, vr, name }) => [stated.replace(/[(),]/g, '').toUpperCase(), { vr, name: spaced(name) }]))
  return byTag.get(tag) ?? null
}

/** Every word that an attribute's name is made of, in lower case. @source PS3.6 6 */
export const attributeWords = (): ReadonlySet<string> => new Set(dictionaryEntries().flatMap(({ name }) => spaced(name).toLowerCase().split(/[^a-z]+/)).filter((word) => word.length > 2))
