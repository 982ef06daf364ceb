import { isAppWords } from './appWords.ts'
import type { Deidentified, TakenValue } from './deidentifyContext.ts'
import { partsOf } from './nameParts.ts'
import { ordinaryWords } from './ordinaryWords.ts'
import { datesIn, numberCore, plainForms } from './otherSpellings.ts'

/** A string of the original that must be nowhere in what leaves, and which attribute it comes from. */
export type IdentityWord = {
  readonly word: string
  readonly of: string
  /** Neither letter nor digit may stand beside it, for it to be a find: short words are parts of others by chance. */
  readonly whole: boolean
  /** A name that is an ordinary word as well: a find of it says nothing by itself, and a person looks at where it stands. */
  readonly ordinary: boolean
  /** A value that stays in headers by the profile says it too (HEAD): there it is no sign. */
  readonly inHeaders: boolean
}
export type SpelledName = Pick<IdentityWord, 'word' | 'of' | 'ordinary' | 'inHeaders'>
export type IdentityWords = {
  readonly words: readonly IdentityWord[]
  /** Names by each spelling in plain letters, and names of two letters: for text that people write. */
  readonly names: ReadonlyMap<string, SpelledName>
  /** Dates as YYYYMMDD and numbers without zeros before them, with the attribute that each comes from. */
  readonly dates: ReadonlyMap<string, string>
  readonly numbers: ReadonlyMap<string, string>
  /** Texts that the app puts in itself: an ordinary word in one of them is the app's. */
  readonly written: readonly string[]
  /** Lines that a person let through: an ordinary word in one of them is shown with its line, not at every place of it. */
  readonly readLines: readonly string[]
  /** Character sets of the originals, besides UTF-8, in which a word may have stayed: defined terms of PS3.3 C.12.1.1.2. */
  readonly characterSets: readonly string[]
}

export type WordCollector = {
  /** What one object lost; `characterSets` as the original states them. */
  readonly add: (object: Pick<Deidentified, 'taken' | 'allowed' | 'keptLines'>, characterSets: readonly string[]) => void
  /** All words but those that stay by right; `written` are texts that the caller puts in himself. */
  readonly words: (written?: readonly string[]) => IdentityWords
}

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

/** `isProse`: words of a line that a person read; of all others no line that is let through lifts one. */
type Found = Omit<IdentityWord, 'inHeaders'> & { readonly isPerson: boolean; readonly isProse: boolean }

/** `vocabulary`: words of ordinary texts, in lower case. */
export function createWordCollector(vocabulary: ReadonlySet<string> = ordinaryWords): WordCollector {
  const found = new Map<string, Found>()
  const names = new Map<string, Omit<SpelledName, 'inHeaders'>>()
  const dates = new Map<string, string>()
  const numbers = new Map<string, string>()
  const allowed = new Set<string>()
  const seen = new Set<string>()
  const kept = new Set<string>()
  const sets = new Set<string>()
  const put = (word: string, of: string, kind: TakenValue['kind'], isOrdinary = false): void => {
    const trimmed = word.trim()
    const key = folded(trimmed)
    if (!isTelling(trimmed)) return
    const known = found.get(key)
    const mayBeOrdinary = (kind === 'name' || kind === 'label') && (vocabulary.has(key) || isOrdinary)
    const first = known === undefined || (known.ordinary && !mayBeOrdinary) ? { word: trimmed, of, whole: isNumeric(trimmed) || (!isUnspaced(trimmed) && trimmed.length < LONG_WORD), ordinary: mayBeOrdinary } : known
    found.set(key, { ...first, isPerson: kind === 'name' || known?.isPerson === true, isProse: kind === 'text' && known?.isProse !== false })
  }
  /** What a name is called by people who write it otherwise, its genitive among them. */
  const putSpellings = (part: string, of: string, isCommon: boolean): void => {
    const key = folded(part)
    for (const form of plainForms(part)) for (const spelled of [form, `${form}s`]) {
      const ordinary = isCommon || vocabulary.has(key) || vocabulary.has(spelled) || (form !== key && form.length < 4)
      if (!names.has(spelled)) names.set(spelled, { word: part, of, ordinary })
    }
  }
  const putNumber = (digits: string, of: string): void => {
    const core = numberCore(digits)
    if (core !== null && !numbers.has(core)) numbers.set(core, of)
  }
  const called = (value: string, of: string, kind: 'name' | 'label'): void => {
    const isPerson = kind === 'name'
    put(value, of, kind)
    for (const { part, isCommon } of partsOf(value, isPerson)) {
      put(part, of, kind, isCommon)
      if (/^[\p{L}\p{M}]+$/u.test(part) && part.length >= (isPerson ? 3 : 5)) putSpellings(part, of, isCommon)
      // Two letters are a word of many languages: a person looks at where they stand.
      else if (isPerson && /^\p{L}{2}$/u.test(part) && !isUnspaced(part) && !names.has(folded(part))) names.set(folded(part), { word: part, of, ordinary: true })
    }
    for (const [run] of value.matchAll(/\d{5,}/g)) putNumber(run, of)
    if (/^\p{L}{0,6}[\d\s./-]+\p{L}{0,3}$/u.test(value.trim())) putNumber(value, of)
  }
  const adders: Readonly<Record<TakenValue['kind'], (value: string, of: string) => void>> = {
    name: (value, of) => { called(value, of, 'name') },
    label: (value, of) => { called(value, of, 'label') },
    uid: (value, of) => { put(value, of, 'uid') },
    number: (value, of) => { if (/\d{5}/.test(value)) put(value, of, 'number') },
    date: (value, of) => {
      const [, year, month, day] = /^(\d{4})[.-]?(\d{2})[.-]?(\d{2})/.exec(value) ?? []
      if (year === undefined || month === undefined || day === undefined || Number(year) < 1850) return
      put(`${year}${month}${day}`, of, 'date')
      put(`${year}-${month}-${day}`, of, 'date')
      if (value.length > 10) put(value, of, 'date')
      // As an object writes the instant of a record.
      if (value.includes('T')) put(value.replace(/\D/g, '').slice(0, 14), of, 'date')
      dates.set(`${year}${month}${day}`, of)
    },
    // Of prose the whole line, its numbers and what looks like one: its words are words like any other. The names in it are the names' own.
    text: (value, of) => {
      if (value.length >= 6 && /\s/.test(value)) put(value, of, 'text')
      else if (/\d{4}|[\^@]/.test(value) || isUnspaced(value)) put(value, of, 'text')
      // A protocol called CONTRAST names nobody, and every report has the word.
      else if (value.length >= LONG_WORD && !isAppWords(value)) put(value, of, 'text')
      for (const [number] of value.matchAll(/\d[\d./-]{4,}\d/g)) put(number, of, 'text')
      for (const { meant } of datesIn(value)) for (const day of meant) if (!dates.has(day)) dates.set(day, of)
      for (const part of value.split(/[^\p{L}\p{N}]+/u)) if (/^(?=.*\p{L})(?=.*\d).{6,}$/u.test(part)) put(part, of, 'text')
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
      for (const line of object.keptLines) kept.add(line)
      for (const term of characterSets) if (term.trim() !== '') sets.add(term.trim())
    },
    words: (written = []) => {
      const ours = new Set(written.map(folded))
      const ourTokens = new Set(written.flatMap(tokens))
      const keptKeys = new Set([...kept].map(folded))
      // A long string that is part of what stays (the make in 'make and model') is no sign either; a short one may be part of anything.
      const staying = [...allowed].join('\n')
      const inHeaders = (key: string): boolean => allowed.has(key) || (key.length >= LONG_WORD && !isNumeric(key) && staying.includes(key))
      const words = [...found].flatMap(([key, { isPerson, isProse, ...word }]): readonly IdentityWord[] => {
        // What somebody is called is looked for whatever else says it, and a person looks at where it stands.
        if (isPerson && !ours.has(key)) return [{ ...word, ordinary: word.ordinary || inHeaders(key) || ourTokens.has(key), inHeaders: inHeaders(key) }]
        return inHeaders(key) || ours.has(key) || ourTokens.has(key) || (isProse && keptKeys.has(key)) ? [] : [{ ...word, inHeaders: false }]
      })
      const without = (map: ReadonlyMap<string, string>): ReadonlyMap<string, string> => new Map([...map].filter(([key]) => !allowed.has(key)))
      const spelled = new Map([...names].map(([key, name]) => [key, { ...name, inHeaders: allowed.has(key) }] as const))
      return { words, names: spelled, dates: without(dates), numbers: without(numbers), written, readLines: [...kept], characterSets: [...sets] }
    },
  }
}
