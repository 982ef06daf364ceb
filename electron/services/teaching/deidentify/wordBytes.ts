import { encodings } from '#electron/services/dicom/encodeText.ts'
import type { IdentityWord, IdentityWords } from '#shared/teaching/deidentification/identityWords.ts'

/** One way in which a word may stand in bytes. `stride`: how far apart its characters are, for what stands beside it. */
export type WordPattern = { readonly word: IdentityWord; readonly encoding: string; readonly bytes: Uint8Array; readonly stride: 1 | 2; readonly bigEndian: boolean }

const utf8 = new TextEncoder()

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), littleEndian)
  return new Uint8Array(view.buffer)
}

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)
const escaped = (text: string, one: (character: string) => string): string => [...text].map((character) => (isAscii(character) ? character : one(character))).join('')
const unitEscapes = (character: string): string => Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')

/** Every way in which the words may have stayed: UTF-8, UTF-16, the originals' own sets, escapes of JSON, HTML and addresses. */
export function patternsOf({ words, characterSets }: IdentityWords): readonly WordPattern[] {
  const patterns: WordPattern[] = []
  const seen = new Set<string>()
  const put = (word: IdentityWord, encoding: string, bytes: Uint8Array, stride: 1 | 2 = 1, bigEndian = false): void => {
    const key = String.fromCharCode(...bytes)
    if (bytes.length < 2 || seen.has(key)) return
    seen.add(key)
    patterns.push({ word, encoding, bytes, stride, bigEndian })
  }
  for (const word of words) {
    for (const text of spellings(word.word)) {
      put(word, 'UTF-8', utf8.encode(text))
      put(word, 'UTF-16 LE', utf16(text, true), 2)
      put(word, 'UTF-16 BE', utf16(text, false), 2, true)
      if (isAscii(text)) continue
      for (const term of new Set(['ISO_IR 100', ...characterSets])) for (const bytes of encodings(text, term)) put(word, term, bytes)
      put(word, 'JSON', utf8.encode(escaped(text, unitEscapes)))
      put(word, 'HTML', utf8.encode(escaped(text, (character) => `&#${character.codePointAt(0)};`)))
      put(word, 'HTML', utf8.encode(escaped(text, (character) => `&#x${character.codePointAt(0)?.toString(16)};`)))
      put(word, 'address', utf8.encode(escaped(text, encodeURIComponent)))
    }
  }
  return patterns
}

/** ASCII is compared in either case by the search; other letters need both, and marks may be apart from their letters. */
function spellings(word: string): readonly string[] {
  if (isAscii(word)) return [word.toLowerCase()]
  const cases = [word, word.toLowerCase(), word.toUpperCase()]
  return [...new Set([...cases, ...cases.map((text) => text.normalize('NFD')), ...cases.map((text) => text.normalize('NFC'))])]
}
