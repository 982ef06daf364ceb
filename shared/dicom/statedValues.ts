import type { DicomHeader } from './header.ts'
import type { DicomTag } from './tags.ts'

/** An attribute with the name under which it is spoken of, that of PS3.6. */
export type NamedTag = { readonly tag: DicomTag; readonly name: string }

/** Reads values of one header and remembers which of them are written and cannot be read: absent is not the same as broken. */
export type StatedValues = {
  number(from: DicomHeader | null, named: NamedTag): number | null
  /** Exactly two values. */
  pair(from: DicomHeader | null, named: NamedTag): [number, number] | null
  list(from: DicomHeader | null, named: NamedTag): number[] | null
  /** Names of what is there and is not what it has to be, each once. */
  unreadable(): string[]
}

/**
 * A reader that tells "not stated" from "stated and unreadable": both give null, the second also its name.
 *
 * @source PS3.5 7.4.5: a value of length zero is an attribute that is present and empty, as if it were not stated
 */
export function createStatedValues(): StatedValues {
  const broken = new Set<string>()
  const read = <T>(from: DicomHeader | null, { tag, name }: NamedTag, take: (header: DicomHeader) => T | null): T | null => {
    if (from === null || !isFilled(from, tag)) return null
    const value = take(from)
    if (value === null) broken.add(name)
    return value
  }
  return {
    number: (from, named) => read(from, named, (header) => header.number(named.tag)),
    pair: (from, named) => read(from, named, (header) => {
      const [a, b, ...more] = header.numbers(named.tag)
      return a === undefined || b === undefined || more.length > 0 ? null : [a, b]
    }),
    list: (from, named) => read(from, named, (header) => {
      const values = header.numbers(named.tag)
      return values.length === 0 ? null : [...values]
    }),
    unreadable: () => [...broken],
  }
}

const BINARY = /^(US|SS|UL|SL|UV|SV|FL|FD|AT|O[BDFLVW])$/

/** Padding alone is no value, PS3.5 6.2. */
function isFilled(header: DicomHeader, tag: DicomTag): boolean {
  const bytes = header.bytes(tag)
  if (bytes === null || bytes.length === 0) return false
  return BINARY.test(header.vrOf(tag)) || bytes.some((byte) => byte !== 0x20 && byte !== 0)
}
