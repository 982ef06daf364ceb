export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined }

/**
 * The one way to write a value as JSON, so that its hash can be computed again anywhere: no white space, the keys of an
 * object in the order of their UTF-16 code units, numbers and strings as ECMAScript writes them, absent keys left out.
 *
 * @source RFC 8785 (JSON Canonicalization Scheme)
 * @limits throws on a number that is not finite: JSON has no word for it
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('A number that is not finite has no canonical JSON.')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [[key, member] as const]))
  // Keys are distinct; comparing with < compares code units, which localeCompare would not.
  members.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value)
