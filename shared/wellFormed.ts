/** Half of a surrogate pair that stands alone: no character, and nothing that UTF-8 can hold. */
const loneSurrogate = /\p{Cs}/gu
const REPLACEMENT = '\uFFFD'

/** A text that can be stored and hashed: what is kept on the disk and what is in memory stay the same. */
export const wellFormed = (text: string): string => text.replace(loneSurrogate, REPLACEMENT)

/** The first `length` code units at most, never half a pair. */
export const cutText = (text: string, length: number): string => (text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, ''))

/** The same value with every text in it well formed; itself where all are. */
export function wellFormedTexts(value: unknown): unknown {
  return isWellFormed(value) ? value : repaired(value)
}

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return !/\p{Cs}/u.test(value)
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return true
  return (Array.isArray(value) ? value : Object.values(value)).every(isWellFormed)
}

function repaired(value: unknown): unknown {
  if (typeof value === 'string') return wellFormed(value)
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  return Array.isArray(value) ? value.map(repaired) : Object.fromEntries(Object.entries(value).map(([key, member]: readonly [string, unknown]) => [key, repaired(member)]))
}
