import { isAppWords } from './appWords.ts'
import type { Deidentified } from './deidentifyContext.ts'
import { ordinaryWords } from './ordinaryWords.ts'

/** A string of the original that must be nowhere in what leaves, and which attribute it comes from. */
export type IdentityWord = {
  readonly word: string
  readonly of: string
  /** Neither letter nor digit may stand beside it, for it to be a find: short words are parts of others by chance. */
  readonly whole: boolean
  /** A name that is an ordinary word as well: a find of it says nothing by itself, and a person looks at where it stands. */
  readonly ordinary: boolean
}
export type IdentityWords = {
  readonly words: readonly IdentityWord[]
  /** Character sets of the originals, besides UTF-8, in which a word may have stayed: defined terms of PS3.3 C.12.1.1.2. */
  readonly characterSets: readonly string[]
}

export type WordCollector = {
  /** What one object lost; `characterSets` as the original states them. */
  readonly add: (object: Pick<Deidentified, 'taken' | 'allowed' | 'keptLines'>, characterSets: readonly string[]) => void
  /** Another string that must not leave: an account's name, the name of a folder. */
  readonly addName: (value: string, of: string) => void
  /** All words but those that stay by right; `written` are texts that the caller puts in himself. */
  readonly words: (written?: readonly string[]) => IdentityWords
}

const generic = new Set(`the and for von van der den del dos des prof doctor dr md phd hospital hospitals clinic clinics klinik klinikum university universitat medical medicine health healthcare centre center
  department dept radiology imaging institute institut general service services room street road avenue city state county north south east west removed unknown anonymous none null test case teaching`.split(/\s+/))

const folded = (text: string): string => text.normalize('NFC').toLowerCase()
const tokens = (text: string): readonly string[] => folded(text).split(/[^\p{L}\p{N}]+/u)
const isUnspaced = (text: string): boolean => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text)
const isNumeric = (text: string): boolean => /^[\d.+-]+$/.test(text)

/** Whether a find of this word means something: one letter is nobody. */
function isTelling(word: string): boolean {
  if (isUnspaced(word)) return word.length >= 2
  if (isNumeric(word)) return word.replace(/\D/g, '').length >= 5
  return word.length >= 3 && /\p{L}{2}|\d{3}/u.test(word)
}

/** Beyond this a word is not found inside another by chance. */
const LONG_WORD = 8

/** `vocabulary`: words of ordinary texts, in lower case. */
export function createWordCollector(vocabulary: ReadonlySet<string> = ordinaryWords): WordCollector {
  const found = new Map<string, IdentityWord>()
  const allowed = new Set<string>()
  const seen = new Set<string>()
  const kept = new Set<string>()
  const sets = new Set<string>()
  const put = (word: string, of: string, isName = false): void => {
    const trimmed = word.trim()
    const key = folded(trimmed)
    const known = found.get(key)
    if (!isTelling(trimmed) || (known !== undefined && !(known.ordinary && !isName))) return
    found.set(key, { word: trimmed, of, whole: isNumeric(trimmed) || (!isUnspaced(trimmed) && trimmed.length < LONG_WORD), ordinary: isName && vocabulary.has(key) })
  }
  const addName = (value: string, of: string): void => {
    put(value, of, true)
    for (const part of value.split(/[\^=\s,;:/\\()[\]{}"'&|_]+/)) if (!generic.has(folded(part))) put(part, of, true)
  }
  const adders: Readonly<Record<Deidentified['taken'][number]['kind'], (value: string, of: string) => void>> = {
    name: addName,
    uid: put,
    number: (value, of) => { if (/\d{5}/.test(value)) put(value, of) },
    date: (value, of) => {
      const [, year, month, day] = /^(\d{4})\.?(\d{2})\.?(\d{2})/.exec(value) ?? []
      if (year === undefined || Number(year) < 1850) return
      put(`${year}${month}${day}`, of)
      put(`${year}-${month}-${day}`, of)
      if (value.length > 10) put(value, of)
    },
    // Of prose the whole line, its numbers and what looks like one: its words are words like any other. The names in it are the names' own.
    text: (value, of) => {
      if (value.length >= 6 && /\s/.test(value)) put(value, of)
      else if (/\d{4}|[\^@]/.test(value) || isUnspaced(value)) put(value, of)
      // A protocol called CONTRAST names nobody, and every report has the word.
      else if (value.length >= LONG_WORD && !isAppWords(value)) put(value, of)
      for (const [number] of value.matchAll(/\d[\d./-]{4,}\d/g)) put(number, of)
      for (const part of value.split(/[^\p{L}\p{N}]+/u)) if (/^(?=.*\p{L})(?=.*\d).{6,}$/u.test(part)) put(part, of)
    },
  }
  return {
    add: (object, characterSets) => {
      for (const { kind, value, of } of object.taken) adders[kind](value, of)
      for (const value of object.allowed) if (!seen.has(value)) {
        seen.add(value)
        // Text with a name in it isn't among these, so that none of their words is one.
        for (const part of [folded(value.trim()), ...tokens(value)]) allowed.add(part)
      }
      for (const line of object.keptLines) kept.add(folded(line))
      for (const term of characterSets) if (term.trim() !== '') sets.add(term.trim())
    },
    addName,
    words: (written = []) => {
      const ours = new Set(written.flatMap((text) => [folded(text), ...tokens(text)]))
      // A long string that is part of what stays (the make in 'make and model') is no sign either; a short one may be part of anything.
      const staying = [...allowed].join('\n')
      const stays = (key: string): boolean => allowed.has(key) || kept.has(key) || ours.has(key) || (key.length >= LONG_WORD && !isNumeric(key) && staying.includes(key))
      const words = [...found].filter(([key]) => !stays(key)).map(([, word]) => word)
      return { words, characterSets: [...sets] }
    },
  }
}
