/** One attribute of a data set, with everything that it holds. */
export type DataElement = {
  /** GGGGEEEE, upper case. */
  readonly tag: string
  readonly vr: string
  readonly value: ElementValue
}

export type ElementValue =
  /** Decoded text; one entry for each value, one alone for VRs without several (LT, ST, UT, UR). */
  | { readonly kind: 'text'; readonly texts: readonly string[] }
  /** Numbers, tags and bulk data as they are written, little endian. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'items'; readonly items: readonly DataSet[] }
  /** Encapsulated pixel data, item by item; the first one is the offset table. */
  | { readonly kind: 'fragments'; readonly fragments: readonly Uint8Array[] }

/** Ordered by tag, as files have it. */
export type DataSet = readonly DataElement[]

/** What PS3.6 says of a tag; null where it knows none. */
export type AttributeDictionary = (tag: string) => { readonly vr: string; readonly name: string } | null

export const elementOf = (dataSet: DataSet, tag: string): DataElement | null => dataSet.find((element) => element.tag === tag) ?? null

/** All values of a text attribute; none where it is missing, empty or no text. */
export function textsOf(dataSet: DataSet, tag: string): readonly string[] {
  const value = elementOf(dataSet, tag)?.value
  return value?.kind === 'text' ? value.texts.map((text) => text.trim()).filter((text) => text !== '') : []
}

export const textOf = (dataSet: DataSet, tag: string): string | null => textsOf(dataSet, tag)[0] ?? null

/** VRs whose value is text. @source PS3.5 6.2 */
const textVrs = new Set(['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'LO', 'LT', 'PN', 'SH', 'ST', 'TM', 'UC', 'UI', 'UR', 'UT'])
export const isTextVr = (vr: string): boolean => textVrs.has(vr)
/** VRs in which a backslash is a character like any other. @source PS3.5 6.2 */
const singleVrs = new Set(['LT', 'ST', 'UT', 'UR'])
export const isSingleVr = (vr: string): boolean => singleVrs.has(vr)

export const emptyValue = (vr: string): ElementValue =>
  vr === 'SQ' ? { kind: 'items', items: [] } : isTextVr(vr) ? { kind: 'text', texts: [] } : { kind: 'bytes', bytes: new Uint8Array(0) }

/** The data set with these attributes in place of its own. */
export function withElements(dataSet: DataSet, added: readonly DataElement[]): DataSet {
  const tags = new Set(added.map(({ tag }) => tag))
  return [...dataSet.filter(({ tag }) => !tags.has(tag)), ...added].sort((a, b) => (a.tag < b.tag ? -1 : 1))
}

export const textElement = (tag: string, vr: string, ...texts: readonly string[]): DataElement => ({ tag, vr, value: { kind: 'text', texts } })
export const sequenceElement = (tag: string, items: readonly DataSet[]): DataElement => ({ tag, vr: 'SQ', value: { kind: 'items', items } })
